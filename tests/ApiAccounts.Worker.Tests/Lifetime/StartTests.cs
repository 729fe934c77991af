using ApiAccounts.Worker.Tests.Running;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Worker.Tests.Lifetime;

/// <summary>What whoever looks after the app learns of its start, from the host's log.</summary>
[Collection(SharedHosts.Name)]
public sealed class StartTests(Hosts hosts)
{
    private const string Sentence = "Usage__CommitInterval is 'soon'; it may be a time as in 00:00:05.";

    [Fact]
    public async Task A_wrong_setting_ends_the_worker_at_once_with_an_error_in_the_log()
    {
        var settings = AppSettings.For((await Azurite.SharedAsync()).NewAccount(), ("Usage__CommitInterval", "soon"));

        var (exitCode, log) = await WorkerHost.RunToEndAsync(PublishedApp.ApiAccounts, settings);

        Assert.Equal(1, exitCode);
        var line = Assert.Single(log, line => line.Message.Contains(Sentence, StringComparison.Ordinal));
        Assert.Equal((true, true), (line.IsShown, line.Level >= LogLevel.Error));
    }

    [Fact]
    public async Task The_first_administrator_is_told_of_in_the_log()
    {
        const string Told = "admin@demo.example is the first administrator of partner 1.";

        Assert.Contains(
            (await hosts.WorkerAsync()).Host.Log, line => line.IsShown && line.Message.Contains(Told, StringComparison.Ordinal));
    }
}
