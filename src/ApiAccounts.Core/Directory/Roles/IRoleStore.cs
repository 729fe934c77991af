using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Keeps the roles that are not built in. Each change and its audit entry are one transaction.</summary>
public interface IRoleStore
{
    Task<Versioned<Role>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken);

    /// <summary>All of one partner, in the order they were made.</summary>
    IAsyncEnumerable<Versioned<Role>> ListAsync(uint pid, CancellationToken cancellationToken);

    /// <summary>Gives out a role's number and adds it, both or none.</summary>
    /// <param name="partner">With the number taken into account.</param>
    /// <returns>False when the partner has changed since it was read.</returns>
    Task<bool> AddAsync(Versioned<Partner> partner, Role role, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False when it has changed since it was read.</returns>
    Task<bool> ChangeAsync(Versioned<Role> changed, AuditEntry audit, CancellationToken cancellationToken);

    /// <inheritdoc cref="ChangeAsync"/>
    Task<bool> DeleteAsync(Versioned<Role> deleted, AuditEntry audit, CancellationToken cancellationToken);
}
