using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Announces each change of an API user before the store writes it. A new one is announced to this instance only.</summary>
internal sealed class AnnouncingApiUserStore([FromKeyedServices(ChangesFeed.Unannounced)] IApiUserStore store, ChangesFeed feed)
    : IApiUserStore
{
    public Task<ApiUser?> FindAsync(AccountId id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public Task<Versioned<ApiUser>?> FindVersionedAsync(AccountId id, CancellationToken cancellationToken) =>
        store.FindVersionedAsync(id, cancellationToken);

    public IAsyncEnumerable<ApiUser> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        store.ListOfOperatorAsync(operatorId, cancellationToken);

    public IAsyncEnumerable<ApiUser> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        store.ListOfPartnerAsync(pid, bucket, cancellationToken);

    public IAsyncEnumerable<AccountId> ListHoldersAsync(int bucket, CancellationToken cancellationToken) =>
        store.ListHoldersAsync(bucket, cancellationToken);

    public Task AddAsync(ApiUser apiUser, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.CreateAsync([apiUser.Id], () => store.AddAsync(apiUser, audit, cancellationToken));

    public Task<bool> ChangeDescriptionAsync(AccountId id, string description, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([id], writing => store.ChangeDescriptionAsync(id, description, audit, writing), cancellationToken);

    public Task<bool> ChangeAsync(AccountId id, ApiUserSettings settings, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([id], writing => store.ChangeAsync(id, settings, audit, writing), cancellationToken);

    public Task<bool> RotateAsync(Versioned<ApiUser> rotated, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([rotated.Value.Id], writing => store.RotateAsync(rotated, audit, writing), cancellationToken);

    public Task<int?> SaveAsync(IReadOnlyList<ApiUserChange> changes, CancellationToken cancellationToken)
    {
        var added = changes.Select(change => change.Added?.Id).OfType<AccountId>().ToList();
        var deleted = changes.Where(change => change.Added is null).Select(change => change.Audit.Subject).ToList();
        return feed.CreateAsync(added, () => feed.AnnounceAsync(deleted, writing => store.SaveAsync(changes, writing), cancellationToken));
    }

    public Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([id], writing => store.DeleteAsync(id, audit, writing), cancellationToken);

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        store.PurgeOfOperatorAsync(operatorId, cancellationToken);
}
