using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Reports;

/// <summary>Reads the audit trail of the caller's partner.</summary>
public sealed class ReadAudit(IAuditStore store, IOperatorStore operators)
{
    /// <param name="pageSize">From 1.</param>
    public async Task<Result<AuditPage>> ExecuteAsync(Caller caller, AuditQuery query, int pageSize, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadAudit, caller) is { } refusal) return refusal;
        var partner = await operators.GetPartnerAsync(caller.Pid, cancellationToken);

        // Each partition may contain the whole page; one more entry shows whether there is a next page.
        var found = await Task.WhenAll(
            [
                store.ReadDirectoryAsync(caller.Pid, query, pageSize + 1, cancellationToken),
                .. partner.Value.Buckets.Select(bucket =>
                    store.ReadBucketAsync(caller.Pid, bucket, query, pageSize + 1, cancellationToken)),
            ]);
        var entries = found.SelectMany(some => some).OrderBy(entry => entry.Key, StringComparer.Ordinal).Take(pageSize + 1).ToList();
        if (entries.Count <= pageSize) return new AuditPage(entries, Next: null);
        return new AuditPage(entries[..pageSize], entries[pageSize - 1].Key);
    }
}
