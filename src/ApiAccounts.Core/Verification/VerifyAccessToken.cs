using ApiAccounts.Core.Access;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Verification;

/// <summary>Verifies an access token, and that its session and whoever acts in it may act now.</summary>
public sealed class VerifyAccessToken(TokenSigner signer, HeldCredentials credentials, TimeProvider clock)
{
    /// <returns>Completed without a storage call where the session was used a moment ago.</returns>
    public async Task<Result<Caller>> ExecuteAsync(string token, CancellationToken cancellationToken)
    {
        if (await signer.ReadAccessAsync(token) is not { } access) return Error.InvalidToken;
        if (clock.GetUtcNow() >= access.ExpiresAt) return Error.ExpiredToken;
        try
        {
            var finding = credentials.FindSessionAsync(access.Session);
            var (session, account) = finding.IsCompletedSuccessfully ? finding.Result : await finding.AsTask().WaitAsync(cancellationToken);
            return session?.CallerAt(clock.GetUtcNow(), account) is { } caller ? caller : Error.InvalidToken;
        }
        catch (BusyException)
        {
            return VerifyApiUser.Busy;
        }
    }
}
