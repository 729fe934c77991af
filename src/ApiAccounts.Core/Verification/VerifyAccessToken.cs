using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Verification;

/// <summary>Verifies an access token, and that its session or custom service and its operator may act now.</summary>
public sealed class VerifyAccessToken(TokenSigner signer, CredentialCache credentials, TimeProvider clock)
{
    /// <returns>Completes without a storage call if the session or custom service is cached.</returns>
    public async Task<Result<Caller>> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        if (await signer.ReadAccessAsync(token) is not { } access) return Error.InvalidToken;
        if (clock.GetUtcNow() >= access.ExpiresAt) return Error.ExpiredToken;
        try
        {
            var caller = access.Version is { } version
                ? await CallerAsync(access, version, cancellationToken)
                : await CallerAsync(access, cancellationToken);
            return caller is not null ? caller : Error.InvalidToken;
        }
        catch (BusyException)
        {
            return VerifyApiUser.Busy;
        }
    }

    /// <summary>
    /// Returns the first instant at which a valid token is invalid: its own expiry, or the end of its session, its secret, its API user or
    /// its operator.
    /// </summary>
    internal async Task<DateTimeOffset> EndOfAsync(AccessToken access, CancellationToken cancellationToken)
    {
        try
        {
            return Expiry.Earliest(access.ExpiresAt, await EndOfOriginAsync(access, cancellationToken));
        }
        catch (BusyException)
        {
            return access.ExpiresAt;
        }
    }

    private async Task<DateTimeOffset?> EndOfOriginAsync(AccessToken access, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (access.Version is { } version)
        {
            var (service, holder, _) = await credentials.FindAsync(access.Origin).WaitAsync(cancellationToken);
            return Expiry.Earliest(service?.EndOf(service.MatchAt(now, version)), holder?.ExpiresAt);
        }
        var (session, account) = await credentials.FindSessionAsync(access.Origin).WaitAsync(cancellationToken);
        return session?.EndAt(now, account);
    }

    private async ValueTask<Caller?> CallerAsync(AccessToken access, CancellationToken cancellationToken)
    {
        var (session, account) = await credentials.FindSessionAsync(access.Origin).WaitAsync(cancellationToken);
        return session?.CallerAt(clock.GetUtcNow(), account);
    }

    /// <summary>
    /// The signature proves that the token was issued; its version shows whether its secret is still valid. The time of the last issue is
    /// not checked, because the cached row may be older than this token, issued by another instance.
    /// </summary>
    private async ValueTask<Caller?> CallerAsync(AccessToken access, int version, CancellationToken cancellationToken)
    {
        var (service, holder, grants) = await credentials.FindAsync(access.Origin).WaitAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (service is null || holder is null || holder.Id != service.OperatorId || !holder.MayActAt(now)) return null;
        var caller = service.CallerFor(holder, grants);
        if (service.IsHeld(caller.Grants)) return null;
        return service.MatchAt(now, version) switch
        {
            SecretMatch.Current => caller,
            SecretMatch.Previous => caller with { UsedPreviousSecret = true },
            _ => null,
        };
    }
}
