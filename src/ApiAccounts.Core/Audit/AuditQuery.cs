namespace ApiAccounts.Core.Audit;

/// <summary>A filter for audit entries. A null property filters nothing.</summary>
public sealed record AuditQuery
{
    /// <summary>At this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>The resource that the action changed.</summary>
    public AccountId? Subject { get; init; }

    /// <summary>The actor: an operator, an API user, a custom service, or the session whose token was used.</summary>
    public AccountId? Actor { get; init; }

    /// <summary>The key of the last entry of the previous page.</summary>
    public string? After { get; init; }

    public bool Matches(AuditEntry entry) =>
        (From is null || entry.At >= From)
        && (Before is null || entry.At < Before)
        && (Action is null || entry.Action == Action)
        && (Subject is null || entry.Subject == Subject)
        && (Actor is null || Actor == (Actor.Value.Kind == AccountKind.Session ? entry.Session : entry.Actor));
}
