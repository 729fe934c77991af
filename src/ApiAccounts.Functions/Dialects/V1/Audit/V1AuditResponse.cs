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
    DateTimeOffset At, string Action, string Subject, string? Actor, string? Session, string? Address,
    IReadOnlyList<V1AuditChangeResponse> Changes)
{
    public static V1AuditEntryResponse Of(AuditEntry entry) => new(
        entry.At,
        Choices.Text(entry.Action),
        entry.Subject.ToString(),
        entry.Actor?.ToString(),
        entry.Session?.ToString(),
        entry.Address,
        [
            .. (entry.Changes ?? Enumerable.Empty<AuditChange>())
                .Select(change => new V1AuditChangeResponse(change.Field, change.Before, change.After)),
        ]);
}

/// <param name="Field">The name of the changed field.</param>
/// <param name="Before">Null if there was no value, or it is not recorded.</param>
/// <param name="After">Null if there is no value, or it is not recorded.</param>
internal sealed record V1AuditChangeResponse(string Field, string? Before, string? After);
