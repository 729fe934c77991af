using ApiAccounts.Core.Sessions;

namespace ApiAccounts.Functions.Http;

/// <summary>Authenticates the requests of the console by the cookie of a session.</summary>
public sealed class ConsoleAuthentication(ConsoleRequest requests, ConsoleCookie cookie, VerifyConsoleSession verify)
{
    /// <summary>Whether a request without other credentials comes from the console, or pretends to.</summary>
    public bool Takes(HttpRequest request) =>
        request.Headers.Authorization.Count == 0 && (ConsoleRequest.IsMarked(request) || cookie.Read(request) is not null);

    /// <returns>The caller, which may have to change its password first; its address is not known yet.</returns>
    public async Task<Result<Caller>> AuthenticateAsync(HttpRequest request, CancellationToken cancellationToken) =>
        requests.Refusal(request) is { } refusal ? refusal : await verify.ExecuteAsync(cookie.Read(request), cancellationToken);
}
