using ApiAccounts.Core.Audit;

namespace ApiAccounts.Functions.Native;

/// <summary>A page of audit entries, the newest first.</summary>
/// <param name="Next">The <c>after</c> of the next page; null on the last.</param>
internal sealed record AuditResponse(IReadOnlyList<AuditEntryResponse> Entries, string? Next)
{
    public static AuditResponse Of(AuditPage page) => new([.. page.Entries.Select(AuditEntryResponse.Of)], page.Next);
}

/// <param name="Actor">The operator or API user; null for the system itself, as the address is then.</param>
/// <param name="Session">Null where no token was used.</param>
internal sealed record AuditEntryResponse(
    DateTimeOffset At, string Action, string Subject, string? Actor, string? Session, string? Address, string? Changes)
{
    public static AuditEntryResponse Of(AuditEntry entry) => new(
        entry.At, NativeChoice.Text(entry.Action), entry.Subject.ToString(), entry.Actor?.ToString(), entry.Session?.ToString(), entry.Address, entry.Changes);
}
