namespace ApiAccounts.Core.Audit;

/// <summary>Some audit entries, the newest first.</summary>
/// <param name="Next">What to ask for after these; null where there are no more.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, string? Next);
