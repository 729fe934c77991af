namespace ApiAccounts.Core.Audit;

/// <summary>A page of audit entries, the newest first.</summary>
/// <param name="Next">The key for the request for the next page; null on the last page.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string? Next);
