using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Marketo;

/// <summary><c>{"requestId":"…","success":false,"errors":[…]}</c> with status 200, whatever it is: where an error becomes an answer of <c>/rest</c>.</summary>
internal static class RestErrors
{
    public static IResult Answer(HttpRequest request, Error error) => new ErrorResult<FailureResponse>(
        error,
        StatusCodes.Status200OK,
        new(request.HttpContext.TraceIdentifier, Success: false, [ErrorResponse.Of(error)]),
        MarketoJson.Default.FailureResponse,
        "application/json; charset=utf-8");
}

internal sealed record FailureResponse(string RequestId, bool Success, IReadOnlyList<ErrorResponse> Errors);
