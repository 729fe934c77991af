using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Audit;

/// <summary>What was done, by whom; kept in the same transaction as the change itself. Never holds a secret.</summary>
public sealed record AuditEntry
{
    /// <summary>Unlike any other's; it also tells our own retried success from a conflict.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>What it was done to.</summary>
    public required AccountId Subject { get; init; }

    /// <summary>The operator, API user or custom service whose credentials were used; null for the system itself.</summary>
    public required AccountId? Actor { get; init; }

    /// <summary>The session whose token was used; null for credentials, and for the system itself.</summary>
    public AccountId? Session { get; init; }

    /// <summary>The caller's network address; null when the system itself acted.</summary>
    public string? Address { get; init; }

    /// <summary>What changed, in words.</summary>
    public string? Changes { get; init; }
}
