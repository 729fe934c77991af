using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Stores the roles that are not built in. Each change and its audit entry are one transaction.</summary>
public interface IRoleStore
{
    Task<Versioned<Role>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken);

    /// <summary>Lists all roles of one partner, in the order of creation.</summary>
    IAsyncEnumerable<Versioned<Role>> ListAsync(uint pid, CancellationToken cancellationToken);

    /// <summary>Assigns a role's number and adds it, in one transaction.</summary>
    /// <param name="partner">Updated with the number.</param>
    /// <returns>False if the partner has changed since it was read.</returns>
    Task<bool> AddAsync(Versioned<Partner> partner, Role role, AuditEntry audit, CancellationToken cancellationToken);

    /// <param name="partner">Gets a new version, so that a concurrent change of names fails; null if it does not matter.</param>
    /// <returns>False if either has changed since it was read.</returns>
    Task<bool> ChangeAsync(
        Versioned<Role> changed, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False if it has changed since it was read.</returns>
    Task<bool> DeleteAsync(Versioned<Role> deleted, AuditEntry audit, CancellationToken cancellationToken);
}
