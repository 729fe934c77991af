namespace ApiAccounts.Core.Audit;

/// <summary>Keeps audit entries about operators that share no transaction with a change: those of signing in, whose rows are in other tables.</summary>
public interface IAuditTrail
{
    /// <summary>Adding one again, because an answer was lost, changes nothing.</summary>
    Task AddAsync(AuditEntry entry, CancellationToken cancellationToken);
}
