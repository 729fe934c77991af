using ApiAccounts.Functions.Tests.Running;
using Azure.Data.Tables;

namespace ApiAccounts.Functions.Tests;

/// <summary>Each change leaves one audit row: who did what to whom, from where.</summary>
[Collection<UptrendsApp>]
public sealed class AuditTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task Registering_changing_and_deleting_leave_one_row_each()
    {
        var before = DateTimeOffset.UtcNow;
        var administrators = await app.RegisterAsync();
        var account = await app.RegisterAsync();
        var path = $"/v4/ApiUser/{account.ApiUserGuid}";
        (await app.As(account).PutJsonAsync(path, Body(account, "Nightly export"))).Is(HttpStatusCode.NoContent);
        (await app.As(administrators).DeleteAsync(path)).Is(HttpStatusCode.NoContent);

        var rows = await app.BackDoor.AuditOfAsync(account);

        Assert.Equal(["ApiUserRegistered", "ApiUserChanged", "ApiUserDeleted"], rows.Select(row => row.GetString("Action")));
        Assert.Equal([account.OperatorGuid, account.ApiUserGuid, administrators.ApiUserGuid], rows.Select(row => row.GetString("Actor")));
        Assert.Equal(
            [null, """[{"field":"description","before":"API","after":"Nightly export"}]""", null],
            rows.Select(row => row.GetString("Changes")));
        Assert.All(rows, row =>
        {
            Assert.Equal("127.0.0.1", row.GetString("Address"));
            Assert.InRange(row.GetDateTimeOffset("At")!.Value, before, DateTimeOffset.UtcNow);
            Assert.StartsWith("00000001|audit|", row.RowKey, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Creating_with_an_API_accounts_credentials_is_by_that_account()
    {
        var account = await app.RegisterAsync();
        var created = await app.As(account).PostJsonAsync("/v4/ApiUser", Body(account, "Other"));

        var row = Assert.Single(await app.BackDoor.AuditOfAsync(account with { ApiUserGuid = created.Text("ApiUserGuid") }));

        Assert.Equal("ApiUserRegistered", row.GetString("Action"));
        Assert.Equal(account.ApiUserGuid, row.GetString("Actor"));
    }

    [Fact]
    public async Task What_was_refused_leaves_no_row()
    {
        var account = await app.RegisterAsync();
        var other = await app.RegisterAsync(await app.BackDoor.NewOperatorAsync());
        var foreign = await app.RegisterAsync(await app.BackDoor.NewPartnerAsync());
        var path = $"/v4/ApiUser/{account.ApiUserGuid}";
        (await app.As(account).PutJsonAsync(path, Body(account, new('d', 256)))).Is(HttpStatusCode.Forbidden);
        (await app.As(account).PutJsonAsync(path, Body(other, "Given away"))).Is(HttpStatusCode.Forbidden);
        (await app.As(other).DeleteAsync(path)).Is(HttpStatusCode.Forbidden);
        (await app.As(foreign).DeleteAsync(path)).Is(HttpStatusCode.NotFound);
        (await app.Anonymous.DeleteAsync(path)).Is(HttpStatusCode.Unauthorized);

        Assert.Equal("ApiUserRegistered", Assert.Single(await app.BackDoor.AuditOfAsync(account)).GetString("Action"));
    }

    [Fact]
    public async Task An_account_that_is_not_there_leaves_no_row_when_deleted_again()
    {
        var account = await app.RegisterAsync();
        var gone = await app.RegisterAsync();
        (await app.As(account).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        (await app.As(account).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NotFound);
        (await app.As(account).PutJsonAsync($"/v4/ApiUser/{gone.ApiUserGuid}", Body(gone, "Any"))).Is(HttpStatusCode.NotFound);

        var rows = await app.BackDoor.AuditOfAsync(gone);

        Assert.Equal(["ApiUserRegistered", "ApiUserDeleted"], rows.Select(row => row.GetString("Action")));
    }

    [Fact]
    public async Task Of_deletions_at_once_one_is_done_and_leaves_a_row()
    {
        var account = await app.RegisterAsync();
        var other = await app.RegisterAsync();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.As(account).DeleteAsync($"/v4/ApiUser/{other.ApiUserGuid}")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.NotFound));
        Assert.Single(await app.BackDoor.AuditOfAsync(other), row => row.GetString("Action") == "ApiUserDeleted");
    }

    [Fact]
    public async Task Changes_during_a_deletion_do_not_bring_the_account_back()
    {
        var account = await app.RegisterAsync();
        var other = await app.RegisterAsync();
        var path = $"/v4/ApiUser/{other.ApiUserGuid}";

        var changes = Enumerable.Range(0, 8).Select(n => app.As(account).PutJsonAsync(path, Body(other, $"Change {n}"))).ToList();
        (await app.As(account).DeleteAsync(path)).Is(HttpStatusCode.NoContent);

        Assert.All(await Task.WhenAll(changes), answer =>
            Assert.Contains(answer.Status, new[] { HttpStatusCode.NoContent, HttpStatusCode.NotFound }));
        (await app.As(account).GetAsync(path)).Is(HttpStatusCode.NotFound);
        Assert.Null(await app.BackDoor.FindAsync(other));
    }

    [Fact]
    public async Task The_first_administrator_was_made_by_nobody()
    {
        var administrator = await app.BackDoor.OperatorGuidAsync(App.AdministratorName);

        var row = Assert.Single(
            await app.BackDoor.RowsAsync("00000001"),
            row => row.GetString("Subject") == administrator && row.GetString("Action") is "OperatorCreated");

        Assert.Null(row.GetString("Actor"));
        Assert.Null(row.GetString("Address"));
        Assert.StartsWith("audit|", row.RowKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_trusted_proxies_no_header_changes_the_address()
    {
        var row = await RegisterFromAsync(app, "203.0.113.7");

        Assert.Equal("127.0.0.1", row.GetString("Address"));
    }

    internal static async Task<TableEntity> RegisterFromAsync(App app, params string[] forwardedFor)
    {
        var registered = await app.Administrator.SendAsync(
            HttpMethod.Post, "/v4/Register", headers: [.. forwardedFor.Select(value => ("X-Forwarded-For", value))]);
        registered.Is(HttpStatusCode.Created);
        var account = RegisteredAccount.Of(registered.Text("UserName"), registered.Text("Password"), operatorGuid: "");
        return Assert.Single(await app.BackDoor.AuditOfAsync(account));
    }

    private static string Body(RegisteredAccount account, string description) =>
        $$"""{"OperatorGuid":"{{account.OperatorGuid}}","Description":"{{description}}"}""";
}

/// <summary>An app behind one proxy.</summary>
public sealed class BehindOneProxy() : AppFixture(("Http__TrustedProxies", "1"));

public sealed class AddressBehindAProxyTests(BehindOneProxy fixture) : IClassFixture<BehindOneProxy>
{
    [Theory]
    [InlineData("198.51.100.9", "198.51.100.9")]
    [InlineData("203.0.113.7, 198.51.100.9", "198.51.100.9")] // the first is what the caller wrote, or a proxy of its own
    [InlineData("127.0.0.1,203.0.113.7,198.51.100.9", "198.51.100.9")]
    [InlineData("203.0.113.7, 198.51.100.9:4711", "198.51.100.9")]
    [InlineData("203.0.113.7, 2001:db8::17", "2001:db8::17")]
    [InlineData("203.0.113.7, [2001:db8::17]:443", "2001:db8::17")]
    [InlineData("203.0.113.7, ::ffff:198.51.100.9", "198.51.100.9")]
    [InlineData("203.0.113.7, unknown", null)]
    public async Task The_address_is_what_the_proxy_added(string header, string? address)
    {
        var row = await AuditTests.RegisterFromAsync(fixture.App, header);

        Assert.Equal(address, row.GetString("Address"));
    }

    [Fact]
    public async Task The_last_of_several_headers_counts()
    {
        var row = await AuditTests.RegisterFromAsync(fixture.App, "203.0.113.7", "203.0.113.8, 198.51.100.9");

        Assert.Equal("198.51.100.9", row.GetString("Address"));
    }

    [Fact]
    public async Task Without_the_header_it_is_the_connections()
    {
        var row = await AuditTests.RegisterFromAsync(fixture.App);

        Assert.Equal("127.0.0.1", row.GetString("Address"));
    }
}
