using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>
/// Announces every write of an operator's row that anybody may have cached, before the store writes it: the completion of a pending
/// operator, every change and every deletion. What no cache contains is not announced: pending operators, a rehashed password, the
/// time of a sign-in, versions, user names.
/// </summary>
internal sealed class AnnouncingOperatorStore([FromKeyedServices(ChangesFeed.Unannounced)] IOperatorStore store, ChangesFeed feed)
    : IOperatorStore
{
    public Task<Versioned<Partner>?> FindPartnerAsync(uint pid, CancellationToken cancellationToken) =>
        store.FindPartnerAsync(pid, cancellationToken);

    public Task<bool> AddPartnerAsync(Partner partner, CancellationToken cancellationToken) =>
        store.AddPartnerAsync(partner, cancellationToken);

    public Task<Versioned<Operator>?> FindAsync(uint pid, uint userId, CancellationToken cancellationToken) =>
        store.FindAsync(pid, userId, cancellationToken);

    public IAsyncEnumerable<Versioned<Operator>> ListAsync(uint pid, CancellationToken cancellationToken) =>
        store.ListAsync(pid, cancellationToken);

    public Task<Versioned<Login>?> FindLoginAsync(string loginKey, CancellationToken cancellationToken) =>
        store.FindLoginAsync(loginKey, cancellationToken);

    public Task<Versioned<ReservedName>?> FindNameAsync(uint pid, string key, CancellationToken cancellationToken) =>
        store.FindNameAsync(pid, key, cancellationToken);

    public Task AddNameAsync(uint pid, ReservedName name, CancellationToken cancellationToken) =>
        store.AddNameAsync(pid, name, cancellationToken);

    public Task MarkNamesReservedAsync(Versioned<Partner> partner, CancellationToken cancellationToken) =>
        store.MarkNamesReservedAsync(partner, cancellationToken);

    public Task<bool> AddPendingAsync(
        Versioned<Partner> partner, Operator pending, IReadOnlyList<NameReservation> names, CancellationToken cancellationToken) =>
        store.AddPendingAsync(partner, pending, names, cancellationToken);

    public Task<bool> ClaimLoginAsync(string loginKey, Login login, Versioned<Login>? replaced, CancellationToken cancellationToken) =>
        store.ClaimLoginAsync(loginKey, login, replaced, cancellationToken);

    public Task<bool> WriteAsync(OperatorWrite write, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([write.Written.Value.Id], writing => store.WriteAsync(write, writing), cancellationToken);

    public Task RehashPasswordAsync(Versioned<Operator> @operator, string passwordHash, CancellationToken cancellationToken) =>
        store.RehashPasswordAsync(@operator, passwordHash, cancellationToken);

    public Task RecordSignInAsync(AccountId id, DateTimeOffset time, CancellationToken cancellationToken) =>
        store.RecordSignInAsync(id, time, cancellationToken);

    public Task RemovePendingAsync(Versioned<Operator> pending, CancellationToken cancellationToken) =>
        store.RemovePendingAsync(pending, cancellationToken);

    public Task<bool> DeleteAsync(
        Versioned<Operator> deleted, Versioned<Partner>? partner, AuditEntry audit, CancellationToken cancellationToken) =>
        feed.AnnounceAsync([deleted.Value.Id], writing => store.DeleteAsync(deleted, partner, audit, writing), cancellationToken);

    public Task<bool> DeleteAllAsync(
        IReadOnlyList<OperatorDeletion> deletions, Versioned<Partner>? partner, CancellationToken cancellationToken) =>
        feed.AnnounceAsync(
            [.. deletions.Select(deletion => deletion.Deleted.Value.Id)],
            writing => store.DeleteAllAsync(deletions, partner, writing),
            cancellationToken);

    public Task RemoveLoginAsync(string loginKey, Versioned<Login> login, CancellationToken cancellationToken) =>
        store.RemoveLoginAsync(loginKey, login, cancellationToken);
}
