using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Storage.Queues;
using Azure.Identity;

namespace ApiAccounts.Storage;

/// <summary>Creates missing tables and queues, and checks that all of them respond.</summary>
public sealed class StorageSetup
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    private readonly AccountTables tables;
    private readonly AccountQueues queues;

    internal StorageSetup(AccountTables tables, AccountQueues queues)
    {
        this.tables = tables;
        this.queues = queues;
    }

    /// <exception cref="SettingException">The storage account refuses the identity or the key.</exception>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                [
                    .. tables.All.Select(table => (Task)table.CreateIfNotExistsAsync(cancellationToken)),
                    .. queues.All.Select(queue => (Task)queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
                ]);
        }
        catch (RequestFailedException exception) when (exception.Status is 401 or 403)
        {
            throw new SettingException(
                $"The storage account of {StorageConnection.Name} refuses this app ({exception.Status}); "
                + "a key must be that of the account, and an identity needs the roles "
                + "Storage Table Data Contributor and Storage Queue Data Contributor.");
        }
        catch (AuthenticationFailedException exception)
        {
            throw new SettingException($"The identity of {StorageConnection.Name} cannot sign in: {exception.Message}");
        }
    }

    /// <summary>Queries each table and queue.</summary>
    /// <returns>The names of the tables and queues that fail or do not respond within 2 s.</returns>
    public async Task<IReadOnlyList<string>> FindUnavailableAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Timeout);
        var names = await Task.WhenAll(
            [
                .. tables.All.Select(table => NameIfFailsAsync(table.Name, () => ReadNothingAsync(table, limit.Token))),
                .. queues.All.Select(queue => NameIfFailsAsync(queue.Name, () => queue.GetPropertiesAsync(limit.Token))),
            ]);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. names.OfType<string>()];
    }

    private static async Task ReadNothingAsync(TableClient table, CancellationToken cancellationToken)
    {
        var nothing = TableClient.CreateQueryFilter($"PartitionKey eq {"nothing"}");
        await foreach (var _ in table.QueryAsync<TableEntity>(nothing, maxPerPage: 1, cancellationToken: cancellationToken)) break;
    }

    /// <returns>The name if the query fails, else null.</returns>
    private static async Task<string?> NameIfFailsAsync(string name, Func<Task> query)
    {
        try
        {
            await query();
            return null;
        }
        catch (Exception) // any: the health check reports the name, and the client logs the cause
        {
            return name;
        }
    }
}
