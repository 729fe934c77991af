using ApiAccounts.Worker.Tests.Running;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Worker.Tests.Lifetime;

/// <summary>What whoever looks after the app learns of its start, from the host's log.</summary>
[Collection(SharedHosts.Name)]
public sealed class StartTests(Hosts hosts)
{
    private const string Sentence = "Usage__CommitInterval must be a time span such as 00:00:05; it is 'soon'.";

    [Fact]
    public async Task A_wrong_setting_ends_the_worker_at_once_with_an_error_in_the_log()
    {
        var settings = AppSettings.For((await Azurite.SharedAsync()).NewAccount(), ("Usage__CommitInterval", "soon"));

        var (exitCode, log) = await WorkerHost.RunToEndAsync(PublishedApp.ApiAccounts, settings);

        Assert.Equal(1, exitCode);
        Assert.Contains(log, line => line.Message == Sentence);
        var errors = log.Where(line => line is { IsShown: true, Level: LogLevel.Error });
        Assert.Contains($"The app failed to start: {Sentence}", Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "true",
        "Http__TrustedProxies must be 1 when ASPNETCORE_FORWARDEDHEADERS_ENABLED is 'true', or callers could forge their address; it is '0'.")]
    [InlineData("1", null,
        "ASPNETCORE_FORWARDEDHEADERS_ENABLED must be 'true' when Http__TrustedProxies is '1', or the Functions host passes on the proxy's address as the caller's.")]
    [InlineData("2", "true", "Http__TrustedProxies must be 0 or 1 behind the Functions host, which passes on one address; it is '2'.")]
    public async Task Trusted_proxies_that_the_host_cannot_honour_end_the_start(string proxies, string? hostSetting, string sentence)
    {
        var settings = AppSettings.For(
            (await Azurite.SharedAsync()).NewAccount(), ("Http__TrustedProxies", proxies), (
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED", hostSetting));

        var (exitCode, log) = await WorkerHost.RunToEndAsync(PublishedApp.ApiAccounts, settings);

        Assert.Equal(1, exitCode);
        Assert.Contains(log, line => line.Message == sentence);
    }

    [Fact]
    public async Task The_first_administrator_is_told_of_in_the_log()
    {
        const string Told = "admin@demo.example is the first administrator of partner 1.";

        var host = (await hosts.WorkerAsync()).Host;
        await Eventually.Async(
            () => Task.FromResult(host.Log.Any(line => line.IsShown && line.Message.Contains(Told, StringComparison.Ordinal))),
            "the host shows who the first administrator is");
    }
}
