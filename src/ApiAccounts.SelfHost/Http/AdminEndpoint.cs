using System.Text.Json;
using ApiAccounts.SelfHost.Listeners;

namespace ApiAccounts.SelfHost.Http;

/// <summary>
/// The host's own paths. There is one: <c>POST /admin/functions/{name}</c> with <c>{"input":"…"}</c> runs a queue or timer function by
/// hand and answers 202 at once (400 for another body). All else is 404 with an empty body.
/// </summary>
internal sealed class AdminEndpoint(TriggerListeners listeners)
{
    private static readonly PathString Functions = new("/admin/functions");
    private static readonly JsonSerializerOptions AnyCase = new(JsonSerializerDefaults.Web);

    public async Task AnswerAsync(HttpContext context) => context.Response.StatusCode = await HandleAsync(context.Request);

    private async Task<int> HandleAsync(HttpRequest request)
    {
        var isFunction = request.Path.StartsWithSegments(Functions, StringComparison.OrdinalIgnoreCase, out var name);
        if (!isFunction || !HttpMethods.IsPost(request.Method)) return StatusCodes.Status404NotFound;
        if (listeners.Find(name.Value!.Trim('/')) is not { } listener) return StatusCodes.Status404NotFound;
        if (await ReadAsync(request) is not { } body) return StatusCodes.Status400BadRequest;
        listeners.Trigger(listener, body.Input ?? "");
        return StatusCodes.Status202Accepted;
    }

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
