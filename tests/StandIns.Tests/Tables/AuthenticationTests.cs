using System.Net;
using System.Net.Sockets;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace StandIns.Tests.Tables;

public sealed class AuthenticationTests : TableOnAzurite
{
    [Fact]
    public async Task A_signature_with_the_accounts_key_is_accepted()
    {
        var credential = new TableSharedKeyCredential(Account.Name, Account.Key);
        var service = new TableServiceClient(Account.TableEndpoint, credential);
        Assert.Equal(404, (await service.GetTableClient("Accounts").DeleteEntityAsync("p", "r")).Status);
    }

    [Fact]
    public async Task A_slash_after_an_account_in_the_path_is_not_taken_away()
    {
        var credential = new TableSharedKeyCredential(Account.Name, Account.Key);
        var table = new TableServiceClient(new Uri(Account.TableEndpoint + "/"), credential, new TableClientOptions()).GetTableClient("Accounts");
        Assert.Equal(Table.Uri, table.Uri);
        Assert.Equal(Account.Name, table.AccountName);
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r"));
        Assert.Equal(400, exception.Status);
    }

    [Fact]
    public async Task A_signature_for_an_address_with_the_account_in_the_host_is_accepted()
    {
        // Azurite takes a host of this form as Azure does; the connection goes to it whatever the name.
        using var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync };
        using var transport = new HttpClientTransport(handler);
        var endpoint = new Uri($"http://{Account.Name}.table.storage.example:{Account.TablePort}");
        var credential = new TableSharedKeyCredential(Account.Name, Account.Key);
        var table = new TableServiceClient(endpoint, credential, new() { Transport = transport }).GetTableClient("Accounts");

        await table.AddEntityAsync(new TableEntity("it's", "100% ü") { ["N"] = 1 });
        Assert.Equal(Account.Name, table.AccountName);
        Assert.Equal(1, (await Table.GetEntityAsync<TableEntity>("it's", "100% ü")).Value.GetInt32("N"));
    }

    [Fact]
    public async Task A_signature_with_another_key_is_forbidden()
    {
        var service = new TableServiceClient(Account.TableEndpoint, new TableSharedKeyCredential(Account.Name, "YW5vdGhlciBrZXk="));
        var table = service.GetTableClient("Accounts");
        var exception = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r")));
        Assert.Equal(403, exception.Status);
        Assert.DoesNotContain("YW5vdGhlciBrZXk=", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://acme.table.core.windows.net")]
    [InlineData("https://acme.table.core.windows.net/")]
    public async Task A_token_for_storage_is_sent_over_https(string endpoint)
    {
        var credential = new ATokenCredential();
        using var handler = new RecordingHandler();
        using var transport = new HttpClientTransport(handler);
        var options = new TableClientOptions { Transport = transport };
        var table = new TableServiceClient(new Uri(endpoint), credential, options).GetTableClient("Accounts");

        await table.DeleteEntityAsync("p", "r");
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
        Assert.Equal("Bearer a-token", handler.Authorization);
        Assert.Equal("https://acme.table.core.windows.net/Accounts(PartitionKey='p',RowKey='r')", handler.AddressWithoutQuery);
    }

    [Fact]
    public async Task A_token_is_not_sent_over_http()
    {
        var table = new TableServiceClient(Account.TableEndpoint, new ATokenCredential()).GetTableClient("Accounts");
        await Assert.ThrowsAsync<InvalidOperationException>(() => table.DeleteEntityAsync("p", "r"));
    }

    [Fact]
    public void What_a_client_cannot_do_without_is_asked_for()
    {
        Assert.Throws<ArgumentNullException>(() => new TableServiceClient((Uri)null!, new ATokenCredential()));
        Assert.Throws<ArgumentNullException>(() => new TableServiceClient(Account.TableEndpoint, (TableSharedKeyCredential)null!));
        Assert.Throws<ArgumentNullException>(() => new TableServiceClient(Account.TableEndpoint, (TokenCredential)null!));
        Assert.Throws<ArgumentNullException>(() => Service.GetTableClient(null!));
        Assert.Throws<ArgumentNullException>(() => new TableSharedKeyCredential("acme", null!));
        Assert.Throws<FormatException>(() => new TableSharedKeyCredential("acme", "not base 64"));
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, Account.TablePort, cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private sealed class ATokenCredential : TokenCredential
    {
        public IReadOnlyList<string> Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new("a-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }

    private sealed class RecordingHandler : HttpMessageHandler
    {
        public string? Authorization { get; private set; }

        public string? AddressWithoutQuery { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            AddressWithoutQuery = request.RequestUri?.GetLeftPart(UriPartial.Path);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
