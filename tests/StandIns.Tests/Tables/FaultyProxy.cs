using System.Collections.Concurrent;
using System.Net;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace StandIns.Tests.Tables;

/// <summary>Stands before an account's tables and treats the next requests as a test says; those it has no orders for pass.</summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private static readonly string[] Framing = ["Connection", "Content-Length", "Content-Type", "Host", "Keep-Alive", "Transfer-Encoding"];
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false });
    private readonly ConcurrentQueue<Fault> faults = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly Uri target;
    private readonly WebApplication server;

    private FaultyProxy(Uri target)
    {
        this.target = target;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        server = builder.Build();
        server.Run(TreatAsync);
    }

    /// <summary>The account as seen through the proxy.</summary>
    public StorageAccount Account { get; private set; } = null!;

    /// <summary>What came since the last orders, as in <c>POST /account0/Accounts</c>.</summary>
    public IReadOnlyList<string> Requests => [.. requests];

    public static async Task<FaultyProxy> StartAsync(StorageAccount account)
    {
        var proxy = new FaultyProxy(new(account.TableEndpoint, "/"));
        await proxy.server.StartAsync();
        proxy.Account = account with { TablePort = new Uri(proxy.server.Urls.Single()).Port };
        return proxy;
    }

    /// <summary>A client that retries as often as by default, but at once.</summary>
    public TableServiceClient Client()
    {
        var options = new TableClientOptions { Retry = { Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) } };
        return new(Account.ConnectionString, options);
    }

    public TableClient Table() => Client().GetTableClient("Accounts");

    /// <summary>Gives the orders for the next requests, one each; forgets what came before.</summary>
    public void Next(params Fault[] orders)
    {
        requests.Clear();
        foreach (var fault in orders) faults.Enqueue(fault);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        client.Dispose();
    }

    private async Task TreatAsync(HttpContext context)
    {
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        requests.Enqueue($"{context.Request.Method} {path}");
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (faults.TryDequeue(out var fault) && fault.Status is { } status)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = fault.ContentType;
            await context.Response.WriteAsync(fault.Body);
            return;
        }
        if (fault is { Held: { } held })
        {
            await held();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        using var answer = await client.SendAsync(Forwarded(context.Request, path, body));
        if (fault is { LosesAnswer: true }) context.Abort();
        else await ReturnAsync(answer, context.Response);
    }

    private HttpRequestMessage Forwarded(HttpRequest request, string path, MemoryStream body)
    {
        var content = new ByteArrayContent(body.ToArray());
        var forwarded = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(target, path)) { Content = content };
        foreach (var (name, value) in request.Headers.Where(header => !Framing.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            forwarded.Headers.TryAddWithoutValidation(name, value.ToString());
        if (request.ContentType is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return forwarded;
    }

    private static async Task ReturnAsync(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        response.ContentType = answer.Content.Headers.ContentType?.ToString();
        foreach (var (name, values) in answer.Headers)
        {
            if (!Framing.Contains(name, StringComparer.OrdinalIgnoreCase)) response.Headers[name] = values.ToArray();
        }
        var content = await answer.Content.ReadAsByteArrayAsync();
        if (content.Length > 0) await response.Body.WriteAsync(content);
    }
}
