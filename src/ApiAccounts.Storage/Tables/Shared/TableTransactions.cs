namespace ApiAccounts.Storage.Tables.Shared;

/// <summary>The reason why the storage refused a whole transaction.</summary>
/// <param name="Index">The index of the action that failed.</param>
/// <param name="Status">404: the row does not exist; 409: it exists already; 412: it has changed.</param>
internal readonly record struct Refusal(int Index, int Status)
{
    /// <summary>
    /// Whether this is a retry of our own successful transaction, whose response was lost. Valid only if the first action adds a row with a
    /// unique key, such as an audit entry.
    /// </summary>
    public bool IsOwnSuccess => this is { Index: 0, Status: 409 };
}

internal static class TableTransactions
{
    /// <summary>Performs all actions and adds the audit row, or does neither.</summary>
    /// <returns>False if a row has changed since it was read.</returns>
    public static Task<bool> TryAuditedAsync(
        this TableClient table, TableEntity audit, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        table.TryAuditedAsync([audit], actions, cancellationToken);

    /// <summary>Performs all actions and adds several audit rows, or does neither.</summary>
    /// <inheritdoc cref="TryAuditedAsync(TableClient, TableEntity, IEnumerable{TableTransactionAction}, CancellationToken)"/>
    public static async Task<bool> TryAuditedAsync(
        this TableClient table,
        IEnumerable<TableEntity> audit,
        IEnumerable<TableTransactionAction> actions,
        CancellationToken cancellationToken) =>
        await table.TrySubmitAsync(
            [.. audit.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), .. actions], cancellationToken)
            is null or { IsOwnSuccess: true };

    /// <returns>Null if the transaction succeeded.</returns>
    public static async Task<Refusal?> TrySubmitAsync(
        this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken) =>
        (await table.SubmitAsync(actions, cancellationToken)).Refusal;

    /// <returns>The refusal, or the new version of each row; null for a row whose version the response does not have.</returns>
    public static async Task<(Refusal? Refusal, IReadOnlyList<string?> Versions)> SubmitAsync(
        this TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellationToken)
    {
        try
        {
            var responses = await table.SubmitTransactionAsync(actions, cancellationToken);
            return (null, [.. responses.Value.Select(response => response.Headers.ETag?.ToString())]);
        }
        catch (TableTransactionFailedException exception)
            when (exception is { Status: 404 or 409 or 412, FailedTransactionActionIndex: not null })
        {
            return (new(exception.FailedTransactionActionIndex.Value, exception.Status), []);
        }
    }
}
