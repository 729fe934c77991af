namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// The REST API of Marketo, <c>/rest</c>. Always 200; errors are in the body: <c>{"requestId":"…","success":false,"errors":[…]}</c>.
/// </summary>
internal sealed class MarketoRestDialect : IDialect
{
    public bool Owns(PathString path) => path.StartsWithSegments("/rest");

    public IResult Answer(Error error) => new Failure(error);

    private sealed class Failure(Error error) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => new ErrorResult<MarketoFailureResponse>(
            error,
            StatusCodes.Status200OK,
            new(httpContext.TraceIdentifier, Success: false, [MarketoErrorResponse.Of(error)]),
            MarketoJson.Default.MarketoFailureResponse,
            "application/json; charset=utf-8").ExecuteAsync(httpContext);
    }
}

internal sealed record MarketoFailureResponse(string RequestId, bool Success, IReadOnlyList<MarketoErrorResponse> Errors);
