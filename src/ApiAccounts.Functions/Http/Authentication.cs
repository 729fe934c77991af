using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tokens;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Verification;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Finds out who makes a request: by the Basic credentials of an API user or by an access token. An API user is held to its rate limit, a custom
/// service to its daily quota too, and that use of it is counted, whichever it was.
/// </summary>
public sealed class Authentication(
    VerifyApiUser verify,
    VerifyAccessToken verifyToken,
    SignInOperator signIn,
    LimitAccount limit,
    LimitDailyCalls limitDaily,
    UsageRecorder recorder,
    ClientAddress addresses)
{
    /// <summary>For what the caller does here: with its address, for the audit trail.</summary>
    public async Task<Result<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken) =>
        WithAddress(request, await VerifyAsync(request, cancellationToken));

    /// <summary>For the change of the caller's own password, which alone is open to one that signed in with a temporary one.</summary>
    public async Task<Result<Caller>> AuthenticateToChangePasswordAsync(HttpRequest request, CancellationToken cancellationToken) =>
        WithAddress(request, await VerifyAnyAsync(request, cancellationToken));

    /// <summary>For what the caller does elsewhere. Completed at once where the credential is in use and its use need not be waited for.</summary>
    public async ValueTask<Result<Caller>> VerifyAsync(HttpRequest request, CancellationToken cancellationToken) =>
        Opened(await VerifyAnyAsync(request, cancellationToken));

    /// <summary>As the operator whose user name and password came as Basic credentials.</summary>
    public async Task<Result<Caller>> SignInAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (ReadBasic(request) is not var (userName, password)) return Error.Unauthenticated;
        var signingIn = signIn.ExecuteAsync(userName, password, addresses.Of(request), cancellationToken);
        return (await signingIn).TryGet(out var signedIn, out var error) ? Opened(signedIn.Caller) : error;
    }

    /// <summary>As an API user that asks for tokens or about them, wherever in the request its credentials were.</summary>
    public async Task<Result<VerifiedApiUser>> VerifyClientAsync(HttpRequest request, string userName, string secret, CancellationToken cancellationToken)
    {
        if (!(await verify.ForTokensAsync(userName, secret, cancellationToken)).TryGet(out var verified, out var error)) return error;
        return (await CountAsync(request, verified.Caller, cancellationToken)).TryGet(out _, out error) ? verified : error;
    }

    /// <returns>Null for none, and for what cannot be read.</returns>
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
        if (!BasicCredentials.TryRead(request, stackalloc char[BasicCredentials.UsualLength], out var credentials)) return Error.Unauthenticated;
        var verified = await verify.ExecuteAsync(credentials.UserName, credentials.Password, cancellationToken);
        return await CountAsync(request, verified, cancellationToken);
    }

    private static Result<Caller> Opened(Result<Caller> verified) =>
        verified.TryGet(out var caller, out _) && Rights.ToDoMoreThanChangePassword(caller) is { } refusal ? refusal : verified;

    /// <summary>What comes too soon is not counted: it was not let through.</summary>
    private async ValueTask<Result<Caller>> CountAsync(HttpRequest request, Result<Caller> verified, CancellationToken cancellationToken)
    {
        if (!verified.TryGet(out var caller, out _) || caller.Account is not { } account) return verified;
        if (limit.Take(caller) is { } state)
        {
            RateLimitHeaders.Write(request.HttpContext.Response, caller, state);
            if (state.IsExceeded) return LimitAccount.Exceeded(caller, state);
        }
        if (caller.IsCustomService && await limitDaily.TakeAsync(account) is { } exceeded) return exceeded;
        var counted = await recorder.RecordAsync(account, caller.UsedPreviousSecret, cancellationToken);
        return counted.TryGet(out _, out var notCounted) ? caller : notCounted;
    }
}
