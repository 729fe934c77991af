using System.Collections.Immutable;
using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>What is on a real disk is sent to a queue that takes it when the test says so.</summary>
public sealed class SendSpooledUsageTests : IAsyncLifetime
{
    private readonly SpoolDisk disk = new();
    private readonly FakeUsageSender queue = new();
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;

    private QueueOutage Outage => disk.App.Get<QueueOutage>();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
        disk.Dispose();
    }

    [Fact]
    public async Task A_message_left_by_a_process_is_sent_unchanged_and_then_deleted()
    {
        var message = await LeaveAsync(1);
        Run(disk.Start());
        var send = await queue.NextAsync();
        Assert.Equal(message, send.Json);
        Assert.Single(disk.Files("*.json"));
        send.Take();
        await disk.Clock.TimerDueWithinAsync(TimeSpan.FromMinutes(1)); // until the next look
        Assert.Empty(disk.Files("*"));
        Assert.Empty(disk.App.LinesOf<SendSpooledUsage>());
    }

    [Fact]
    public async Task A_message_of_this_process_is_sent_once_it_is_offered()
    {
        var spool = disk.Start();
        Run(spool);
        await disk.Clock.TimerDueWithinAsync(TimeSpan.FromMinutes(1));
        var written = (await SpoolDisk.AppendAsync(spool, Message(1)))![0];
        Assert.Equal(0, queue.Waiting);
        spool.Offer(written);
        (await queue.NextAsync()).Take();
    }

    [Fact]
    public async Task Messages_the_queue_refuses_are_retried_one_by_one_with_growing_pauses()
    {
        await LeaveAsync(1, 2, 3, 4, 5, 6);
        Run(disk.Start());
        PendingSend[] first = [await queue.NextAsync(), await queue.NextAsync(), await queue.NextAsync(), await queue.NextAsync()];
        foreach (var send in first) send.Fail();
        foreach (var pause in new[] { 0.15, 0.3, 0.6 }) // at most, with its jitter
        {
            await disk.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(pause));
            disk.Clock.Advance(TimeSpan.FromSeconds(pause));
            var next = await queue.NextAsync();
            Assert.Equal(0, queue.Waiting);
            next.Fail();
        }
        Assert.Equal(6, disk.Files("*.json").Count);
        var notTaken = (LogLevel.Warning, "Usage could not be enqueued from the spool. It will be retried.");
        Assert.All(disk.App.LinesOf<SendSpooledUsage>(), entry => Assert.Equal(notTaken, entry));
    }

    [Fact]
    public async Task A_message_the_queue_never_accepts_blocks_no_other()
    {
        var never = await LeaveAsync(1);
        await LeaveAsync(2, 3, 4, 5, 6, 7, 8);
        Run(disk.Start());
        var taken = new HashSet<string>();
        while (taken.Count < 7)
        {
            var send = await NextAsync();
            if (send.Json == never) send.Fail();
            else if (taken.Add(send.Json)) send.Take();
        }
        (await NextAsync()).Fail(); // perhaps of the same round as the last that was taken
        Assert.Equal(never, (await NextAsync()).Json);
        Assert.Equal(never, await File.ReadAllTextAsync(Assert.Single(disk.Files("*.json"))));
    }

    [Fact]
    public async Task The_first_message_the_queue_accepts_ends_the_outage()
    {
        await LeaveAsync(1);
        Outage.Begin();
        Run(disk.Start());
        var send = await queue.NextAsync();
        Assert.True(Outage.IsKnown);
        send.Take();
        await disk.Clock.TimerDueWithinAsync(TimeSpan.FromMinutes(1));
        Assert.False(Outage.IsKnown);
    }

    [Fact]
    public async Task Another_process_that_ends_is_noticed_within_a_minute()
    {
        var other = disk.Start();
        var message = Message(1);
        await SpoolDisk.AppendAsync(other, message);
        Run(disk.Start());
        await disk.Clock.TimerDueWithinAsync(TimeSpan.FromMinutes(1));
        other.Dispose();
        Assert.Equal(0, queue.Waiting);
        disk.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(message, (await queue.NextAsync()).Json);
    }

    [Fact]
    public async Task A_message_that_has_waited_too_long_is_sent_and_logged()
    {
        await LeaveAsync(1);
        disk.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromTicks(1));
        Run(disk.Start());
        (await queue.NextAsync()).Take(); // the aggregator puts it aside, for a person to look at
        await disk.Clock.TimerDueWithinAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(
            (LogLevel.Error,
                "A usage message from the spool will not be counted, but moved to the poison queue: The message is more than 7 days old."),
            Assert.Single(disk.App.LinesOf<SendSpooledUsage>()));
    }

    [Fact]
    public async Task A_message_not_sent_at_shutdown_stays_for_the_next_start()
    {
        var message = await LeaveAsync(1);
        var spool = disk.Start();
        Run(spool);
        await queue.NextAsync();
        await StopAsync();
        spool.Dispose();
        Assert.Equal(message, await File.ReadAllTextAsync(Assert.Single(disk.Files("*.json"))));
        Assert.Equal(
            (LogLevel.Warning, $"1 usage messages remain in the spool {disk.Folder} for the next start."),
            disk.App.LinesOf<FileSpool>()[^1]);
        Assert.Empty(disk.App.LinesOf<SendSpooledUsage>());
    }

    /// <summary>The next send, however long it takes to come.</summary>
    private async Task<PendingSend> NextAsync()
    {
        var next = queue.NextAsync();
        await disk.Clock.PassUntilAsync(next);
        return await next;
    }

    /// <summary>Messages of a process that has ended, the first of which is returned.</summary>
    private async Task<string> LeaveAsync(params int[] numbers)
    {
        var messages = numbers.Select(Message).ToArray();
        using var ended = disk.Start();
        await SpoolDisk.AppendAsync(ended, messages);
        return messages[0];
    }

    private static string Message(int number) => Encoding.UTF8.GetString(Assert.Single(UsageMessageWriter.Write(
        [new(Known.ApiUser(number), UtcHour.Of(Known.Now), 1, Known.Now, ImmutableDictionary<int, long>.Empty)], Known.Now)));

    private void Run(FileSpool spool) =>
        running = disk.App.New<SendSpooledUsage>(spool, queue).RunAsync(stopping.Token);

    private async Task StopAsync()
    {
        await stopping.CancelAsync();
        await running;
    }
}
