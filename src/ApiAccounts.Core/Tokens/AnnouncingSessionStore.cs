using ApiAccounts.Core.Changes;

namespace ApiAccounts.Core.Tokens;

/// <summary>
/// Announces each change of a session before the store writes it. A new session is announced to this instance only, and a use to nobody:
/// whoever needs the last use of a session reads its row.
/// </summary>
internal sealed class AnnouncingSessionStore([FromKeyedServices(ChangesFeed.Unannounced)] ISessionStore store, ChangesFeed feed)
    : ISessionStore
{
    public Task<Versioned<Session>?> FindAsync(AccountId id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public IAsyncEnumerable<Session> ListOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        store.ListOfOperatorAsync(operatorId, cancellationToken);

    public Task AddAsync(Session session, CancellationToken cancellationToken) =>
        feed.CreateAsync([session.Id], () => store.AddAsync(session, cancellationToken));

    public Task<bool> RotateAsync(Versioned<Session> rotated, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([rotated.Value.Id], writing => store.RotateAsync(rotated, writing), cancellationToken);

    public Task RecordUseAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken) =>
        store.RecordUseAsync(id, time, cancellationToken);

    public Task DeleteAsync(AccountId id, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([id], writing => store.DeleteAsync(id, writing), cancellationToken);

    public Task<int> PurgeExpiredAsync(AccountId operatorId, DateTimeOffset time, CancellationToken cancellationToken) =>
        store.PurgeExpiredAsync(operatorId, time, cancellationToken);

    public Task<int> PurgeOfOperatorAsync(AccountId operatorId, CancellationToken cancellationToken) =>
        store.PurgeOfOperatorAsync(operatorId, cancellationToken);
}
