using Azure.Data.Tables;

namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>Why a transaction was refused as a whole.</summary>
/// <param name="Index">The action that was in the way.</param>
/// <param name="Status">404 the row is not there, 409 it is there already, 412 it has changed.</param>
internal readonly record struct Refusal(int Index, int Status)
{
    /// <summary>
    /// Whether it is only our own success, sent again because its answer was lost: true where the first action adds a row that nobody
    /// else can have added, as an audit entry.
    /// </summary>
    public bool IsOwnSuccess => this is { Index: 0, Status: 409 };
}

internal static class TableTransactions
{
    /// <summary>Does all of something and adds its audit row, or neither.</summary>
    /// <returns>False when a row is not as it was read.</returns>
    public static Task<bool> TryAuditedAsync(
        this TableClient table, TableEntity audit, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        table.TryAuditedAsync([audit], actions, cancellationToken);

    /// <summary>The same with an audit row for each of several things that are done.</summary>
    /// <inheritdoc cref="TryAuditedAsync(TableClient, TableEntity, IEnumerable{TableTransactionAction}, CancellationToken)"/>
    public static async Task<bool> TryAuditedAsync(
        this TableClient table, IEnumerable<TableEntity> audit, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        await table.TrySubmitAsync(
            [.. audit.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), .. actions], cancellationToken)
            is null or { IsOwnSuccess: true };

    /// <returns>Null when all of it was done.</returns>
    public static async Task<Refusal?> TrySubmitAsync(
        this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        (await table.SubmitAsync(actions, cancellationToken)).Refusal;

    /// <returns>Why it was refused, or else the new version of each row, null where it is not told.</returns>
    public static async Task<(Refusal? Refusal, IReadOnlyList<string?> Versions)> SubmitAsync(
        this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            var answers = await table.SubmitTransactionAsync(actions, cancellationToken);
            return (null, [.. answers.Value.Select(answer => answer.Headers.ETag?.ToString())]);
        }
        catch (TableTransactionFailedException exception)
            when (exception is { Status: 404 or 409 or 412, FailedTransactionActionIndex: not null })
        {
            return (new(exception.FailedTransactionActionIndex.Value, exception.Status), []);
        }
    }
}
