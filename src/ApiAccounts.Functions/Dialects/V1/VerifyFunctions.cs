using ApiAccounts.Core.Changes;
using ApiAccounts.Core.RateLimits;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>
/// <c>/verify</c>: verifies the credentials or the access token of a request for a gateway (nginx <c>auth_request</c>, Envoy and Traefik
/// forward-auth). The gateway may use any method. <c>VerifyMiddleware</c> keeps dot segments from leaving the route.
/// </summary>
public sealed class VerifyFunctions(
    Authentication authentication, IOptions<RateLimitsOptions> limits, IOptions<VerificationOptions> verification)
{
    private readonly Task<IResult> verified =
        verification.Value.SuccessStatus == StatusCodes.Status204NoContent ? EmptyAnswer.NoContent : EmptyAnswer.Ok;

    [Function(nameof(Verify))]
    public Task<IResult> Verify(
        [HttpTrigger(Anonymous, Route = "verify/{*path}")] HttpRequest request, CancellationToken cancellationToken)
    {
        var verifying = authentication.VerifyAsync(request, cancellationToken);
        return verifying.IsCompletedSuccessfully ? Answer(request, verifying.Result) : WaitAsync(request, verifying);
    }

    private async Task<IResult> WaitAsync(HttpRequest request, ValueTask<Result<Caller>> verifying) =>
        await Answer(request, await verifying);

    private Task<IResult> Answer(HttpRequest request, Result<Caller> result)
    {
        if (!result.TryGet(out var caller, out var error)) return Task.FromResult(Refusal(error));
        var headers = request.HttpContext.Response.Headers;
        if (caller.Account is not null) headers[caller.IsCustomService ? "X-Custom-Service" : "X-Api-User"] = caller.AccountText;
        headers["X-Operator"] = caller.OperatorText;
        headers["X-Partner"] = caller.PartnerText;
        return verified;
    }

    private IResult Refusal(Error error) =>
        error.Kind == ErrorKind.TooManyRequests ? Problems.Answer(error, limits.Value.VerifyStatus) : Problems.Answer(error);
}
