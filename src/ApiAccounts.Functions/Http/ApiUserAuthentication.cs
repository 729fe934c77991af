using ApiAccounts.Core;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Verification;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>Verifies the Basic credentials of an API user on a request, holds it to its rate limit, and counts that use of them.</summary>
public sealed class ApiUserAuthentication(VerifyApiUser verify, LimitApiUser limit, UsageRecorder recorder, ClientAddress addresses)
{
    /// <summary>For what the caller does here: with its address, for the audit trail.</summary>
    public async Task<Result<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken) =>
        (await VerifyAsync(request, cancellationToken)).TryGet(out var caller, out var error) ? caller with { Address = addresses.Of(request) } : error;

    /// <summary>For what the caller does elsewhere. Completed at once where the credential is in use and its use need not be waited for.</summary>
    public ValueTask<Result<Caller>> VerifyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!BasicCredentials.TryRead(request, stackalloc char[BasicCredentials.UsualLength], out var credentials)) return new(Error.Unauthenticated);
        var verifying = verify.ExecuteAsync(credentials.UserName, credentials.Password, cancellationToken);
        return verifying.IsCompletedSuccessfully ? CountAsync(request, verifying.Result, cancellationToken) : WaitAsync(request, verifying, cancellationToken);
    }

    private async ValueTask<Result<Caller>> WaitAsync(HttpRequest request, ValueTask<Result<Caller>> verifying, CancellationToken cancellationToken) =>
        await CountAsync(request, await verifying, cancellationToken);

    /// <summary>What comes too soon is not counted: it was not let through.</summary>
    private ValueTask<Result<Caller>> CountAsync(HttpRequest request, Result<Caller> verified, CancellationToken cancellationToken)
    {
        if (!verified.TryGet(out var caller, out _)) return new(verified);
        if (limit.Take(caller) is { } state)
        {
            RateLimitHeaders.Write(request.HttpContext.Response, state);
            if (state.IsExceeded) return new(LimitApiUser.Exceeded(state));
        }
        var counting = recorder.RecordAsync(caller.ApiUser!.Value, caller.UsedPreviousSecret, cancellationToken);
        return counting.IsCompletedSuccessfully ? new(Counted(caller, counting.Result)) : WaitAsync(caller, counting);
    }

    private static async ValueTask<Result<Caller>> WaitAsync(Caller caller, ValueTask<Result<Done>> counting) => Counted(caller, await counting);

    private static Result<Caller> Counted(Caller caller, Result<Done> counted) => counted.TryGet(out _, out var notCounted) ? caller : notCounted;
}
