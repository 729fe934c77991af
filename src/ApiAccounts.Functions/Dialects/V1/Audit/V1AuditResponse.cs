using ApiAccounts.Core.Audit;

namespace ApiAccounts.Functions.Dialects.V1.Audit;

/// <summary>A page of audit entries, newest first.</summary>
/// <param name="Next">The <c>after</c> of the next page; null on the last.</param>
internal sealed record V1AuditResponse(IReadOnlyList<V1AuditEntryResponse> Entries, string? Next)
{
    public static V1AuditResponse Of(AuditPage page) => new([.. page.Entries.Select(V1AuditEntryResponse.Of)], page.Next);
}

/// <param name="Actor">The operator or API user; null, like the address, for the system itself.</param>
/// <param name="Session">Null if the caller used no token.</param>
internal sealed record V1AuditEntryResponse(
    DateTimeOffset At, string Action, string Subject, string? Actor, string? Session, string? Address, string? Changes)
{
    public static V1AuditEntryResponse Of(AuditEntry entry) => new(
        entry.At,
        Choices.Text(entry.Action),
        entry.Subject.ToString(),
        entry.Actor?.ToString(),
        entry.Session?.ToString(),
        entry.Address,
        entry.Changes);
}
