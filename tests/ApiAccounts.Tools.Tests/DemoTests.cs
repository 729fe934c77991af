using ApiAccounts.Tools.Demo;
using ApiAccounts.Tools.Demo.Month;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Tests;

/// <summary><c>demo</c> against a running app. Each step checks what it shows, and throws if it does not hold.</summary>
public sealed class DemoTests
{
    [Theory]
    [InlineData("200")]
    [InlineData("204")]
    public async Task The_story_holds_with_either_status_of_verify(string status)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        using var mails = new TestFolder();
        await using var app = await StartAsync(account, mails, ("Verification__SuccessStatus", status));
        var secrets = new KnownSecrets();
        using var client = new DemoClient(app.Address, secrets);
        var stage = new Stage(client, secrets, TestContext.Current.CancellationToken);

        await new Story(stage, SystemOf(account, mails)).PlayAsync();

        Assert.Equal("Step 26 (Delete the manager, by itself)", stage.Step);
        Assert.Empty(secrets.Sightings);
    }

    [Fact]
    public async Task The_month_is_counted_and_left_behind_once()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        using var mails = new TestFolder();
        await using var app = await StartAsync(account, mails);
        var secrets = new KnownSecrets();
        using var client = new DemoClient(app.Address, secrets);
        var stage = new Stage(client, secrets, TestContext.Current.CancellationToken);
        var administrator = SystemOf(account, mails).Administrator;

        await new KeptMonth(stage, new(account.ConnectionString)).PlayAsync(administrator);
        var answers = stage.Answers;
        await new KeptMonth(stage, new(account.ConnectionString)).PlayAsync(administrator);

        Assert.Equal(answers + 2, stage.Answers); // signs in, and finds the operators there
        var users = await stage.GetTokenAsync(
            "/oauth/token", new("grant_type", "password"), new("client_id", "console"),
            new("username", administrator.UserName), new("password", administrator.Password));
        var token = users.MustBe(200).Json.GetProperty("access_token").GetString();
        var overview = await stage.SendAsync(
            HttpMethod.Get, "/api/v1/api-users?sortBy=createdAt&pageSize=100", administrator with { Token = token });
        var list = overview.MustBe(200).Json.GetProperty("list").EnumerateArray().ToList();
        Assert.Equal(15, list.Count);
        Assert.Equal("Invoices of the previous system", list[0].GetProperty("description").GetString());
        Assert.Equal(13, list.Count(one => one.GetProperty("requestsLast30Days").GetInt64() > 0));
    }

    private static Task<AppProcess> StartAsync(
        StorageAccount account, TestFolder mails, params (string Name, string? Value)[] settings) =>
        AppProcess.StartAsync(AppSettings.For(
            account, [("Mail__Folder", mails.Path), ("Mail__From", "accounts@saas.example"), .. settings]));

    private static PlayedSystem SystemOf(StorageAccount account, TestFolder mails) => new(
        new(AppSettings.AdministratorName, AppSettings.AdministratorPassword),
        StorageSearch.Open(account.ConnectionString), mails.Path, ClockSkew: TimeSpan.Zero);
}
