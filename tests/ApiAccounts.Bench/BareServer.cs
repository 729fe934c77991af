using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Bench;

/// <summary>What the app's host is compared to: a minimal API on Kestrel that answers 200. It ends when its standard input does.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapGet("/healthz/live", () => TypedResults.Ok());
        await app.StartAsync();
        Console.WriteLine($"Now listening on: {app.Urls.Single()}");
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }
}
