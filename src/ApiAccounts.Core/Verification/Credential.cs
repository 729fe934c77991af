using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Core.Verification;

/// <summary>The cached part of an API user or custom service that verifies its credentials. Minimal, because there may be many.</summary>
internal sealed class Credential(AccountId id, AccountId operatorId, SecretHash? secret, SecretHash? previous)
{
    private Grants? ceiling;
    private CachedCaller? cachedCaller;
    private volatile IssuedServiceTokens? tokens;

    public AccountId OperatorId => operatorId;

    /// <summary>Null if the hash cannot be parsed. It then matches no secret.</summary>
    public SecretHash? Secret => secret;

    /// <summary>The hash of the secret from before the last rotation, whether or not it is still valid.</summary>
    public SecretHash? Previous => previous;

    public RateLimit? RateLimit { get; private init; }

    /// <summary>The tokens of a custom service; null for an API user.</summary>
    public IssuedServiceTokens? Tokens => tokens;

    public DateTimeOffset PreviousEndsAt { get; private init; }

    /// <summary>Null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; private init; }

    private bool IsEnabled { get; init; }

    public static Credential Of(ApiUser apiUser, SecretHasher secrets) =>
        new(
            apiUser.Id,
            apiUser.OperatorId,
            secrets.Read(apiUser.SecretHash),
            apiUser.PreviousSecret is { } replaced ? secrets.Read(replaced.Hash) : null)
        {
            ceiling = apiUser.Ceiling is { } text ? Ceiling.Read(text) : null,
            IsEnabled = apiUser.IsEnabled,
            ExpiresAt = apiUser.ExpiresAt,
            PreviousEndsAt = apiUser.PreviousSecret?.EndsAt ?? default,
            RateLimit = apiUser.RateLimit,
        };

    public static Credential Of(CustomService service, SecretHasher secrets) =>
        new(
            service.Id,
            service.OperatorId,
            secrets.Read(service.SecretHash),
            service.PreviousSecret is { } replaced ? secrets.Read(replaced.Hash) : null)
        {
            ceiling = service.Ceiling is { } text ? Ceiling.Read(text) : null,
            IsEnabled = true,
            PreviousEndsAt = service.PreviousSecret?.EndsAt ?? default,
            tokens = IssuedServiceTokens.Of(service),
        };

    /// <summary>Returns the first instant at which a secret is invalid; null for never.</summary>
    public DateTimeOffset? EndOf(SecretMatch match) =>
        match == SecretMatch.Previous && !(ExpiresAt < PreviousEndsAt) ? PreviousEndsAt : ExpiresAt;

    /// <summary>Returns the secret from before the last rotation, if it is still valid.</summary>
    public SecretHash? PreviousSecretAt(DateTimeOffset time) => time < PreviousEndsAt ? previous : null;

    /// <summary>Returns which of the valid secrets has a fingerprint.</summary>
    public SecretMatch MatchAt(DateTimeOffset time, string? fingerprint) =>
        fingerprint is null ? SecretMatch.None
        : secret?.Fingerprint == fingerprint ? SecretMatch.Current
        : PreviousSecretAt(time)?.Fingerprint == fingerprint ? SecretMatch.Previous
        : SecretMatch.None;

    /// <summary>Returns which of the valid secrets a custom service's token was requested with.</summary>
    public SecretMatch MatchAt(DateTimeOffset time, int version) =>
        version == tokens?.Version ? SecretMatch.Current
        : version == tokens?.Version - 1 && time < PreviousEndsAt ? SecretMatch.Previous
        : SecretMatch.None;

    /// <summary>Updates the cached tokens of a custom service, unless its secret has changed since.</summary>
    public void Update(IssuedServiceTokens issued)
    {
        if (tokens?.Version == issued.Version) tokens = issued;
    }

    /// <summary>Whether it has a ceiling.</summary>
    public bool IsPlanted => ceiling is not null;

    /// <summary>Whether it stops because its operator has more rights than its ceiling.</summary>
    /// <param name="grants">The current rights of the operator.</param>
    public bool IsHeld(Grants grants) => ceiling?.Cover(grants) == false;

    public bool WorksAt(DateTimeOffset time) => IsEnabled && (ExpiresAt is null || time < ExpiresAt);

    /// <summary>Returns the caller that acts with this credential. The object is the same as long as no row changes.</summary>
    /// <param name="grants">Null if the holder has none that grant rights.</param>
    public Caller CallerFor(CredentialHolder holder, PartnerGrants? grants)
    {
        if (cachedCaller is { } last && ReferenceEquals(last.Holder, holder) && ReferenceEquals(last.Grants, grants)) return last.Caller;
        var caller = new Caller(holder.Id, holder.FullName, holder.GrantsIn(grants), id)
        {
            RateLimit = RateLimit,
            CredentialEndsAt = ExpiresAt,
            AccessEndsAt = holder.ExpiresAt,
            IsPlanted = IsPlanted,
        };
        cachedCaller = new(holder, grants, caller);
        return caller;
    }

    private sealed record CachedCaller(CredentialHolder Holder, PartnerGrants? Grants, Caller Caller);
}
