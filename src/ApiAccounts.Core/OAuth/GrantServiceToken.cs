using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.OAuth;

/// <summary>
/// Gives a custom service its token: until that ends always the same one, whichever instance is asked. It needs no row, since all that it says follows from
/// the service's: see <c>docs/decisions/0016-a-services-token-needs-no-row.md</c>.
/// </summary>
public sealed class GrantServiceToken(
    ICustomServiceStore store, CredentialCache credentials, SecretHasher secrets, TokenSigner signer, AuditEntries audit, TimeProvider clock)
{
    /// <summary>How long a token works, from when it was issued.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>The same words whatever was wrong with the credentials, so that nothing can be learnt from them.</summary>
    private static readonly Error Wrong = new(ErrorKind.Unauthenticated, "invalid_client", "The client id or the client secret is missing or wrong.");

    private static readonly Error Ended = new(
        ErrorKind.Unauthenticated, "unauthorized", "The credentials are right, but the custom service or its operator is gone, disabled, locked or expired.");

    /// <param name="clientId">The id of a custom service; null for none.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    public async Task<Result<IssuedTokens>> ExecuteAsync(string? clientId, string? secret, string? address, CancellationToken cancellationToken)
    {
        if (!AccountId.TryParse(clientId, out var id) || id.Kind != AccountKind.CustomService || !ApiSecret.IsWellFormed(secret)) return Wrong;
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
        if (holder is null || holder.Id != service.OperatorId || !holder.MayActAt(now)) return Ended;
        if (TokenOf(id, service, match, now, holder.Email) is { } same) return same;

        var caller = service.CallerFor(holder, grants) with { Address = address };
        var entry = audit.New(AuditAction.SignedIn, id, caller, $"Client: {id}");
        return await OptimisticRetry.UntilDoneAsync<IssuedTokens>($"Custom service {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } read) return Ended;
            var present = Credential.Of(read.Value, secrets);
            now = clock.GetUtcNow();
            match = Match(secret, present, now);
            if (match == SecretMatch.None) return Wrong;
            if (TokenOf(id, present, match, now, holder.Email) is { } others)
            {
                service.Know(present.Tokens!);
                return others;
            }
            var issued = read.Value.WithToken(match, UtcTime.ToTheSecond(now));
            if (!await store.IssueTokenAsync(read with { Value = issued }, entry, cancellationToken)) return null;
            service.Know(IssuedServiceTokens.Of(issued));
            return TokenOf(id, Credential.Of(issued, secrets), match, now, holder.Email)!;
        });
    }

    private SecretMatch Match(string secret, Credential? service, DateTimeOffset now) =>
        secrets.Match(secret, service?.Secret, service?.PreviousSecretAt(now));

    /// <returns>Null where the last one has ended, or there was none.</returns>
    private IssuedTokens? TokenOf(AccountId id, Credential service, SecretMatch match, DateTimeOffset now, string scope)
    {
        var (version, issuedAt) = service.Tokens!.For(match);
        if (issuedAt is not { } issued) return null;
        var endsAt = issued + Lifetime;
        if (now >= endsAt) return null;
        var token = signer.WriteAccess(id, version, issued, endsAt);
        var worksUntil = match == SecretMatch.Previous && service.PreviousEndsAt < endsAt ? service.PreviousEndsAt : endsAt;
        var left = worksUntil - now;
        return new(token, RefreshToken: null, left < Lifetime ? left : Lifetime, scope); // another instance's clock may be ahead
    }
}
