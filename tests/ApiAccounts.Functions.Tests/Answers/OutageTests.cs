using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>What callers are told while the storage is gone.</summary>
public sealed class OutageTests
{
    [Fact]
    public async Task Without_storage_the_app_says_that_it_is_not_ready_and_answers_500_with_a_trace_id_and_nothing_else()
    {
        await using var azurite = await Azurite.StartAsync();
        await using var app = await App.StartAsync(azurite.NewAccount());
        var account = await app.RegisterAsync();
        await azurite.KillAsync();

        var live = app.Anonymous.GetAsync("/healthz/live");
        var ready = app.Anonymous.GetAsync("/healthz/ready");
        var register = app.Administrator.PostAsync("/v4/Register");
        var verify = app.As(account).GetAsync("/verify");

        SecurityHeaders.AreOn((await live).Is(HttpStatusCode.OK));
        Problem.Is(
            SecurityHeaders.AreOn(await ready), HttpStatusCode.ServiceUnavailable, "Service Unavailable", "storage_unavailable",
            "These do not answer: Accounts, Logins, Changes, Tokens, Deadlines, usage-pings, ended-operators, outgoing-mail, usage-pings-poison, ended-operators-poison, outgoing-mail-poison.");
        Assert.Equal("1", (await ready).Header("Retry-After"));

        var message = SecurityHeaders.AreOn((await register).Is(HttpStatusCode.InternalServerError)).UptrendsMessage;
        Assert.Matches("^Something went wrong here\\. The trace id is [0-9a-f-]{32,36}\\.$", message);
        Assert.Contains(TraceIdIn(message), app.Output, StringComparison.Ordinal);

        var detail = (await verify).Text("detail");
        Assert.Matches("^Something went wrong here\\. The trace id is [0-9a-f-]{32,36}\\.$", detail);
        Problem.Is(
            SecurityHeaders.AreOn(await verify), HttpStatusCode.InternalServerError, "Internal Server Error", "unexpected_error", detail);
        Assert.NotEqual(TraceIdIn(message), TraceIdIn(detail));
    }

    private static string TraceIdIn(string sentence) => sentence.Split(' ')[^1].TrimEnd('.');
}
