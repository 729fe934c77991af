using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Audit;

/// <summary>Which audit entries are wanted; null for whatever is not to matter.</summary>
public sealed record AuditQuery
{
    /// <summary>At this time or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this time.</summary>
    public DateTimeOffset? Before { get; init; }

    public AuditAction? Action { get; init; }

    /// <summary>What it was done to.</summary>
    public AccountId? Subject { get; init; }

    /// <summary>Who did it: an operator, an API user or a custom service, or a session whose token was used.</summary>
    public AccountId? Actor { get; init; }

    /// <summary>The key of the entry that those wanted come after, from an earlier page.</summary>
    public string? After { get; init; }

    public bool Matches(AuditEntry entry) =>
        (From is null || entry.At >= From)
        && (Before is null || entry.At < Before)
        && (Action is null || entry.Action == Action)
        && (Subject is null || entry.Subject == Subject)
        && (Actor is null || Actor == (Actor.Value.Kind == AccountKind.Session ? entry.Session : entry.Actor));
}
