using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;
using ApiAccounts.Core.Partners;

namespace ApiAccounts.Core.Groups;

/// <summary>Keeps groups. Each change and its audit entry are one transaction.</summary>
public interface IGroupStore
{
    /// <returns>Null when there is none with exactly this id.</returns>
    Task<Stored<Group>?> FindAsync(AccountId id, CancellationToken cancellationToken);

    /// <summary>All of one partner, in the order they were made.</summary>
    IAsyncEnumerable<Stored<Group>> ListAsync(uint pid, CancellationToken cancellationToken);

    /// <summary>Gives out a group's number and adds it, both or none.</summary>
    /// <param name="partner">With the number taken into account.</param>
    /// <returns>False when the partner has changed since it was read.</returns>
    Task<bool> AddAsync(Stored<Partner> partner, Group group, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False when it has changed since it was read.</returns>
    Task<bool> ChangeAsync(Stored<Group> changed, AuditEntry audit, CancellationToken cancellationToken);

    /// <inheritdoc cref="ChangeAsync"/>
    Task<bool> DeleteAsync(Stored<Group> deleted, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>
    /// Writes an operator that has become a member and gives the group a new version, both or none: whoever has found the group empty
    /// before can no longer delete it.
    /// </summary>
    /// <returns>False when either has changed since it was read.</returns>
    Task<bool> AddMemberAsync(Stored<Group> group, Stored<Operator> member, AuditEntry audit, CancellationToken cancellationToken);
}
