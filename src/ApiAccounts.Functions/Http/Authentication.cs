using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Authenticates the caller of a request, by the Basic credentials of an API user or an operator, by an access token or by a session of
/// the console. It enforces the rate limit of the caller, and the daily quota of a custom service. It counts each use that it admits.
/// </summary>
public sealed class Authentication(
    VerifyApiUser verify,
    VerifyAccessToken verifyToken,
    SignInForRequest signIn,
    LimitRequests limit,
    LimitDailyCalls limitDaily,
    UsageRecorder recorder,
    ConsoleAuthentication console,
    ClientAddress addresses)
{
    /// <summary>Authenticates the caller of this API, with its network address for the audit trail.</summary>
    public async Task<Result<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken) =>
        RefuseTemporaryPassword(await AuthenticateToChangePasswordAsync(request, cancellationToken));

    /// <summary>
    /// Authenticates a caller that changes its own password, the only operation open to a caller with a temporary password.
    /// </summary>
    public async Task<Result<Caller>> AuthenticateToChangePasswordAsync(HttpRequest request, CancellationToken cancellationToken) =>
        WithAddress(request, console.Takes(request)
            ? await CountAsync(request, await console.AuthenticateAsync(request, cancellationToken), cancellationToken)
            : await VerifyAnyAsync(request, cancellationToken));

    /// <summary>
    /// Verifies the caller of another API, where no session of the console counts. Completes synchronously when the credential is cached
    /// and its usage need not be awaited.
    /// </summary>
    public async ValueTask<Result<Caller>> VerifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        RefuseTemporaryPassword(await VerifyAnyAsync(request, cancellationToken));

    /// <summary>Signs in the operator whose user name and password are the Basic credentials.</summary>
    public async Task<Result<Caller>> SignInAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (ReadBasic(request) is not var (userName, password)) return Error.OperatorUnauthenticated;
        var signingIn = signIn.ExecuteAsync(userName, password, addresses.Of(request), cancellationToken);
        if ((await signingIn).TryGet(out var caller, out var error))
            return RefuseTemporaryPassword(await CountAsync(request, caller, cancellationToken));
        return error == Error.Unauthenticated ? Error.OperatorUnauthenticated : error;
    }

    /// <summary>Verifies an API user as an OAuth client, whose credentials may be in the header or the body.</summary>
    public async Task<Result<VerifiedApiUser>> VerifyClientAsync(
        HttpRequest request, string userName, string secret, CancellationToken cancellationToken)
    {
        if (!(await verify.ForTokensAsync(userName, secret, cancellationToken)).TryGet(out var verified, out var error)) return error;
        return (await CountAsync(request, verified.Caller, cancellationToken)).TryGet(out _, out error) ? verified : error;
    }

    /// <returns>Null if the header is missing or not valid Basic credentials.</returns>
    internal static (string UserName, string Password)? ReadBasic(HttpRequest request) =>
        BasicCredentials.TryRead(request, stackalloc char[BasicCredentials.UsualLength], out var credentials)
            ? (credentials.UserName.ToString(), credentials.Password.ToString())
            : null;

    private Result<Caller> WithAddress(HttpRequest request, Result<Caller> verified) =>
        verified.TryGet(out var caller, out var error) ? caller with { Address = addresses.Of(request) } : error;

    private async ValueTask<Result<Caller>> VerifyAnyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (BearerToken.Of(request) is { } token)
            return await CountAsync(request, await verifyToken.ExecuteAsync(token, cancellationToken), cancellationToken);
        if (!BasicCredentials.TryRead(request, stackalloc char[BasicCredentials.UsualLength], out var credentials))
            return Error.Unauthenticated;
        var verified = await verify.ExecuteAsync(credentials.UserName, credentials.Password, cancellationToken);
        return await CountAsync(request, verified, cancellationToken);
    }

    private static Result<Caller> RefuseTemporaryPassword(Result<Caller> verified) =>
        verified.TryGet(out var caller, out _) && Rights.ToDoMoreThanChangePassword(caller) is { } refusal ? refusal : verified;

    /// <summary>Enforces the limits and counts the request. A request over a limit is not counted, because it is refused.</summary>
    private async ValueTask<Result<Caller>> CountAsync(HttpRequest request, Result<Caller> verified, CancellationToken cancellationToken)
    {
        if (!verified.TryGet(out var caller, out _)) return verified;
        if (limit.Take(caller) is { } state)
        {
            RateLimitHeaders.Write(request.HttpContext.Response, caller, state);
            if (state.IsExceeded) return LimitRequests.Exceeded(caller, state);
        }
        if (caller.IsCustomService && await limitDaily.TakeAsync(caller.Actor) is { } exceeded) return exceeded;
        var counted = await recorder.RecordAsync(caller.Actor, caller.UsedPreviousSecret, cancellationToken);
        return counted.TryGet(out _, out var notCounted) ? caller : notCounted;
    }
}
