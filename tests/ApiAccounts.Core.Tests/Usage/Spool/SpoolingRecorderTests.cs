using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>The recorder with a disk, while the queue does not take what it sends.</summary>
public sealed class SpoolingRecorderTests
{
    private readonly SpoolingRecorder given = new();

    [Fact]
    public async Task A_message_accepted_in_time_is_not_written_to_the_disk()
    {
        var recording = given.RecordAsync(1);
        var send = await given.Queue.NextAsync();
        given.Clock.Advance(TimeSpan.FromMilliseconds(1_999));
        send.Take();
        Assert.Null(await recording);
        Assert.Equal(0, given.Spool.Waiting);
    }

    [Fact]
    public async Task A_use_not_enqueued_in_time_is_answered_once_it_is_on_the_disk()
    {
        var recording = given.RecordAsync(1);
        var send = await given.Queue.NextAsync();
        given.Clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.Equal(0, given.Spool.Waiting);
        given.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var append = await given.Spool.NextAsync();
        Assert.Equal([send.Json], append.Json);
        Assert.False(recording.IsCompleted);

        append.Write();
        Assert.Null(await recording);
        await given.Recorder.FlushAsync(default);
        Assert.Equal([send.Json], given.Spool.Offered);
        Assert.Empty(given.Spool.Removed);
    }

    [Fact]
    public async Task A_use_behind_a_hanging_send_is_answered_once_it_is_on_the_disk()
    {
        var (append, first) = await given.HangAsync();
        Task<Error?>[] behind = [given.RecordAsync(2), given.RecordAsync(3)];
        append.Write();
        Assert.Null(await first);

        var next = await given.Spool.NextAsync(); // at once: the send before took longer than any interval
        Assert.Equal([Ping(2, "1807"), Ping(3, "1807")], next.Pings());
        Assert.All(behind, recording => Assert.False(recording.IsCompleted));
        next.Write();
        Assert.All(await Task.WhenAll(behind), Assert.Null);
        Assert.Equal(0, given.Queue.Waiting);
        Assert.Equal([.. append.Json, .. next.Json], given.Spool.Offered);
    }

    [Fact]
    public async Task Usage_is_written_to_the_disk_every_100_ms_during_an_outage()
    {
        await given.BeginOutageAsync();
        var first = given.RecordAsync(1);
        (await given.Spool.NextAsync()).Write(); // what came before it is 2 s ago
        Assert.Null(await first);

        var later = given.RecordAsync(1);
        await given.Clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(100));
        given.Clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, given.Spool.Waiting);
        given.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var append = await given.Spool.NextAsync();
        Assert.Equal([Ping(1, "1807")], append.Pings());
        Assert.False(later.IsCompleted);
        append.Write();
        Assert.Null(await later);
        Assert.Equal(0, given.Queue.Waiting);
    }

    [Fact]
    public async Task Answers_wait_for_the_queue_again_after_an_outage()
    {
        await given.BeginOutageAsync();
        given.Outage.End(); // it took something from the disk
        var recording = given.RecordAsync(1);
        var send = await given.Queue.NextAsync();
        Assert.Equal([Ping(1, "1807")], send.Pings());
        Assert.False(recording.IsCompleted);
        send.Take();
        Assert.Null(await recording);
        Assert.Equal(0, given.Spool.Waiting);
    }

    [Fact]
    public async Task A_message_accepted_while_it_is_written_is_deleted_and_is_no_outage()
    {
        var recording = given.RecordAsync(1);
        var send = await given.Queue.NextAsync();
        given.Clock.Advance(given.Settings.DurableWait);
        var append = await given.Spool.NextAsync();
        send.Take();
        append.Write();
        Assert.Null(await recording);
        await given.Recorder.FlushAsync(default);
        Assert.Equal([send.Json], given.Spool.Removed);
        Assert.Empty(given.Spool.Offered);
        Assert.False(given.Outage.IsKnown);
    }

    [Fact]
    public async Task The_disk_gets_what_the_queue_has_not_accepted_of_a_large_send()
    {
        var held = await given.HoldAsync();
        var recordings = Enumerable.Range(0, 7_000).Select(number => given.RecordAsync(number)).ToList(); // six messages
        held.Take();
        await given.Clock.TimerDueWithinAsync(given.Settings.CommitInterval);
        given.Clock.Advance(given.Settings.CommitInterval);
        var sends = new List<PendingSend>();
        for (var i = 0; i < 4; i++) sends.Add(await given.Queue.NextAsync());
        sends[1].Take();
        var fifth = await given.Queue.NextAsync();
        given.Clock.Advance(given.Settings.DurableWait);
        var append = await given.Spool.NextAsync();
        Assert.Equal(5, append.Json.Distinct().Count());
        Assert.DoesNotContain(sends[1].Json, append.Json);
        Assert.Contains(fifth.Json, append.Json);
        append.Write();
        Assert.All(await Task.WhenAll(recordings), Assert.Null);
    }

    [Fact]
    public async Task A_use_answered_at_once_is_written_to_the_disk_after_the_durable_wait()
    {
        given.Settings.Acknowledge = Acknowledge.Immediate;
        Assert.Null(await given.RecordAsync(1));
        var send = await given.Queue.NextAsync();
        await given.Clock.TimerDueWithinAsync(given.Settings.DurableWait);
        given.Clock.Advance(given.Settings.DurableWait);
        var append = await given.Spool.NextAsync();
        Assert.Equal([send.Json], append.Json);
        append.Write();

        Assert.Null(await given.RecordAsync(2));
        await given.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(3)); // 2 s of the interval have passed
        given.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([Ping(2, "1807")], (await given.Spool.NextAsync()).Pings());
        Assert.Equal(0, given.Queue.Waiting);
    }

    [Fact]
    public async Task A_shutdown_writes_the_remaining_usage_to_the_disk()
    {
        given.Settings.Acknowledge = Acknowledge.Immediate;
        _ = given.RecordAsync(1);
        var send = await given.Queue.NextAsync();
        _ = given.RecordAsync(2);

        var stopping = given.Recorder.SpoolAsync(default);
        var sent = await given.Spool.NextAsync();
        Assert.Equal([send.Json], sent.Json);
        sent.Write();
        var open = await given.Spool.NextAsync();
        Assert.Equal([Ping(2, "1805")], open.Pings());
        Assert.False(stopping.IsCompleted);
        open.Write();
        await stopping;
        Assert.Equal([.. sent.Json, .. open.Json], given.Spool.Offered);
    }

    [Theory]
    [InlineData(Acknowledge.Immediate)]
    [InlineData(Acknowledge.Durable)]
    public async Task A_warm_call_allocates_nothing_during_an_outage(Acknowledge acknowledge)
    {
        await given.BeginOutageAsync();
        given.Settings.Acknowledge = acknowledge;
        _ = given.RecordAsync(1);
        var held = given.Spool.NextAsync();
        await given.Clock.PassUntilAsync(held);

        Assert.Equal(0, Allocations.Of(CallOften));

        void CallOften()
        {
            var recorder = given.Recorder;
            for (var i = 0; i < 100_000; i++)
                if (IsAnswered(
                    recorder.RecordAsync(Known.ApiUserId, usedPreviousSecret: true, default)) != (acknowledge == Acknowledge.Immediate))
                    Assert.Fail("Only what is acknowledged at once is answered at once.");
        }

        static bool IsAnswered(ValueTask<Result<Unit>> recording) => recording.IsCompleted;
    }

    private static string Ping(int number, string second) => $"{Known.ApiUser(number).UserName} 2026-11-22T10 1 {second}";
}
