namespace ApiAccounts.Functions.Http;

/// <summary>
/// The cookie of a console session. The prefix <c>__Host-</c> keeps other hosts of the domain from setting it. Without encryption no
/// browser accepts that, so there it has another name, on the caller's own machine alone.
/// </summary>
public sealed class ConsoleCookie(RequestOrigin origin)
{
    public const string Name = "__Host-" + LocalName;
    public const string LocalName = "apiaccounts";

    /// <returns>Null if there is none.</returns>
    public string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    public void Write(HttpRequest request, string value) =>
        request.HttpContext.Response.Cookies.Append(NameFor(request), value, OptionsFor(request));

    public void Delete(HttpRequest request) => request.HttpContext.Response.Cookies.Delete(NameFor(request), OptionsFor(request));

    private string NameFor(HttpRequest request) => origin.IsLocal(request) ? LocalName : Name;

    private CookieOptions OptionsFor(HttpRequest request) => new()
    {
        HttpOnly = true,
        Secure = !origin.IsLocal(request),
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
