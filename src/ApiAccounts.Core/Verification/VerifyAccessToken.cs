using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Verification;

/// <summary>Verifies an access token, and that its session or custom service and whoever acts with it may act now.</summary>
public sealed class VerifyAccessToken(TokenSigner signer, CredentialCache credentials, TimeProvider clock)
{
    /// <returns>Completed without a storage call where the session or custom service was used a moment ago.</returns>
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

    private async ValueTask<Caller?> CallerAsync(AccessToken access, CancellationToken cancellationToken)
    {
        var (session, account) = await credentials.FindSessionAsync(access.Origin).WaitAsync(cancellationToken);
        return session?.CallerAt(clock.GetUtcNow(), account);
    }

    /// <summary>
    /// Its signature says that it was issued, and its version that its secret still works. When the last one was issued is not asked: what is held here
    /// may be from before another instance issued this one.
    /// </summary>
    private async ValueTask<Caller?> CallerAsync(AccessToken access, int version, CancellationToken cancellationToken)
    {
        var (service, holder, grants) = await credentials.FindAsync(access.Origin).WaitAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (service is null || holder is null || holder.Id != service.OperatorId || !holder.MayActAt(now)) return null;
        return service.MatchAt(now, version) switch
        {
            SecretMatch.Current => service.CallerFor(holder, grants),
            SecretMatch.Previous => service.CallerFor(holder, grants) with { UsedPreviousSecret = true },
            _ => null,
        };
    }
}
