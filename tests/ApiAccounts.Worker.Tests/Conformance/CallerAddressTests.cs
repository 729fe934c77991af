using ApiAccounts.Worker.Tests.Running;

namespace ApiAccounts.Worker.Tests.Conformance;

/// <summary>Whose address the audit trail has.</summary>
[Collection(SharedHosts.Name)]
public sealed class CallerAddressTests(Hosts hosts)
{
    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task Behind_one_trusted_proxy_it_is_the_one_that_the_proxy_was_called_from(HostKind host)
    {
        var app = await hosts.StartedAsync(host);

        Assert.Equal("203.0.113.7", await AddressAsync(app, "203.0.113.7"));
        Assert.Equal("203.0.113.7", await AddressAsync(app, "198.51.100.66, 203.0.113.7:51234"));
        Assert.Equal("2001:db8::7", await AddressAsync(app, "[2001:db8::7]:51234"));
    }

    [Fact]
    public async Task Without_trusted_proxies_it_is_the_one_that_the_host_was_called_from()
    {
        await using var app = await WorkerApp.StartAsync((await Azurite.SharedAsync()).NewAccount());

        Assert.Equal("127.0.0.1", await AddressAsync(app, null));
        Assert.Equal("127.0.0.1", await AddressAsync(app, "203.0.113.7"));
    }

    /// <summary>The address of who registered an API user.</summary>
    private static async Task<string?> AddressAsync(RunningApp app, string? forwardedFor)
    {
        (string, string)[] headers = forwardedFor is null ? [] : [("X-Forwarded-For", forwardedFor)];
        var registered = await app.Administrator.SendAsync(HttpMethod.Post, "/v4/Register", content: null, headers);
        registered.Is(HttpStatusCode.Created);
        var account = RegisteredAccount.Of(registered.Text("UserName"), registered.Text("Password"), "");
        var audit = (await app.As(account).GetAsync($"/api/v1/audit?subject={account.ApiUserGuid}")).Is(HttpStatusCode.OK).Json;
        return Assert.Single(audit.GetProperty("entries").EnumerateArray()).GetProperty("address").GetString();
    }
}
