namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>
/// OAuth 2.0, <c>/oauth</c> and <c>/identity</c>. Its errors are <c>{"error":"…","error_description":"…"}</c> (RFC 6749, section 5.2).
/// </summary>
internal sealed class OAuthDialect : IDialect
{
    public bool Owns(PathString path) => path.StartsWithSegments("/oauth") || path.StartsWithSegments("/identity");

    public IResult Answer(Error error) => new ErrorResult<OAuthErrorResponse>(
        error,
        Statuses.Of(error.Kind),
        new(CodeOf(error), error.Message),
        OAuthJson.Default.OAuthErrorResponse,
        "application/json; charset=utf-8");

    private static string CodeOf(Error error) => error switch
    {
        { Code: "sign_in_locked" } => "invalid_grant",
        { Kind: ErrorKind.TooManyRequests or ErrorKind.Unavailable } => "temporarily_unavailable",
        { Kind: ErrorKind.TooLarge or ErrorKind.TooSlow } => OAuthErrors.InvalidRequestCode,
        _ => error.Code,
    };
}

internal sealed record OAuthErrorResponse(string Error, string ErrorDescription);
