using Azure.Storage.Queues;

namespace ApiAccounts.Storage.Tests.Proxies;

/// <summary>The proxy that the fault tests trust to harm what passes, before Azurite.</summary>
public sealed class UnreliableProxyTests
{
    /// <summary>What is lost tells whether the storage had acted; the client hears of neither.</summary>
    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0, 0, 1, 1)]
    public async Task A_lost_request_was_not_done_and_a_lost_answer_was(double requests, double answers, double halves, int done)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        var direct = new QueueClient(account.ConnectionString, "messages");
        await direct.CreateAsync();
        await using var proxy = new UnreliableProxy(account, seed: 1);
        var proxied = new QueueClient(proxy.Account.ConnectionString, "messages", new() { Retry = { MaxRetries = 0 } });

        proxy.Weather = new(requests, answers, halves, Delays: 0, TimeSpan.Zero);
        var failure = await Record.ExceptionAsync(() => proxied.SendMessageAsync("one"));
        proxy.Weather = NetworkWeather.Fine;

        Assert.Equal(0, Assert.IsType<Azure.RequestFailedException>(failure).Status); // no answer
        Assert.Equal(1, proxy.Harmed);
        Assert.Equal(done, (await proxied.GetPropertiesAsync()).Value.ApproximateMessagesCount);
    }

    [Fact]
    public async Task A_delayed_call_is_done_and_answered()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var proxy = new UnreliableProxy(account, seed: 1) { Weather = new(0, 0, 0, Delays: 1, TimeSpan.FromMilliseconds(20)) };

        await new QueueClient(proxy.Account.ConnectionString, "messages").CreateAsync();

        Assert.Equal(1, proxy.Harmed);
        Assert.True(await new QueueClient(account.ConnectionString, "messages").ExistsAsync());
    }
}
