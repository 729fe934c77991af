using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.OAuth;

/// <summary>
/// Issues the token of a custom service: the same one until it expires, on every instance. It needs no row of its own, because its
/// content follows from the service's row; see <c>docs/decisions/0016-a-services-token-needs-no-row.md</c>.
/// </summary>
public sealed class GrantServiceToken(
    ICustomServiceStore store,
    CredentialCache credentials,
    SecretHasher secrets,
    TokenSigner signer,
    AuditEntries audit,
    TimeProvider clock)
{
    /// <summary>The lifetime of a token, from its first issue.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The same message for every fault of the credentials, so that it reveals nothing about them.</summary>
    private static readonly Error Wrong = new(
        ErrorKind.Unauthenticated,
        "invalid_client",
        "The client id or the client secret is missing or wrong. This path takes those of a custom service.");

    private static readonly Error CannotAct = new(
        ErrorKind.Unauthenticated,
        "unauthorized",
        "The credentials are correct, but the custom service or its operator is deleted, disabled, locked or expired.");

    /// <param name="clientId">The id of a custom service; null for none.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    public async Task<Result<IssuedTokens>> ExecuteAsync(
        string? clientId, string? secret, string? address, CancellationToken cancellationToken)
    {
        if (!AccountId.TryParse(clientId, out var id) || id.Kind != AccountKind.CustomService || !ApiSecret.IsWellFormed(secret))
            return Wrong;
        try
        {
            var found = await credentials.FindAsync(id).WaitAsync(cancellationToken);
            return await GrantAsync(id, found, secret!, address, cancellationToken);
        }
        catch (BusyException)
        {
            return VerifyApiUser.Busy;
        }
    }

    private async Task<Result<IssuedTokens>> GrantAsync(
        AccountId id, CachedAccount found, string secret, string? address, CancellationToken cancellationToken)
    {
        var (service, holder, grants) = found;
        var now = clock.GetUtcNow();
        var match = Match(secret, service, now);
        if (match == SecretMatch.None || service is null) return Wrong;
        if (holder is null || holder.Id != service.OperatorId || !holder.MayActAt(now)) return CannotAct;
        var caller = service.CallerFor(holder, grants) with { Address = address };
        if (service.IsHeld(caller.Grants)) return CannotAct;
        if (TokenOf(id, service, match, now, holder) is { } current) return current;

        var entry = audit.New(AuditAction.SignedIn, id, caller, AuditChange.Set("client", id.ToString()));
        return await OptimisticRetry.UntilDoneAsync<IssuedTokens>($"Custom service {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } read) return CannotAct;
            var stored = Credential.Of(read.Value, secrets);
            now = clock.GetUtcNow();
            match = Match(secret, stored, now);
            if (match == SecretMatch.None) return Wrong;
            if (TokenOf(id, stored, match, now, holder) is { } issuedElsewhere)
            {
                service.Update(stored.Tokens!);
                return issuedElsewhere;
            }
            var issued = read.Value.WithToken(match, UtcTime.ToTheSecond(now));
            if (!await store.IssueTokenAsync(read with { Value = issued }, entry, cancellationToken)) return null;
            service.Update(IssuedServiceTokens.Of(issued));
            return TokenOf(id, Credential.Of(issued, secrets), match, now, holder)!;
        });
    }

    private SecretMatch Match(string secret, Credential? service, DateTimeOffset now) =>
        secrets.Match(secret, service?.Secret, service?.PreviousSecretAt(now));

    /// <returns>Null if the last token has expired, or there was none.</returns>
    private IssuedTokens? TokenOf(AccountId id, Credential service, SecretMatch match, DateTimeOffset now, CredentialHolder holder)
    {
        var (version, issuedAt) = service.Tokens!.For(match);
        if (issuedAt is not { } issued) return null;
        var endsAt = issued + Lifetime;
        if (now >= endsAt) return null;
        var token = signer.WriteAccess(id, version, issued, endsAt);
        var left = IssueTokens.LifetimeAt(now, endsAt, Expiry.Earliest(service.EndOf(match), holder.ExpiresAt));
        var lifetime = left < Lifetime ? left : Lifetime; // the clock of another instance may be ahead
        return new(token, RefreshToken: null, lifetime, holder.Email);
    }
}
