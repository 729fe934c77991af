using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Storage.Queues;
using ApiAccounts.Storage.Tables.Shared;
using Azure;
using Azure.Data.Tables;
using Azure.Identity;

namespace ApiAccounts.Storage;

/// <summary>Makes the tables and queues that are missing, and says whether they answer.</summary>
public sealed class StorageSetup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly AccountTables tables;
    private readonly AccountQueues queues;

    internal StorageSetup(AccountTables tables, AccountQueues queues)
    {
        this.tables = tables;
        this.queues = queues;
    }

    /// <exception cref="SettingException">The storage account lets nobody in with that identity, or with that key.</exception>
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
                $"{StorageConnection.Name} leads to a storage account that refuses this app ({exception.Status}); a key has to be that of the account, "
                + "and an identity needs the roles Storage Table Data Contributor and Storage Queue Data Contributor.");
        }
        catch (AuthenticationFailedException exception)
        {
            throw new SettingException($"{StorageConnection.Name} has an identity that cannot sign in: {exception.Message}");
        }
    }

    /// <summary>Asks each table and queue for something.</summary>
    /// <returns>The names of those that did not answer well within 2 s; none when all is well.</returns>
    public async Task<IReadOnlyList<string>> FindUnavailableAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        var answers = await Task.WhenAll(
            [
                .. tables.All.Select(table => SilentAsync(table.Name, () => ReadNothingAsync(table, limit.Token))),
                .. queues.All.Select(queue => SilentAsync(queue.Name, () => queue.GetPropertiesAsync(limit.Token))),
            ]);
        cancellationToken.ThrowIfCancellationRequested();
        return [.. answers.OfType<string>()];
    }

    private static async Task ReadNothingAsync(TableClient table, CancellationToken cancellationToken)
    {
        var nothing = TableClient.CreateQueryFilter($"PartitionKey eq {"nothing"}");
        await foreach (var _ in table.QueryAsync<TableEntity>(nothing, maxPerPage: 1, cancellationToken: cancellationToken)) break;
    }

    /// <returns>The name when it does not answer, else null.</returns>
    private static async Task<string?> SilentAsync(string name, Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (Exception) // whatever it is: the health check tells, the cause is in the log of the client
        {
            return name;
        }
    }
}
