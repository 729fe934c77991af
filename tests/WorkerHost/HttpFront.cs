using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Yarp.ReverseProxy.Forwarder;

namespace ApiAccounts.Testing.Hosting;

/// <summary>
/// The Functions host as callers see it, on a free port of 127.0.0.1: it finds the function, invokes it over gRPC, and at the same time
/// proxies the request to the worker's own HTTP endpoint.
/// </summary>
internal sealed class HttpFront : IAsyncDisposable
{
    /// <summary>The host's own limit, in bytes.</summary>
    private const long MaxRequestBodySize = 104_857_600;

    /// <summary>How long requests in flight may go on once the host stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly WebApplication server;

    private HttpFront(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.Single());

    /// <param name="readsForwardedHeaders">
    /// Whether <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c> is on: the caller's address is then the last entry of <c>X-Forwarded-For</c>.
    /// Either way the worker gets that header with the caller's address as the host has it, and with nothing else.
    /// </param>
    public static async Task<HttpFront> StartAsync(RequestDispatcher dispatcher, HostJson json, bool readsForwardedHeaders)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddHttpForwarder();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Grace);
        var server = builder.Build();
        if (readsForwardedHeaders) server.UseForwardedHeaders(FromAnywhere());
        server.Use((context, next) => AddHeaders(context, json.CustomHeaders, next));
        var forwarder = server.Services.GetRequiredService<IHttpForwarder>();
        server.Run(context => dispatcher.AnswerAsync(context, forwarder));
        await server.StartAsync();
        return new(server);
    }

    /// <summary>Takes no more requests, and waits for those in flight.</summary>
    public Task StopAsync() => server.StopAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    /// <summary>Whoever calls is taken for the one proxy before the host, as ASP.NET Core does by that variable.</summary>
    private static ForwardedHeadersOptions FromAnywhere()
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        return options;
    }

    private static Task AddHeaders(HttpContext context, IReadOnlyList<KeyValuePair<string, string>> headers, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            foreach (var (name, value) in headers) context.Response.Headers.TryAdd(name, value);
            return Task.CompletedTask;
        });
        return next(context);
    }
}
