using System.Globalization;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.Functions.Native;

/// <summary>
/// <c>/verify</c>: a gateway asks whether the Basic credentials on a request are good (nginx <c>auth_request</c>, Envoy and Traefik
/// forward-auth). It may ask with any method, and with the original path behind it.
/// </summary>
public sealed class VerifyFunctions(ApiUserAuthentication authentication)
{
    [Function(nameof(Verify))]
    public async Task<IResult> Verify(
        [HttpTrigger(AuthorizationLevel.Anonymous, Route = "verify/{*path}")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!(await authentication.AuthenticateAsync(request, cancellationToken)).TryGet(out var caller, out var error)) return Problems.Answer(error);
        var headers = request.HttpContext.Response.Headers;
        headers["X-Api-User"] = caller.ApiUser.ToString();
        headers["X-Operator"] = caller.Operator.ToString();
        headers["X-Partner"] = caller.Pid.ToString(CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }
}
