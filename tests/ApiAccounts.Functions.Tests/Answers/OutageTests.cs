using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>What callers are told while the storage does not answer: 503 in the form of their dialect, and soon.</summary>
public sealed class OutageTests
{
    private const string Sentence = "The storage does not respond. Try again later.";

    /// <summary>The storage clients' own patience was 10 s and more. What is promised is 3 s.</summary>
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task Each_dialect_answers_503_while_the_storage_refuses_connections()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var app = await App.StartAsync(azurite.NewAccount(), ("Http__StorageWait", null));
        var account = await app.RegisterAsync();
        await azurite.KillAsync();

        SecurityHeaders.AreOn((await app.Anonymous.GetAsync("/healthz/live")).Is(HttpStatusCode.OK));
        await AssertNotReadyAsync(app);
        await AssertUnavailableAsync(app, account);
    }

    [Fact]
    public async Task Each_dialect_answers_503_while_the_storage_is_silent()
    {
        var upstream = (await Azurite.SharedAsync()).NewAccount();
        await using var proxy = new UnreliableProxy(upstream, seed: 1);
        await using var app = await App.StartAsync(proxy.Account, ("Http__StorageWait", null));
        var account = await app.RegisterAsync();
        proxy.Weather = NetworkWeather.Fine with { Delays = 1, LongestDelay = TimeSpan.FromDays(10) };

        await AssertNotReadyAsync(app);
        await AssertUnavailableAsync(app, account);

        proxy.Weather = NetworkWeather.Fine;
        await Eventually.Async(
            async () => (await app.As(account).GetAsync("/verify")).Status == HttpStatusCode.OK, "the app works again by itself");
    }

    private static async Task AssertNotReadyAsync(App app)
    {
        var ready = await app.Anonymous.GetAsync("/healthz/ready").WaitAsync(LongestAnswer);
        Problem.Is(
            SecurityHeaders.AreOn(ready), HttpStatusCode.ServiceUnavailable, "Service Unavailable", "storage_unavailable",
            "These do not respond: Accounts, Logins, Changes, Tokens, Deadlines, usage-pings, ended-operators, outgoing-mail, usage-pings-poison, ended-operators-poison, outgoing-mail-poison.");
        Assert.Equal("1", ready.Header("Retry-After"));
    }

    private static async Task AssertUnavailableAsync(App app, RegisteredAccount account)
    {
        var caller = app.As(account);
        (string Name, string Value)[] signIn =
            [("grant_type", "password"), ("client_id", "console"), ("username", App.AdministratorName),
                ("password", App.AdministratorPassword)];
        var answers = await Task.WhenAll(
            caller.GetAsync("/verify"),
            caller.GetAsync("/api/v1/api-users"),
            caller.GetAsync("/api/v1/users"),
            caller.GetAsync("/v4/ApiUser"),
            app.Administrator.PostAsync("/v4/Register"),
            caller.GetAsync("/userservice/management/v1/users/allusers.json"),
            caller.GetAsync("/rest/v1/stats/usage.json"),
            app.Anonymous.PostFormAsync("/oauth/token", signIn)).WaitAsync(LongestAnswer);

        foreach (var answer in answers)
        {
            SecurityHeaders.AreOn(answer);
            Assert.Equal("1", answer.Header("Retry-After"));
        }
        foreach (var native in answers[..3])
            Problem.Is(native, HttpStatusCode.ServiceUnavailable, "Service Unavailable", "storage_unavailable", Sentence);
        foreach (var uptrends in answers[3..5]) Assert.Equal(Sentence, uptrends.Is(HttpStatusCode.ServiceUnavailable).UptrendsMessage);
        var marketo = answers[5].Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal($$"""{"errors":[{"code":"608","message":"{{Sentence}}"}]}""", marketo.Body);
        var rest = answers[6].Is(HttpStatusCode.OK);
        Assert.Equal(
            $$"""{"requestId":"{{rest.Text("requestId")}}","success":false,"errors":[{"code":"608","message":"{{Sentence}}"}]}""",
            rest.Body);
        var oauth = answers[7].Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal($$"""{"error":"temporarily_unavailable","error_description":"{{Sentence}}"}""", oauth.Body);
        Assert.Contains($"the storage did not respond in time, trace id {rest.Text("requestId")}", app.Output, StringComparison.Ordinal);
    }
}
