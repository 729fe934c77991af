using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Keeps groups. Each change and its audit entry are one transaction.</summary>
public interface IGroupStore
{
    /// <summary>How many groups are deleted together: each is two rows of a transaction of 100.</summary>
    const int MaxDeletions = 45;

    Task<Versioned<Group>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken);

    /// <summary>All of one partner, in the order they were made.</summary>
    IAsyncEnumerable<Versioned<Group>> ListAsync(uint pid, CancellationToken cancellationToken);

    /// <summary>Gives out a group's number and adds it, both or none.</summary>
    /// <param name="partner">With the number taken into account.</param>
    /// <returns>False when the partner has changed since it was read.</returns>
    Task<bool> AddAsync(Versioned<Partner> partner, Group group, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False when it has changed since it was read.</returns>
    Task<bool> ChangeAsync(Versioned<Group> changed, AuditEntry audit, CancellationToken cancellationToken);

    /// <inheritdoc cref="ChangeAsync"/>
    Task<bool> DeleteAsync(Versioned<Group> deleted, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Deletes groups of one partner, all or none.</summary>
    /// <param name="deletions">From 1 to <see cref="MaxDeletions"/>, none of the same group as another.</param>
    /// <returns>False when any has changed since it was read.</returns>
    Task<bool> DeleteAllAsync(IReadOnlyList<GroupDeletion> deletions, CancellationToken cancellationToken);
}

/// <summary>A group to be deleted, with what is written about it.</summary>
public readonly record struct GroupDeletion(Versioned<Group> Deleted, AuditEntry Audit);

internal static class GroupStoreExtensions
{
    /// <summary>The group with exactly this id.</summary>
    public static async Task<Versioned<Group>?> FindAsync(this IGroupStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id.Pid, id.UserId, cancellationToken) is { } found && found.Value.Id == id ? found : null;
}
