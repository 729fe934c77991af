using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Verification;

/// <summary>The cached part of a session that verifies its access tokens or its cookie.</summary>
internal sealed class CachedSession(Session session, SecretHasher secrets)
{
    private readonly AccountId id = session.Id;
    private readonly AccountId operatorId = session.OperatorId;
    private readonly string? secretFingerprint = session.SecretFingerprint;
    private readonly int signInVersion = session.SignInVersion;
    private readonly bool mustChangePassword = session.MustChangePassword;
    private readonly DateTimeOffset endsAt = session.EndsAt;
    private readonly SecretHash? cookieHash = session.CookieHash is { } hash ? secrets.Read(hash) : null;
    private CachedCaller? cachedCaller;
    private long usedAt = session.LastUsedAt.UtcTicks;

    /// <summary>Null if an operator signed in itself.</summary>
    public AccountId? ApiUserId { get; } = session.ApiUserId;

    /// <summary>The last use of its cookie that this instance knows of.</summary>
    public DateTimeOffset UsedAt => new(Volatile.Read(ref usedAt), TimeSpan.Zero);

    /// <summary>Whether a secret is that of its cookie. A session with tokens has none.</summary>
    /// <param name="secret">A secret that <see cref="ApiSecret.IsWellFormed"/> accepts.</param>
    public bool HasCookie(string secret) => secrets.Match(secret, cookieHash, previous: null) == SecretMatch.Current;

    /// <summary>Moves the last use forward.</summary>
    /// <returns>Whether it did. Of concurrent uses at one time, only one does.</returns>
    public bool TryUse(DateTimeOffset time)
    {
        var seen = Volatile.Read(ref usedAt);
        return seen < time.UtcTicks && Interlocked.CompareExchange(ref usedAt, time.UtcTicks, seen) == seen;
    }

    /// <summary>Returns the first instant at which its tokens are invalid.</summary>
    /// <inheritdoc cref="CallerAt" path="/param"/>
    public DateTimeOffset EndAt(DateTimeOffset time, CachedAccount account)
    {
        var ofSecret = account.Credential?.EndOf(account.Credential.MatchAt(time, secretFingerprint));
        return Expiry.Earliest(endsAt, Expiry.Earliest(ofSecret, account.Holder?.ExpiresAt));
    }

    /// <summary>Returns the caller that acts in the session. The object is the same as long as no row changes.</summary>
    /// <param name="account">The session's operator, and the API user that it acts as.</param>
    /// <returns>Null if the session is no longer valid.</returns>
    public Caller? CallerAt(DateTimeOffset time, CachedAccount account)
    {
        var (apiUser, holder, grants) = account;
        if (time >= endsAt || holder is null || holder.Id != operatorId || holder.SignInVersion != signInVersion || !holder.MayActAt(time))
            return null;
        var match = SecretMatch.Current;
        if (ApiUserId is not null)
        {
            if (apiUser is null || apiUser.OperatorId != operatorId || !apiUser.WorksAt(time)) return null;
            match = apiUser.MatchAt(time, secretFingerprint);
            if (match == SecretMatch.None) return null;
        }
        if (cachedCaller is { } last
            && ReferenceEquals(last.Account.Holder, holder) && ReferenceEquals(last.Account.Grants, grants)
            && ReferenceEquals(last.Account.Credential, apiUser) && last.Match == match) return last.Caller;
        var current = holder.GrantsIn(grants);
        if (apiUser?.IsHeld(current) ?? holder.IsPasswordHeld(current)) return null;
        var caller = new Caller(operatorId, holder.FullName, current, ApiUserId)
        {
            Session = id,
            MustChangePassword = mustChangePassword,
            RateLimit = apiUser?.RateLimit,
            CredentialEndsAt = apiUser?.ExpiresAt,
            AccessEndsAt = holder.ExpiresAt,
            IsPlanted = apiUser?.IsPlanted ?? holder.HasPlantedPassword,
            UsedPreviousSecret = match == SecretMatch.Previous,
        };
        cachedCaller = new(account, match, caller);
        return caller;
    }

    private sealed record CachedCaller(CachedAccount Account, SecretMatch Match, Caller Caller);
}
