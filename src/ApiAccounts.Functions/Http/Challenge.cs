namespace ApiAccounts.Functions.Http;

/// <summary>
/// The challenge of a 401 (RFC 7617; RFC 6750, section 3). For a token it says what is wrong, and never repeats the token. The console is
/// challenged with a scheme that browsers do not know: for Basic they would ask for a password themselves.
/// </summary>
internal static class Challenge
{
    public const string Basic = "Basic realm=\"API accounts\", charset=\"UTF-8\"";

    private const string Console = "Console realm=\"API accounts\"";

    public static string For(HttpRequest request, Error error) =>
        ConsoleRequest.IsMarked(request) ? Console
        : error.Code == Error.InvalidToken.Code
        ? $"Bearer realm=\"API accounts\", error=\"{error.Code}\", error_description=\"{error.Message}\""
        : Basic;
}
