namespace ApiAccounts.Functions.Http;

/// <summary>
/// The challenge of a 401 (RFC 7617; RFC 6750, section 3). For a token it says what is wrong, and never repeats the token.
/// </summary>
internal static class Challenge
{
    public const string Basic = "Basic realm=\"API accounts\", charset=\"UTF-8\"";

    public static string For(Error error) => error.Code == Error.InvalidToken.Code
        ? $"Bearer realm=\"API accounts\", error=\"{error.Code}\", error_description=\"{error.Message}\""
        : Basic;
}
