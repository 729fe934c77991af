using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Testing.Hosting.Rpc;

/// <summary>The host's side of the conversation: gRPC over HTTP/2 without TLS, on a free port of 127.0.0.1.</summary>
internal sealed class RpcServer : IAsyncDisposable
{
    private readonly WebApplication server;

    private RpcServer(WebApplication server) => this.server = server;

    public Uri Address => new(server.Urls.Single());

    public static async Task<RpcServer> StartAsync(WorkerChannel channel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddSingleton(channel);
        builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = null);
        var server = builder.Build();
        server.MapGrpcService<FunctionRpcService>();
        await server.StartAsync();
        return new(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
