using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Storage.Tests.Proxies;

/// <summary>The proxy that other tests trust to count storage calls: first between two bare sockets, then before Azurite.</summary>
public sealed class CountingProxyTests
{
    [Fact]
    public async Task A_call_is_recorded_before_its_answer_arrives()
    {
        await using var wire = await Wire.OpenAsync();

        await wire.CallAsync(
            "GET /account/Logins?$top=1 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\nno");

        Assert.Equal([new(StorageService.Tables, "GET", "/account/Logins", "$top=1", 1, 404)], wire.Proxy.Calls);
    }

    [Fact]
    public async Task Calls_on_one_connection_are_counted_one_by_one_whatever_their_bodies()
    {
        await using var wire = await Wire.OpenAsync();

        await wire.CallAsync(
            "POST /1 HTTP/1.1\r\ncontent-length: 27\r\n\r\nGET /not-a-call HTTP/1.1\r\n\r",
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nHTTP/\r\n3\r\n1.1\r\n0\r\nTrailer: t\r\n\r\n");
        await wire.CallAsync(
            "PUT /2 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n0\r\n\r\nGET /\r\n0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n");
        await wire.CallAsync(
            "DELETE /3 HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 412 Precondition Failed\r\nContent-Length: 0\r\n\r\n");

        var seen = wire.Proxy.Calls.Select(call => $"{call.Method} {call.Path} {call.Status}");
        Assert.Equal(["POST /1 201", "PUT /2 204", "DELETE /3 412"], seen);
    }

    [Fact]
    public async Task A_message_that_comes_byte_by_byte_is_one_call()
    {
        await using var wire = await Wire.OpenAsync();
        const string Request = "POST /1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        const string Answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

        foreach (var character in Request) await wire.Client.SendAsync(character.ToString());
        await wire.Server.ExpectAsync(Request);
        foreach (var character in Answer) await wire.Server.SendAsync(character.ToString());
        await wire.Client.ExpectAsync(Answer);

        Assert.Single(wire.Proxy.Calls);
    }

    [Fact]
    public async Task An_answer_without_a_body_despite_its_length_does_not_hide_the_next()
    {
        await using var wire = await Wire.OpenAsync();

        await wire.CallAsync("HEAD /1 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n");
        await wire.CallAsync("GET /2 HTTP/1.1\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nContent-Length: 500\r\n\r\n");
        await wire.CallAsync("GET /3 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal([200, 304, 200], wire.Proxy.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task An_interim_answer_passes_while_the_client_withholds_its_body()
    {
        await using var wire = await Wire.OpenAsync();

        await wire.CallAsync("PUT /1 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n");
        Assert.Empty(wire.Proxy.Calls);
        await wire.CallAsync("abc", "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal([201], wire.Proxy.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task An_answer_that_ends_with_its_connection_reaches_the_client_whole()
    {
        await using var wire = await Wire.OpenAsync();

        await wire.CallAsync("GET /1 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nto the end");
        wire.Server.Dispose();

        await wire.Client.ExpectEndAsync();
        Assert.Equal([200], wire.Proxy.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task A_call_without_an_answer_is_counted_without_a_status()
    {
        await using var wire = await Wire.OpenAsync();

        await wire.Client.SendAsync("DELETE /1 HTTP/1.1\r\n\r\n");
        await wire.Server.ExpectAsync("DELETE /1 HTTP/1.1\r\n\r\n");
        wire.Server.Dispose();

        await wire.Client.ExpectEndAsync();
        Assert.Equal([new(StorageService.Tables, "DELETE", "/1", "", 1, null)], wire.Proxy.Calls);
    }

    [Fact]
    public async Task An_idle_connection_that_the_storage_closes_is_closed_for_the_client()
    {
        await using var wire = await Wire.OpenAsync();
        await wire.CallAsync("GET /1 HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        wire.Server.Dispose();

        await wire.Client.ExpectEndAsync();
        Assert.Single(wire.Proxy.Calls);
    }

    [Fact]
    public async Task Bytes_that_are_not_HTTP_fail_the_disposal_of_the_proxy()
    {
        var wire = await Wire.OpenAsync();
        await wire.Client.SendAsync("\u0016\u0003\u0001 a greeting of TLS\r\n\r\n");
        await wire.Client.ExpectEndAsync();

        await Assert.ThrowsAsync<InvalidDataException>(async () => await wire.DisposeAsync());
    }

    [Fact]
    public async Task Tables_and_queues_are_counted_separately()
    {
        await using var proxy = await CountingProxy.StartAsync((await Azurite.SharedAsync()).NewAccount());
        using var http = new HttpClient();

        // Unsigned: Azurite refuses, and the call is a call.
        using var tables = await http.GetAsync(new Uri($"{proxy.Account.TableEndpoint}/Tables"));
        using var queues = await http.GetAsync(new Uri($"{proxy.Account.QueueEndpoint}?comp=list"));
        using var more = await http.GetAsync(new Uri($"{proxy.Account.QueueEndpoint}?comp=list"));

        Assert.Equal(1, proxy.Count(StorageService.Tables));
        Assert.Equal(2, proxy.Count(StorageService.Queues));
        Assert.Equal([(int)tables.StatusCode, (int)queues.StatusCode, (int)more.StatusCode], proxy.Calls.Select(call => call.Status));
    }

    [Fact]
    public async Task Reset_starts_again_from_nothing()
    {
        await using var proxy = await CountingProxy.StartAsync((await Azurite.SharedAsync()).NewAccount());
        using var http = new HttpClient();
        using var before = await http.GetAsync(new Uri($"{proxy.Account.TableEndpoint}/Tables"));

        proxy.Reset();

        Assert.Empty(proxy.Calls);
        using var after = await http.GetAsync(new Uri($"{proxy.Account.TableEndpoint}/Tables"));
        Assert.Single(proxy.Calls);
    }

    [Fact]
    public async Task Concurrent_calls_on_many_connections_are_all_counted()
    {
        await using var proxy = await CountingProxy.StartAsync((await Azurite.SharedAsync()).NewAccount());
        using var http = new HttpClient();

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (number, cancellationToken) =>
        {
            using var answer = await http.GetAsync(new Uri($"{proxy.Account.TableEndpoint}/T{number}"), cancellationToken);
        });

        Assert.Equal(200, proxy.Count(StorageService.Tables));
        Assert.Equal(200, proxy.Calls.Select(call => call.Path).Distinct().Count());
    }

    [Fact]
    public async Task A_signed_transaction_passes_unchanged_and_is_one_call_of_several_operations()
    {
        await using var proxy = await CountingProxy.StartAsync((await Azurite.SharedAsync()).NewAccount());
        using var http = new HttpClient();
        var table = new StringContent("""{"TableName":"Rows"}""", Encoding.UTF8, "application/json");
        using var created = await http.SendAsync(Signed(proxy.Account, "Tables", table));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        proxy.Reset();

        using var answer = await http.SendAsync(Signed(proxy.Account, "$batch", Transaction(proxy.Account, rows: 3)));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal(3, text.Split("HTTP/1.1 204").Length - 1);
        Assert.Equal([new(StorageService.Tables, "POST", $"/{proxy.Account.Name}/$batch", "", 3, 202)], proxy.Calls);
    }

    private static HttpRequestMessage Signed(StorageAccount account, string resource, HttpContent content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{account.TableEndpoint}/{resource}")) { Content = content };
        var date = DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        var signed = Encoding.UTF8.GetBytes($"{date}\n/{account.Name}/{account.Name}/{resource}");
        var signature = HMACSHA256.HashData(Convert.FromBase64String(account.Key), signed);
        request.Headers.Add("x-ms-date", date);
        request.Headers.Add("x-ms-version", "2019-02-02");
        request.Headers.Add("Accept", "application/json;odata=nometadata");
        request.Headers.Authorization = new("SharedKeyLite", $"{account.Name}:{Convert.ToBase64String(signature)}");
        return request;
    }

    private static StringContent Transaction(StorageAccount account, int rows)
    {
        var body = new StringBuilder("--batch_1\r\nContent-Type: multipart/mixed; boundary=changeset_1\r\n\r\n");
        for (var row = 0; row < rows; row++)
        {
            body.Append("--changeset_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append(CultureInfo.InvariantCulture, $"POST {account.TableEndpoint}/Rows HTTP/1.1\r\n")
                .Append("Content-Type: application/json\r\nAccept: application/json;odata=nometadata\r\n")
                .Append("Prefer: return-no-content\r\nDataServiceVersion: 3.0;\r\n\r\n")
                .Append(CultureInfo.InvariantCulture, $$"""{"PartitionKey":"p","RowKey":"{{row}}","Text":"\nGET / HTTP/1.1\n"}""")
                .Append("\r\n");
        }
        body.Append("--changeset_1--\r\n--batch_1--\r\n");
        var content = new StringContent(body.ToString(), Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/mixed; boundary=batch_1");
        return content;
    }

    /// <summary>A client's and a server's socket with the proxy between them.</summary>
    private sealed class Wire(CountingProxy proxy, Peer client, Peer server) : IAsyncDisposable
    {
        public CountingProxy Proxy => proxy;

        public Peer Client => client;

        public Peer Server => server;

        public static async Task<Wire> OpenAsync()
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            var proxy = await CountingProxy.StartAsync(new StorageAccount("account", "", port, port, port));
            var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await client.ConnectAsync(IPAddress.Loopback, proxy.Account.TablePort);
            return new(proxy, new(client), new(await listener.AcceptSocketAsync()));
        }

        /// <summary>Each side sends its part, and the other must receive just that.</summary>
        public async Task CallAsync(string request, string answer)
        {
            await client.SendAsync(request);
            await server.ExpectAsync(request);
            await server.SendAsync(answer);
            await client.ExpectAsync(answer);
        }

        public async ValueTask DisposeAsync()
        {
            client.Dispose();
            server.Dispose();
            await proxy.DisposeAsync();
        }
    }

    private sealed class Peer(Socket socket) : IDisposable
    {
        private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(30);
        private readonly NetworkStream stream = new(socket, ownsSocket: true);

        public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.Latin1.GetBytes(text));

        public async Task ExpectAsync(string text)
        {
            var bytes = new byte[text.Length];
            using var deadline = new CancellationTokenSource(AtMost);
            await stream.ReadExactlyAsync(bytes, deadline.Token);
            Assert.Equal(text, Encoding.Latin1.GetString(bytes));
        }

        public async Task ExpectEndAsync()
        {
            using var deadline = new CancellationTokenSource(AtMost);
            Assert.Equal(0, await stream.ReadAsync(new byte[1], deadline.Token));
        }

        public void Dispose() => stream.Dispose();
    }
}
