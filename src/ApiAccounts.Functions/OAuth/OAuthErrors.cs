using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.OAuth;

/// <summary><c>{"error":"…","error_description":"…"}</c> (RFC 6749, section 5.2): the one place where an error becomes an answer of <c>/oauth</c>.</summary>
internal static class OAuthErrors
{
    private const string InvalidRequestCode = "invalid_request";

    /// <summary>The same words whatever was wrong with the client's credentials.</summary>
    public static readonly Error InvalidClient = new(ErrorKind.Unauthenticated, "invalid_client", "The credentials of the client are missing or wrong.");

    /// <param name="description">Without quotes and backslashes, which the format does not allow.</param>
    public static Error InvalidRequest(string description) => new(ErrorKind.Malformed, InvalidRequestCode, description);

    public static Error UnsupportedGrantType { get; } =
        new(ErrorKind.Malformed, "unsupported_grant_type", "The grant_type may be password, refresh_token or client_credentials.");

    public static IResult Answer(Error error) =>
        new ErrorResult<OAuthErrorResponse>(
            error, Statuses.Of(error.Kind), new(CodeOf(error), error.Message), OAuthJson.Default.OAuthErrorResponse, "application/json; charset=utf-8");

    private static string CodeOf(Error error) => error switch
    {
        { Code: "sign_in_locked" } => "invalid_grant",
        { Kind: ErrorKind.TooManyRequests or ErrorKind.Unavailable } => "temporarily_unavailable",
        { Kind: ErrorKind.TooLarge or ErrorKind.TooSlow } => InvalidRequestCode,
        _ => error.Code,
    };
}

internal sealed record OAuthErrorResponse(string Error, string ErrorDescription);
