using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace ApiAccounts.Bench;

/// <summary>
/// What the app's host is compared to: a minimal API on Kestrel that answers 200, with nothing more or with the headers that host.json puts
/// on every answer of the app. It ends when its standard input does.
/// </summary>
internal static class BareServer
{
    public const string Plain = "/healthz/live";
    public const string WithHeaders = "/with-headers";

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet(Plain, () => TypedResults.Ok());
        var headers = HeadersOfTheApp();
        app.MapGet(WithHeaders, (HttpResponse response) =>
        {
            foreach (var (name, value) in headers) response.Headers[name] = value;
            return TypedResults.Ok();
        });
        await app.StartAsync();
        Console.WriteLine($"Now listening on: {app.Urls.Single()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    private static KeyValuePair<string, StringValues>[] HeadersOfTheApp()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "app", "host.json"));
        using var json = JsonDocument.Parse(file);
        var headers = json.RootElement.GetProperty("extensions").GetProperty("http").GetProperty("customHeaders");
        return [.. headers.EnumerateObject().Select(header => KeyValuePair.Create(header.Name,
            new StringValues(header.Value.GetString())))];
    }
}
