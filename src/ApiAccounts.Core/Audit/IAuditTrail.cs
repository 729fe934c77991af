namespace ApiAccounts.Core.Audit;

/// <summary>Stores audit entries about operators that share no transaction with a change, such as sign-ins (other tables).</summary>
public interface IAuditTrail
{
    /// <summary>Adds an entry. Adding it again, after a lost response, changes nothing.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Makes the same storage call as <see cref="AddAsync"/>, but adds no entry, so that its time reveals nothing.</summary>
    Task PretendAsync(CancellationToken cancellationToken);
}
