namespace ApiAccounts.Functions.Dialects.OAuth;

/// <summary>The errors of <c>/oauth</c> and <c>/identity</c> (RFC 6749, section 5.2).</summary>
internal static class OAuthErrors
{
    public const string InvalidRequestCode = "invalid_request";

    /// <summary>The same message for any fault in the client's credentials.</summary>
    public static readonly Error InvalidClient =
        new(
        ErrorKind.Unauthenticated,
        "invalid_client",
        "The client's credentials are missing or wrong. This path takes the user name and secret of an API user"
        + " and, except for introspection, the client console without a secret.");

    public static Error UnsupportedGrantType { get; } =
        new(ErrorKind.Malformed, "unsupported_grant_type", "The grant_type must be password, refresh_token or client_credentials.");

    /// <param name="description">Must not contain quotation marks or backslashes, which RFC 6749 does not allow.</param>
    public static Error InvalidRequest(string description) => new(ErrorKind.Malformed, InvalidRequestCode, description);
}
