using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Roles;

/// <summary>
/// Announces every change of a role's grants before the store writes it, including a new role, which may grant rights at once. A
/// deleted role has no holder, so its deletion is not announced.
/// </summary>
internal sealed class AnnouncingRoleStore([FromKeyedServices(ChangesFeed.Unannounced)] IRoleStore store, ChangesFeed feed) : IRoleStore
{
    public Task<Versioned<Role>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken) =>
        store.FindAsync(pid, number, cancellationToken);

    public IAsyncEnumerable<Versioned<Role>> ListAsync(uint pid, CancellationToken cancellationToken) =>
        store.ListAsync(pid, cancellationToken);

    public Task<bool> AddAsync(Versioned<Partner> partner, Role role, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([role.Id], writing => store.AddAsync(partner, role, audit, writing), cancellationToken);

    public Task<bool> ChangeAsync(
        Versioned<Role> changed, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([changed.Value.Id], writing => store.ChangeAsync(changed, partner, audit, writing), cancellationToken);

    public Task<bool> DeleteAsync(Versioned<Role> deleted, AuditEntry audit, CancellationToken cancellationToken) =>
        store.DeleteAsync(deleted, audit, cancellationToken);
}
