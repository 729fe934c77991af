using ApiAccounts.Core.Usage;
using ApiAccounts.Storage.Tables.Credentials;

namespace ApiAccounts.Storage.Tables.Usage;

/// <summary>
/// Deletes API users or custom services of one operator, and adds their usage of the last days to its past usage in the same transaction.
/// </summary>
internal static class AccountDeletion
{
    /// <summary>The attempts while the aggregator writes the rows. After them the rows are deleted without their last usage.</summary>
    private const int MaxAttempts = 8;

    private static readonly string[] Columns =
        [CredentialColumns.OperatorId, UsageColumns.Hours, UsageColumns.Errors, UsageColumns.OtherErrors];

    /// <param name="at">The time of the deletion.</param>
    /// <param name="actionsOf">
    /// Returns all actions: first the audit rows, which have unique keys, and the deletions with the ETag of each row.
    /// </param>
    /// <returns>Null if the transaction succeeded.</returns>
    public static async Task<Refusal?> SubmitDeletingAsync(
        this TableClient table,
        IReadOnlyCollection<AccountId> deleted,
        DateTimeOffset at,
        Func<Func<AccountId, ETag>, List<TableTransactionAction>> actionsOf,
        CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt < MaxAttempts; attempt++)
        {
            var rows = await ReadAsync(table, deleted, cancellationToken);
            var past = await PastAsync(table, rows.Values, at, cancellationToken);
            var actions = actionsOf(id => rows.TryGetValue(id, out var row) ? row.ETag : ETag.All);
            var refusal = await table.TrySubmitAsync(past is null ? actions : [.. actions, past], cancellationToken);
            var hasChanged = refusal is { Status: 412 } || refusal?.Index == actions.Count; // a row, or the past usage
            if (!hasChanged) return refusal;
        }
        return await table.TrySubmitAsync(actionsOf(_ => ETag.All), cancellationToken);
    }

    private static async Task<Dictionary<AccountId, (AccountId? Owner, AccountUsage Usage, ETag ETag)>> ReadAsync(
        TableClient table, IEnumerable<AccountId> ids, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(ids.Select(async id => (Id: id, Row: await table.GetEntityIfExistsAsync<TableEntity>(
            AccountsKeys.Bucket(id.Bucket), AccountsKeys.Account(id), Columns, cancellationToken))));
        return found.Where(one => one.Row.HasValue)
            .ToDictionary(one => one.Id, one => Read(one.Row.Value!, new ETag(one.Row.Version())));
    }

    /// <summary>A row that cannot be read is deleted without its usage.</summary>
    private static (AccountId? Owner, AccountUsage Usage, ETag ETag) Read(TableEntity row, ETag version)
    {
        try
        {
            return (row.Id(CredentialColumns.OperatorId), UsageColumns.Read(row), version);
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException or InvalidCastException)
        {
            return (null, AccountUsage.None, version);
        }
    }

    /// <returns>Null if there was no usage lately.</returns>
    private static async Task<TableTransactionAction?> PastAsync(
        TableClient table,
        IReadOnlyCollection<(AccountId? Owner, AccountUsage Usage, ETag ETag)> rows,
        DateTimeOffset at,
        CancellationToken cancellationToken)
    {
        if (rows.FirstOrDefault(row => row.Owner is not null).Owner is not { } owner) return null;
        var usage = rows.Aggregate(AccountUsage.None, (sum, row) => sum.Plus(row.Usage)).OfLastDays(at);
        if (usage is { Hours.IsEmpty: true, Errors.IsEmpty: true, OtherErrors.IsEmpty: true }) return null;

        var known = await table.FindAsync(
            AccountsKeys.Bucket(owner.Bucket), AccountsKeys.PastUsage(at, owner), UsageColumns.Read, cancellationToken);
        var row = PastUsageRow.Write(owner, at, (known?.Value ?? AccountUsage.None).Plus(usage));
        return known is null
            ? new(TableTransactionActionType.Add, row)
            : new(TableTransactionActionType.UpdateReplace, row, new ETag(known.Version));
    }
}
