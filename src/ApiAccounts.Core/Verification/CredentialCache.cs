using System.Threading.RateLimiting;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Verification;

/// <summary>
/// Caches the credentials and sessions in use, their operators, and the groups and roles of these. It caches rows, not results, so
/// that a wrong secret costs no read either.
/// </summary>
public sealed class CredentialCache : IDisposable
{
    /// <summary>The limit keeps a flood of unknown names from overloading the storage and from filling the memory.</summary>
    private const int MaxWaitingReads = 1_000;

    private readonly ChangesFeed feed;
    private readonly ConcurrencyLimiter reads;
    private readonly RowCache<AccountId, Credential> credentials;
    private readonly RowCache<(uint Pid, uint UserId), CredentialHolder> operators;
    private readonly RowCache<uint, PartnerGrants> partners;
    private readonly RowCache<AccountId, CachedSession> sessions;

    public CredentialCache(
        IApiUserStore apiUserStore,
        ICustomServiceStore serviceStore,
        IOperatorStore operatorStore,
        IGroupStore groupStore,
        IRoleStore roleStore,
        ISessionStore sessionStore,
        SecretHasher secrets,
        ChangesFeed feed,
        TimeProvider clock,
        IOptions<VerificationOptions> options)
    {
        this.feed = feed;
        reads = new(new() { PermitLimit = options.Value.MaxReads, QueueLimit = MaxWaitingReads });
        credentials = new(ReadCredentialAsync, feed, reads, clock, options.Value);
        operators = new(ReadOperatorAsync, feed, reads, clock, options.Value);
        partners = new(ReadPartnerAsync, feed, reads, clock, options.Value);
        sessions = new(ReadSessionAsync, feed, reads, clock, options.Value);
        feed.Changed += Changed;

        async Task<Credential?> ReadCredentialAsync(AccountId id)
        {
            if (id.Kind == AccountKind.CustomService)
            {
                return await serviceStore.FindAsync(id, CancellationToken.None) is { Value: var service }
                    ? Credential.Of(service, secrets)
                    : null;
            }
            return await apiUserStore.FindAsync(id, CancellationToken.None) is { } apiUser ? Credential.Of(apiUser, secrets) : null;
        }

        // A pending operator does not exist yet, and what never existed is not cached: anybody can guess the next userId.
        async Task<CredentialHolder?> ReadOperatorAsync((uint Pid, uint UserId) key) =>
            await operatorStore.FindCompleteAsync(key.Pid, key.UserId, CancellationToken.None) is { } found ? new(found.Value) : null;

        async Task<PartnerGrants?> ReadPartnerAsync(uint pid) =>
            await PartnerGrants.ReadAsync(groupStore, roleStore, pid, CancellationToken.None);

        async Task<CachedSession?> ReadSessionAsync(AccountId id) =>
            await sessionStore.FindAsync(id, CancellationToken.None) is { } found ? new(found.Value, secrets) : null;
    }

    /// <summary>
    /// Finds the API user or custom service and its operator; each null if it does not exist. Completes synchronously if all is cached.
    /// </summary>
    /// <exception cref="BusyException"/>
    internal async ValueTask<CachedAccount> FindAsync(AccountId id)
    {
        var isCurrent = await feed.IsCurrentAsync();
        var readingCredential = credentials.GetAsync(id, isCurrent);
        var readingOperator = operators.GetAsync((id.Pid, id.UserId), isCurrent);
        var (credential, holder) = (await readingCredential, await readingOperator);
        return new(credential, holder, await PartnerOfAsync(holder, isCurrent));
    }

    /// <summary>
    /// Finds a session, its operator, and the API user that it acts as; each null if it does not exist. Completes synchronously if all
    /// is cached.
    /// </summary>
    /// <exception cref="BusyException"/>
    internal async ValueTask<(CachedSession? Session, CachedAccount Account)> FindSessionAsync(AccountId id)
    {
        var isCurrent = await feed.IsCurrentAsync();
        if (await sessions.GetAsync(id, isCurrent) is not { } session) return default;
        var holder = await operators.GetAsync((id.Pid, id.UserId), isCurrent);
        var apiUser = session.ApiUserId is { } apiUserId ? await credentials.GetAsync(apiUserId, isCurrent) : null;
        return (session, new(apiUser, holder, await PartnerOfAsync(holder, isCurrent)));
    }

    public void Dispose()
    {
        feed.Changed -= Changed;
        reads.Dispose();
    }

    private ValueTask<PartnerGrants?> PartnerOfAsync(CredentialHolder? holder, bool isCurrent) =>
        holder is { NeedsPartner: true } ? partners.GetAsync(holder.Id.Pid, isCurrent) : default;

    private void Changed(AccountId id)
    {
        if (id.Kind == AccountKind.Operator) operators.Changed((id.Pid, id.UserId));
        else if (id.Kind is AccountKind.Group or AccountKind.Role) partners.Changed(id.Pid);
        else if (id.Kind == AccountKind.Session) sessions.Changed(id);
        else credentials.Changed(id);
    }
}
