namespace ApiAccounts.Functions.Dialects.Marketo;

/// <summary>
/// The user management API of Marketo, <c>/userservice</c>. Its errors are <c>{"errors":[{"code":"…","message":"…"}]}</c> with the status
/// of the error.
/// </summary>
internal sealed class MarketoUserServiceDialect : IDialect
{
    public bool Owns(PathString path) => path.StartsWithSegments("/userservice");

    public IResult Answer(Error error) => new ErrorResult<MarketoErrorsResponse>(
        error,
        Statuses.Of(error.Kind),
        new([MarketoErrorResponse.Of(error)]),
        MarketoJson.Default.MarketoErrorsResponse,
        "application/json; charset=utf-8");
}

internal sealed record MarketoErrorsResponse(IReadOnlyList<MarketoErrorResponse> Errors);
