using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>
/// Announces each change of a custom service before the store writes it. A new one is announced to this instance only. An issued
/// token is not announced, because it invalidates no token and no secret.
/// </summary>
internal sealed class AnnouncingCustomServiceStore([FromKeyedServices(ChangesFeed.Unannounced)] ICustomServiceStore store, ChangesFeed feed)
    : ICustomServiceStore
{
    public Task<Versioned<CustomService>?> FindAsync(AccountId id, CancellationToken cancellationToken) =>
        store.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<CustomService> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        store.ListOfOperatorAsync(operatorId, cancellationToken);

    public IAsyncEnumerable<CustomService> ListOfPartnerAsync(uint pid, int bucket, CancellationToken cancellationToken) =>
        store.ListOfPartnerAsync(pid, bucket, cancellationToken);

    public Task AddAsync(CustomService service, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.CreateAsync([service.Id], () => store.AddAsync(service, audit, cancellationToken));

    public Task<bool> ChangeAsync(AccountId id, CustomServiceSettings settings, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([id], writing => store.ChangeAsync(id, settings, audit, writing), cancellationToken);

    public Task<bool> RotateAsync(Versioned<CustomService> rotated, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([rotated.Value.Id], writing => store.RotateAsync(rotated, audit, writing), cancellationToken);

    public Task<bool> IssueTokenAsync(Versioned<CustomService> issued, AuditEntry audit, CancellationToken cancellationToken) =>
        store.IssueTokenAsync(issued, audit, cancellationToken);

    public Task<bool> DeleteAsync(AccountId id, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([id], writing => store.DeleteAsync(id, audit, writing), cancellationToken);

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        store.PurgeOfOperatorAsync(operatorId, cancellationToken);
}
