using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;

namespace ApiAccounts.SelfHost.Tests;

/// <summary>A timer and its state, when several processes share a storage account, or follow each other on one.</summary>
public sealed class SharedTimerTests
{
    /// <summary>Of a timer that was due while no process ran.</summary>
    private const string Missed =
        """{"Last":"2026-01-01T03:00:00.5Z","Next":"2026-01-02T03:00:00Z","LastUpdated":"2026-01-01T03:00:00.5Z"}""";

    [Fact]
    public async Task What_was_due_while_no_process_ran_is_made_up_for_once_by_one_of_two()
    {
        var account = await WithStateAsync("Yearly", Missed);
        await using var one = await SampleApp.StartAsync(account);
        await using var other = await SampleApp.StartAsync(account);

        await RunByHandAsync(one, "Yearly"); // which comes after what the process does by itself
        await RunByHandAsync(other, "Yearly");
        await one.WaitForOutputAsync("Yearly ran with .*\"IsPastDue\":false");
        await other.WaitForOutputAsync("Yearly ran with .*\"IsPastDue\":false");

        const string MadeUpFor =
            """Yearly ran with timerTrigger {"ScheduleStatus":{"Last":"2026-01-01T03:00:00.5Z","Next":"2026-01-02T03:00:00Z","LastUpdated":"2026-01-01T03:00:00.5Z"},"IsPastDue":true}""";
        Assert.Equal(1, one.Count(Regex.Escape(MadeUpFor)) + other.Count(Regex.Escape(MadeUpFor)));
        Assert.Equal(3, one.Count("Yearly ran") + other.Count("Yearly ran"));
    }

    [Fact]
    public async Task A_process_goes_on_from_what_the_one_before_it_ran()
    {
        var account = await WithStateAsync("Yearly", Missed);
        await using (var first = await SampleApp.StartAsync(account))
        {
            await first.WaitForOutputAsync("Yearly ran with .*\"IsPastDue\":true");
            Assert.Equal(0, await first.TerminateAsync());
        }

        await using var second = await SampleApp.StartAsync(account);
        await RunByHandAsync(second, "Yearly");
        await second.WaitForOutputAsync("Yearly ran with .*\"IsPastDue\":false");

        Assert.Equal(1, second.Count("Yearly ran"));
        Assert.DoesNotContain("2026-01-01T03:00:00.5Z", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_timer_whose_process_is_killed_in_a_run_runs_in_another_process()
    {
        var account = await WithStateAsync("Held", Missed);
        await using var killed = await SampleApp.StartAsync(account);
        await killed.WaitForOutputAsync("Held ran with past due: True");
        await using var other = await SampleApp.StartAsync(
            account, new KeyValuePair<string, string?>("Logging__LogLevel__ApiAccounts.SelfHost", "Debug"));
        await other.WaitForOutputAsync("Timer Held: another process is running it\\.");
        Assert.Equal(0, other.Count("Held ran"));

        await killed.KillAsync();

        await other.WaitForOutputAsync("Held ran with past due: True");
    }

    [Fact]
    public async Task A_timer_waits_while_the_storage_of_its_state_is_gone_and_the_app_answers()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        var port = FreePort.Next();
        var elsewhere = new KeyValuePair<string, string?>("AzureWebJobsStorage", (account with { BlobPort = port }).ConnectionString);
        await using var app = await SampleApp.StartAsync(account, elsewhere);
        await app.WaitForOutputAsync("Timer AtStart: its state in blob storage could not be read; trying again\\.");
        Assert.Equal(0, app.Count("AtStart ran"));
        Assert.Equal("live", await app.Client.GetStringAsync("healthz/live"));
    }

    /// <summary>An account where a timer has run before.</summary>
    private static async Task<StorageAccount> WithStateAsync(string timer, string state)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        var container = new BlobContainerClient(account.ConnectionString, "azure-webjobs-hosts");
        await container.CreateAsync();
        await container.UploadBlobAsync($"self-host/timers/{timer}", BinaryData.FromString(state));
        return account;
    }

    private static async Task RunByHandAsync(SampleApp app, string timer)
    {
        using var response = await app.Client.PostAsync(
            $"admin/functions/{timer}", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }
}
