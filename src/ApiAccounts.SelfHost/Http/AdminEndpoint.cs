using System.Net;
using System.Text.Json;
using ApiAccounts.SelfHost.Listeners;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;

namespace ApiAccounts.SelfHost.Http;

/// <summary>
/// Handles the host's own paths. <c>POST /admin/functions/{name}</c> with <c>{"input":"…"}</c> triggers a queue or timer function manually,
/// and responds with 202 immediately (400 for another body). It requires no key, so it is open to developers only: to callers on the same
/// machine, in the environment Development. All other requests get a 404 with an empty body.
/// </summary>
internal sealed class AdminEndpoint(TriggerListeners listeners, IHostEnvironment environment)
{
    private static readonly PathString Functions = new("/admin/functions");
    private static readonly JsonSerializerOptions AnyCase = new(JsonSerializerDefaults.Web);

    public async Task AnswerAsync(HttpContext context) => context.Response.StatusCode = await HandleAsync(context.Request);

    private async Task<int> HandleAsync(HttpRequest request)
    {
        var isFunction = request.Path.StartsWithSegments(Functions, StringComparison.OrdinalIgnoreCase, out var name);
        if (!isFunction || !HttpMethods.IsPost(request.Method) || !IsDeveloper(request)) return StatusCodes.Status404NotFound;
        if (listeners.Find(name.Value!.Trim('/')) is not { } listener) return StatusCodes.Status404NotFound;
        try
        {
            if (await ReadAsync(request) is not { } body) return StatusCodes.Status400BadRequest;
            listeners.Trigger(listener, body.Input ?? "");
            return StatusCodes.Status202Accepted;
        }
        catch (IOException exception) // the body is badly chunked, incomplete or too slow
        {
            return exception is BadHttpRequestException { StatusCode: var status } ? status : StatusCodes.Status400BadRequest;
        }
    }

    /// <summary>
    /// Refuses calls through a proxy, because their address is that of the proxy, and targets that reach the path by dot segments: a
    /// gateway may have appended the path of its caller.
    /// </summary>
    private bool IsDeveloper(HttpRequest request) =>
        environment.IsDevelopment()
        && request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget
            .StartsWith(Functions, StringComparison.OrdinalIgnoreCase)
        && request.HttpContext.Connection.RemoteIpAddress is { } caller && IPAddress.IsLoopback(caller)
        && !request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName);

    private static async Task<Body?> ReadAsync(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<Body>(request.Body, AnyCase, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Body(string? Input);
}
