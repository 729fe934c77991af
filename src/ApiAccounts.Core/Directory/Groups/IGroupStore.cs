using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Stores groups. Each change and its audit entry are one transaction.</summary>
public interface IGroupStore
{
    /// <summary>The maximum number of groups deleted together. Each takes two rows of a transaction of 100.</summary>
    const int MaxDeletions = 45;

    Task<Versioned<Group>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken);

    /// <summary>Lists all groups of one partner, in the order of creation.</summary>
    IAsyncEnumerable<Versioned<Group>> ListAsync(uint pid, CancellationToken cancellationToken);

    /// <summary>Assigns a group's number and adds it, in one transaction.</summary>
    /// <param name="partner">Updated with the number.</param>
    /// <returns>False if the partner has changed since it was read.</returns>
    Task<bool> AddAsync(Versioned<Partner> partner, Group group, AuditEntry audit, CancellationToken cancellationToken);

    /// <returns>False if it has changed since it was read.</returns>
    Task<bool> ChangeAsync(Versioned<Group> changed, AuditEntry audit, CancellationToken cancellationToken);

    /// <inheritdoc cref="ChangeAsync"/>
    Task<bool> DeleteAsync(Versioned<Group> deleted, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Deletes groups of one partner, in one transaction.</summary>
    /// <param name="deletions">From 1 to <see cref="MaxDeletions"/> different groups.</param>
    /// <returns>False if any has changed since it was read.</returns>
    Task<bool> DeleteAllAsync(IReadOnlyList<GroupDeletion> deletions, CancellationToken cancellationToken);
}

/// <summary>A group to delete, with its audit entry.</summary>
public readonly record struct GroupDeletion(Versioned<Group> Deleted, AuditEntry Audit);

internal static class GroupStoreExtensions
{
    /// <summary>Finds the group with exactly this id.</summary>
    public static async Task<Versioned<Group>?> FindAsync(this IGroupStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindAsync(id.Pid, id.UserId, cancellationToken) is { } found && found.Value.Id == id ? found : null;

    /// <summary>Lists the ids of a group's members, in the order of their creation.</summary>
    public static async Task<IReadOnlyList<AccountId>> ListMembersAsync(
        this IOperatorStore operators, AccountId group, CancellationToken cancellationToken) =>
        await operators.ListCompleteAsync(group.Pid, cancellationToken)
            .Where(found => found.Value.IsMemberOf(group.UserId)).Select(found => found.Value.Id).ToListAsync(cancellationToken);
}
