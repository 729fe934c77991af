using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;
using Azure.Storage.Queues;

namespace ApiAccounts.Functions.Tests;

/// <summary>What nobody could work on is told of, for as long as it lies there.</summary>
public sealed class PoisonTests
{
    [Fact]
    public async Task Messages_in_a_poison_queue_are_told_of_until_it_is_empty()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var app = await App.StartAsync(account);
        var mails = new QueueClient(account.ConnectionString, "outgoing-mail-poison");
        var pings = new QueueClient(account.ConnectionString, "usage-pings-poison");
        await mails.SendMessageAsync("one");
        await mails.SendMessageAsync("two");
        await pings.SendMessageAsync("three");

        await app.Anonymous.RunTimerAsync("TimerWatchPoison");
        await Eventually.Async(() => Task.FromResult(Told(app).Count == 2), "both queues were told of");
        Assert.Equal(
            ["1 messages are in the queue usage-pings-poison", "2 messages are in the queue outgoing-mail-poison"], Told(app).Order());

        await mails.ClearMessagesAsync();
        await app.Anonymous.RunTimerAsync("TimerWatchPoison");
        await Eventually.Async(() => Task.FromResult(Told(app).Count == 3), "the other one was told of");
        Assert.Equal("1 messages are in the queue usage-pings-poison", Told(app)[^1]);
    }

    private static List<string> Told(App app) =>
    [
        .. from line in app.Output.Split('\n')
           let end = line.IndexOf(": processing them failed repeatedly.", StringComparison.Ordinal)
           where end > 0
           select line[..end].Trim(),
    ];
}
