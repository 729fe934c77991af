using Microsoft.Extensions.Primitives;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Tells requests of the console's own scripts from those that another site made a browser send. The header cannot be set across sites
/// without the consent of this app, which gives none.
/// </summary>
public sealed class ConsoleRequest(RequestOrigin origin)
{
    /// <summary>The header that only scripts can set; its value is 1.</summary>
    public const string Header = "X-Console";

    private const string SecFetchSite = "Sec-Fetch-Site";
    private const string SameOrigin = "same-origin";

    private static readonly Error CrossSite = new(
        ErrorKind.Forbidden,
        "cross_site_request",
        $"The console's cookie works only with the header {Header}: 1, and only from the origin of this app.");

    public static bool IsMarked(HttpRequest request) => request.Headers[Header] is ["1"];

    /// <summary>Whether the request may come from another site.</summary>
    /// <returns>Null if it cannot.</returns>
    public Error? Refusal(HttpRequest request) =>
        IsMarked(request)
        && IsAbsentOr(origin.Of(request), request.Headers.Origin)
        && IsAbsentOr(SameOrigin, request.Headers[SecFetchSite])
            ? null
            : CrossSite;

    private static bool IsAbsentOr(string expected, StringValues header) => header.Count == 0 || (header is [{ } only] && only == expected);
}
