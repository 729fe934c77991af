using ApiAccounts.Core;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.ApiUsers;
using ApiAccounts.Core.Usage;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Http;

/// <summary>Verifies the Basic credentials of an API user on a request, and counts that use of them.</summary>
public sealed class ApiUserAuthentication(VerifyApiUser verify, UsageRecorder recorder, ClientAddress addresses)
{
    public async Task<Result<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (BasicCredentials.Of(request) is not { } credentials) return Error.Unauthenticated;
        var verified = await verify.ExecuteAsync(credentials.UserName, credentials.Password, addresses.Of(request), cancellationToken);
        if (!verified.TryGet(out var caller, out _)) return verified;

        var recorded = await recorder.RecordAsync(caller.ApiUser!.Value, caller.UsedPreviousSecret, cancellationToken);
        return recorded.TryGet(out _, out var notRecorded) ? caller : notRecorded;
    }
}
