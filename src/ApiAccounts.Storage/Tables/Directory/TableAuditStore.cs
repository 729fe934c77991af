using ApiAccounts.Core.Audit;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>
/// Audit entries in the table Accounts, read by ranges of keys; the storage applies all filters. Entries about sign-ins are added to the
/// directory.
/// </summary>
internal sealed class TableAuditStore(AccountTables tables) : IAuditStore, IAuditTrail
{
    /// <summary>The maximum number of rows on a page of a query.</summary>
    private const int MaxPage = 1_000;

    /// <remarks>The key is unique, so an existing row is from a retry of our own write, whose response was lost.</remarks>
    public Task AddAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        tables.Accounts.TryAddAsync(AuditRow.WriteInDirectory(entry), cancellationToken);

    /// <remarks>A single row of nobody. Once it exists, the call is refused and leaves nothing.</remarks>
    public Task PretendAsync(CancellationToken cancellationToken) =>
        tables.Accounts.TryAddAsync(new(AccountsKeys.Nobody, "audit") { [Row.Shape] = Row.CurrentShape }, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadDirectoryAsync(uint pid, AuditQuery query, int max, CancellationToken cancellationToken) =>
        ReadAsync(AccountsKeys.DirectoryAudit(query).FilterIn(AccountsKeys.Directory(pid)), query, max, cancellationToken);

    public Task<IReadOnlyList<AuditEntry>> ReadBucketAsync(
        uint pid, int bucket, AuditQuery query, int max, CancellationToken cancellationToken) =>
        ReadAsync(AccountsKeys.BucketAudit(pid, query).FilterIn(AccountsKeys.Bucket(bucket)), query, max, cancellationToken);

    private async Task<IReadOnlyList<AuditEntry>> ReadAsync(string range, AuditQuery query, int max, CancellationToken cancellationToken)
    {
        var filter = string.Join(" and ", [range, .. Conditions(query)]);
        return await tables.Accounts.QueryAsync<TableEntity>(filter, Math.Min(max, MaxPage), cancellationToken: cancellationToken)
            .Take(max).Select(AuditRow.Read).ToListAsync(cancellationToken);
    }

    private static IEnumerable<string> Conditions(AuditQuery query)
    {
        if (query.Action is { } action) yield return TableClient.CreateQueryFilter($"Action eq {action.ToString()}");
        if (query.Subject is { } subject) yield return TableClient.CreateQueryFilter($"Subject eq {subject.ToString()}");
        if (query.Actor is { Kind: AccountKind.Session } session)
            yield return TableClient.CreateQueryFilter($"Session eq {session.ToString()}");
        else if (query.Actor is { } actor) yield return TableClient.CreateQueryFilter($"Actor eq {actor.ToString()}");
    }
}
