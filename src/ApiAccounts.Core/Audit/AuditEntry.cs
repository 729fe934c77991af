namespace ApiAccounts.Core.Audit;

/// <summary>Records an action and its actor, in the transaction of the change itself. Never contains a secret.</summary>
public sealed record AuditEntry
{
    /// <summary>A unique key. It also distinguishes a retry that had succeeded from a conflict.</summary>
    public required string Key { get; init; }

    public required DateTimeOffset At { get; init; }

    public required AuditAction Action { get; init; }

    /// <summary>The resource that the action changed.</summary>
    public required AccountId Subject { get; init; }

    /// <summary>The operator, API user or custom service whose credentials were used; null for the system itself.</summary>
    public required AccountId? Actor { get; init; }

    /// <summary>The session whose token was used; null for credentials and for the system itself.</summary>
    public AccountId? Session { get; init; }

    /// <summary>The caller's network address; null for the system itself.</summary>
    public string? Address { get; init; }

    /// <summary>What changed, or details of what happened; null if the action says all.</summary>
    public AuditChanges? Changes { get; init; }
}
