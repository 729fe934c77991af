using System.Net;
using System.Text;

namespace ApiAccounts.SelfHost.Tests;

public sealed class TimerTests(SharedApp app) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_timer_function_runs_by_hand_and_learns_its_schedule()
    {
        using var response = await TriggerAsync("yearly", """{"input":""}""");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        const string Never = "0001-01-01T00:00:00";
        await app.App.WaitForOutputAsync(
            "Yearly ran with timerTrigger " +
            $$"""{"ScheduleStatus":{"Last":"{{Never}}","Next":"\d{4}-01-01T03:00:00Z","LastUpdated":"{{Never}}"},"IsPastDue":false}""");
    }

    [Fact]
    public async Task A_timer_without_a_monitor_has_no_status()
    {
        using var response = await TriggerAsync("Unmonitored", "{}");

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        await app.App.WaitForOutputAsync("""Unmonitored ran with {"ScheduleStatus":null,"IsPastDue":false}""");
    }

    [Theory]
    [InlineData("Nobody", "{}", 404)]
    [InlineData("Healthz", "{}", 404)] // an HTTP function is run by a request
    [InlineData("Yearly", "", 400)]
    [InlineData("Yearly", "{", 400)]
    [InlineData("Yearly", "null", 400)]
    [InlineData("Yearly", """{"input":5}""", 400)]
    public async Task Running_by_hand_needs_a_function_and_a_body(string function, string body, int status)
    {
        using var response = await TriggerAsync(function, body);

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_timer_may_run_at_the_start() => await app.App.WaitForOutputAsync("AtStart ran with past due: False");

    [Fact]
    public async Task A_timer_runs_by_its_schedule_and_has_no_status_if_due_within_a_minute()
    {
        await using var ticking = await SampleApp.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(), new KeyValuePair<string, string?>("TickSchedule", "* * * * * *"));

        const string Ran = """Tick ran with {"ScheduleStatus":null,"IsPastDue":false}""";
        await Eventually.IsTrueAsync("it has run twice", () => Task.FromResult(ticking.Count(Ran) >= 2));
    }

    private Task<HttpResponseMessage> TriggerAsync(string function, string body) =>
        app.Client.PostAsync($"admin/functions/{function}", new StringContent(body, Encoding.UTF8, "application/json"));
}
