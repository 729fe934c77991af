using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Verification;

/// <summary>What is held of an API user or custom service to verify its credentials: nothing that is not needed, since there may be many.</summary>
internal sealed class Credential(AccountId id, AccountId operatorId, SecretHash? secret, SecretHash? previous)
{
    private BuiltCaller? made;
    private volatile IssuedServiceTokens? tokens;

    public AccountId OperatorId => operatorId;

    /// <summary>Null for one that cannot be read, which matches nothing.</summary>
    public SecretHash? Secret => secret;

    /// <summary>Of the secret from before the last rotation, whether it lives on or not.</summary>
    public SecretHash? Previous => previous;

    public RateLimit? RateLimit { get; private init; }

    /// <summary>Of a custom service; null for an API user.</summary>
    public IssuedServiceTokens? Tokens => tokens;

    public DateTimeOffset PreviousEndsAt { get; private init; }

    private DateTimeOffset? ExpiresAt { get; init; }

    private bool IsEnabled { get; init; }

    public static Credential Of(ApiUser apiUser, SecretHasher secrets) =>
        new(apiUser.Id, apiUser.OperatorId, secrets.Read(apiUser.SecretHash), apiUser.PreviousSecret is { } replaced ? secrets.Read(replaced.Hash) : null)
        {
            IsEnabled = apiUser.IsEnabled,
            ExpiresAt = apiUser.ExpiresAt,
            PreviousEndsAt = apiUser.PreviousSecret?.EndsAt ?? default,
            RateLimit = apiUser.RateLimit,
        };

    public static Credential Of(CustomService service, SecretHasher secrets) =>
        new(service.Id, service.OperatorId, secrets.Read(service.SecretHash), service.PreviousSecret is { } replaced ? secrets.Read(replaced.Hash) : null)
        {
            IsEnabled = true,
            PreviousEndsAt = service.PreviousSecret?.EndsAt ?? default,
            tokens = IssuedServiceTokens.Of(service),
        };

    /// <summary>The secret from before the last rotation, while it lives on.</summary>
    public SecretHash? PreviousSecretAt(DateTimeOffset time) => time < PreviousEndsAt ? previous : null;

    /// <summary>Which of the secrets that work a fingerprint is of.</summary>
    public SecretMatch MatchAt(DateTimeOffset time, string? fingerprint) =>
        fingerprint is null ? SecretMatch.None
        : secret?.Fingerprint == fingerprint ? SecretMatch.Current
        : PreviousSecretAt(time)?.Fingerprint == fingerprint ? SecretMatch.Previous
        : SecretMatch.None;

    /// <summary>Which of the secrets that work a custom service's token was asked for with.</summary>
    public SecretMatch MatchAt(DateTimeOffset time, int version) =>
        version == tokens?.Version ? SecretMatch.Current
        : version == tokens?.Version - 1 && time < PreviousEndsAt ? SecretMatch.Previous
        : SecretMatch.None;

    /// <summary>Takes over what is known by now of the tokens of a custom service, unless its secret is another one by now.</summary>
    public void Know(IssuedServiceTokens issued)
    {
        if (tokens?.Version == issued.Version) tokens = issued;
    }

    public bool WorksAt(DateTimeOffset time) => IsEnabled && (ExpiresAt is null || time < ExpiresAt);

    /// <summary>Who acts with this credential: the same object as long as no row changes.</summary>
    /// <param name="grants">Null where the holder has none that grant anything.</param>
    public Caller CallerFor(CredentialHolder holder, PartnerGrants? grants)
    {
        if (made is { } last && ReferenceEquals(last.Holder, holder) && ReferenceEquals(last.Grants, grants)) return last.Caller;
        var caller = new Caller(holder.Id, holder.FullName, holder.GrantsIn(grants), id) { RateLimit = RateLimit };
        made = new(holder, grants, caller);
        return caller;
    }

    private sealed record BuiltCaller(CredentialHolder Holder, PartnerGrants? Grants, Caller Caller);
}
