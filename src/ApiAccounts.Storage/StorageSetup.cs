using ApiAccounts.Storage.Queues;
using ApiAccounts.Storage.Tables;
using Azure.Data.Tables;

namespace ApiAccounts.Storage;

/// <summary>Makes the tables and queues that are missing, and says whether they answer.</summary>
public sealed class StorageSetup
{
    private readonly AccountTables tables;
    private readonly UsageQueues queues;

    internal StorageSetup(AccountTables tables, UsageQueues queues)
    {
        this.tables = tables;
        this.queues = queues;
    }

    public async Task CreateAsync(CancellationToken cancellationToken) => await Task.WhenAll(
        [
            .. tables.All.Select(table => (Task)table.CreateIfNotExistsAsync(cancellationToken)),
            .. queues.All.Select(queue => (Task)queue.CreateIfNotExistsAsync(cancellationToken: cancellationToken)),
        ]);

    /// <summary>Asks each table and queue for something.</summary>
    /// <returns>The names of those that did not answer; none when all is well.</returns>
    public async Task<IReadOnlyList<string>> FindSilentAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            [
                .. tables.All.Select(table => AnswersAsync(table.Name, () => ReadNothingAsync(table, cancellationToken))),
                .. queues.All.Select(queue => AnswersAsync(queue.Name, () => queue.GetPropertiesAsync(cancellationToken))),
            ]);
        return [.. answers.OfType<string>()];
    }

    private static async Task ReadNothingAsync(TableClient table, CancellationToken cancellationToken)
    {
        var nothing = TableClient.CreateQueryFilter($"PartitionKey eq {"nothing"}");
        await foreach (var _ in table.QueryAsync<TableEntity>(nothing, maxPerPage: 1, cancellationToken: cancellationToken)) break;
    }

    private static async Task<string?> AnswersAsync(string name, Func<Task> ask)
    {
        try
        {
            await ask();
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return name;
        }
    }
}
