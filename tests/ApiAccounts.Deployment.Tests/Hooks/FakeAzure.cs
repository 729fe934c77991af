using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Deployment.Tests.Hooks;

/// <summary>A vault with one secret, and the manager of resources, for whoever has the token of <see cref="FakeAzd"/>.</summary>
internal sealed class FakeAzure : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly List<string> calls = [];

    private FakeAzure(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.Single() + "/");

    /// <summary>Null when nobody may read it.</summary>
    public string? FirstAdministrator { get; set; }

    /// <summary>Each with its method and path.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (calls) return [.. calls];
        }
    }

    public static async Task<FakeAzure> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var azure = new FakeAzure(builder.Build());
        azure.server.Run(azure.AnswerAsync);
        await azure.server.StartAsync();
        return azure;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        lock (calls) calls.Add(string.Create(CultureInfo.InvariantCulture, $"{request.Method} {request.Path}{request.QueryString}"));
        var (status, body) = request.Headers.Authorization != $"Bearer {FakeAzd.Token}" ? (401, "{}")
            : request.Path.StartsWithSegments("/subscriptions") ? (200, "{}")
            : FirstAdministrator is { } value ? (
                200, $$"""{"value":"{{value}}","id":"https://kv-test.vault.azure.net/secrets/first-administrator/1"}""")
            : (403, """{"error":{"code":"Forbidden"}}""");
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(body);
    }
}
