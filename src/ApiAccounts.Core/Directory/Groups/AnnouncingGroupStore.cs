using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>
/// Announces each change of a group before the store writes it, because its members' rights depend on it. New and deleted groups
/// have no members, so they are not announced.
/// </summary>
internal sealed class AnnouncingGroupStore([FromKeyedServices(ChangesFeed.Unannounced)] IGroupStore store, ChangesFeed feed) : IGroupStore
{
    public Task<Versioned<Group>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken) =>
        store.FindAsync(pid, number, cancellationToken);

    public IAsyncEnumerable<Versioned<Group>> ListAsync(uint pid, CancellationToken cancellationToken) =>
        store.ListAsync(pid, cancellationToken);

    public Task<bool> AddAsync(Versioned<Partner> partner, Group group, AuditEntry audit, CancellationToken cancellationToken) =>
        store.AddAsync(partner, group, audit, cancellationToken);

    public Task<bool> ChangeAsync(Versioned<Group> changed, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([changed.Value.Id], writing => store.ChangeAsync(changed, audit, writing), cancellationToken);

    public Task<bool> DeleteAsync(Versioned<Group> deleted, AuditEntry audit, CancellationToken cancellationToken) =>
        store.DeleteAsync(deleted, audit, cancellationToken);

    public Task<bool> DeleteAllAsync(IReadOnlyList<GroupDeletion> deletions, CancellationToken cancellationToken) =>
        store.DeleteAllAsync(deletions, cancellationToken);
}
