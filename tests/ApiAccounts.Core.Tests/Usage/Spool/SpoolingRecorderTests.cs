using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>The recorder with a disk, while the queue does not take what it sends.</summary>
public sealed class SpoolingRecorderTests
{
    private static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded at the moment: try again later.");

    private readonly HeldSender queue = new();
    private readonly HeldSpool spool = new();
    private readonly QueueOutage outage = new(new KeptLog<QueueOutage>());
    private readonly ManualTimeProvider clock = new(Known.Now);
    private readonly UsageMetrics metrics = new();
    private readonly UsageOptions options = new();
    private readonly UsageRecorder recorder;

    public SpoolingRecorderTests()
    {
        clock.Advance(TimeSpan.FromSeconds(5));
        recorder = new(queue, spool, outage, clock, Options.Create(options), metrics, new KeptLog<UsageRecorder>());
    }

    [Fact]
    public async Task What_the_queue_takes_in_time_touches_no_disk()
    {
        var recording = RecordAsync(1);
        var send = await queue.NextAsync();
        clock.Advance(TimeSpan.FromMilliseconds(1_999));
        send.Take();
        Assert.Null(await recording);
        Assert.Equal(0, spool.Waiting);
    }

    [Fact]
    public async Task What_the_queue_does_not_take_in_time_is_answered_when_it_is_on_the_disk()
    {
        var recording = RecordAsync(1);
        var send = await queue.NextAsync();
        clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.Equal(0, spool.Waiting);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var append = await spool.NextAsync();
        Assert.Equal([send.Json], append.Json);
        Assert.False(recording.IsCompleted);

        append.Write();
        Assert.Null(await recording);
        await recorder.FlushAsync(default);
        Assert.Equal([send.Json], spool.Offered);
        Assert.Empty(spool.Removed);
    }

    [Fact]
    public async Task What_waits_behind_a_hanging_send_is_answered_when_it_is_on_the_disk()
    {
        var (append, first) = await HangAsync();
        Task<Error?>[] behind = [RecordAsync(2), RecordAsync(3)];
        append.Write();
        Assert.Null(await first);

        var next = await spool.NextAsync(); // at once: the send before took longer than any interval
        Assert.Equal([Ping(2, "1807"), Ping(3, "1807")], next.Pings());
        Assert.All(behind, recording => Assert.False(recording.IsCompleted));
        next.Write();
        Assert.All(await Task.WhenAll(behind), Assert.Null);
        Assert.Equal(0, queue.Waiting);
        Assert.Equal([.. append.Json, .. next.Json], spool.Offered);
    }

    [Fact]
    public async Task During_an_outage_usage_goes_to_the_disk_every_100_ms()
    {
        await BeginOutageAsync();
        var first = RecordAsync(1);
        (await spool.NextAsync()).Write(); // what came before it is 2 s ago
        Assert.Null(await first);

        var later = RecordAsync(1);
        await clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(100));
        clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Equal(0, spool.Waiting);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        var append = await spool.NextAsync();
        Assert.Equal([Ping(1, "1807")], append.Pings());
        Assert.False(later.IsCompleted);
        append.Write();
        Assert.Null(await later);
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task After_an_outage_answers_wait_for_the_queue_again()
    {
        await BeginOutageAsync();
        outage.End(); // it took something from the disk
        var recording = RecordAsync(1);
        var send = await queue.NextAsync();
        Assert.Equal([Ping(1, "1807")], send.Pings());
        Assert.False(recording.IsCompleted);
        send.Take();
        Assert.Null(await recording);
        Assert.Equal(0, spool.Waiting);
    }

    [Fact]
    public async Task What_the_queue_takes_while_it_is_written_is_deleted_and_no_outage()
    {
        var recording = RecordAsync(1);
        var send = await queue.NextAsync();
        clock.Advance(options.DurableWait);
        var append = await spool.NextAsync();
        send.Take();
        append.Write();
        Assert.Null(await recording);
        await recorder.FlushAsync(default);
        Assert.Equal([send.Json], spool.Removed);
        Assert.Empty(spool.Offered);
        Assert.False(outage.IsKnown);
    }

    [Fact]
    public async Task Of_a_large_send_the_disk_gets_what_the_queue_has_not_taken()
    {
        var held = await HoldAsync();
        var recordings = Enumerable.Range(0, 7_000).Select(number => RecordAsync(number)).ToList(); // six messages
        held.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        HeldSend[] sends = [await queue.NextAsync(), await queue.NextAsync(), await queue.NextAsync(), await queue.NextAsync()];
        sends[1].Take();
        var fifth = await queue.NextAsync();
        clock.Advance(options.DurableWait);
        var append = await spool.NextAsync();
        Assert.Equal(5, append.Json.Distinct().Count());
        Assert.DoesNotContain(sends[1].Json, append.Json);
        Assert.Contains(fifth.Json, append.Json);
        append.Write();
        Assert.All(await Task.WhenAll(recordings), Assert.Null);
    }

    [Fact]
    public async Task While_the_disk_fails_answers_wait_no_longer_and_the_send_goes_on()
    {
        var (append, first) = await HangAsync();
        append.Fail();
        Assert.Null(await first);

        await clock.TimerDueWithinAsync(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        var again = await spool.NextAsync();
        Assert.Equal(append.Json, again.Json);
        again.Write();
        await recorder.FlushAsync(default);
        Assert.Equal(append.Json, spool.Offered);
    }

    [Fact]
    public async Task With_a_full_disk_what_waits_behind_is_answered_after_the_durable_wait()
    {
        spool.TakesMore = false;
        var (append, first) = await HangAsync();
        append.Fail();
        Assert.Null(await first);
        var behind = RecordAsync(2);
        clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(behind.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await behind);
    }

    [Fact]
    public async Task A_disk_that_hangs_holds_an_answer_up_for_5_s()
    {
        var (_, first) = await HangAsync();
        clock.Advance(TimeSpan.FromMilliseconds(4_999));
        Assert.False(first.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await first);
    }

    [Fact]
    public async Task With_refuse_there_is_no_disk()
    {
        options.OnOutage = OnOutage.Refuse;
        var recording = RecordAsync(1);
        var send = await queue.NextAsync();
        clock.Advance(options.DurableWait);
        Assert.Equal(NotCounted, await recording);
        send.Fail();
        var again = queue.NextAsync();
        await clock.PassUntilAsync(again);
        Assert.Equal(0, spool.Waiting);
    }

    [Fact]
    public async Task What_was_answered_at_once_goes_to_the_disk_after_the_durable_wait()
    {
        options.Acknowledge = Acknowledge.Immediate;
        Assert.Null(await RecordAsync(1));
        var send = await queue.NextAsync();
        await clock.TimerDueWithinAsync(options.DurableWait);
        clock.Advance(options.DurableWait);
        var append = await spool.NextAsync();
        Assert.Equal([send.Json], append.Json);
        append.Write();

        Assert.Null(await RecordAsync(2));
        await clock.TimerDueWithinAsync(TimeSpan.FromSeconds(3)); // 2 s of the interval have passed
        clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal([Ping(2, "1807")], (await spool.NextAsync()).Pings());
        Assert.Equal(0, queue.Waiting);
    }

    [Fact]
    public async Task An_app_that_has_to_stop_writes_what_it_still_has_to_the_disk()
    {
        options.Acknowledge = Acknowledge.Immediate;
        _ = RecordAsync(1);
        var send = await queue.NextAsync();
        _ = RecordAsync(2);

        var stopping = recorder.SpoolAsync(default);
        var sent = await spool.NextAsync();
        Assert.Equal([send.Json], sent.Json);
        sent.Write();
        var open = await spool.NextAsync();
        Assert.Equal([Ping(2, "1805")], open.Pings());
        Assert.False(stopping.IsCompleted);
        open.Write();
        await stopping;
        Assert.Equal([.. sent.Json, .. open.Json], spool.Offered);
    }

    [Fact]
    public async Task A_buffer_that_is_half_full_goes_to_the_disk_at_once_and_drops_nothing()
    {
        options.MaxBufferedPings = 6;
        using var drops = new KeptCounter(metrics, "apiaccounts.usage.dropped_pings");
        var send = await HoldAsync();
        Task<Error?>[] recordings = [RecordAsync(1), RecordAsync(2)];
        Assert.Equal(0, spool.Waiting);
        var third = RecordAsync(3); // finds three waiting, the one that is sent among them
        var append = await spool.NextAsync();
        Assert.Equal([send.Json], append.Json);
        append.Write();
        await clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(100));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        var next = await spool.NextAsync();
        Assert.Equal([Ping(1, "1805"), Ping(2, "1805"), Ping(3, "1805")], next.Pings());
        next.Write();
        Assert.All(await Task.WhenAll([.. recordings, third]), Assert.Null);
        Assert.Equal(0, drops.Sum);
    }

    [Theory]
    [InlineData(Acknowledge.Immediate)]
    [InlineData(Acknowledge.Durable)]
    public async Task A_warm_call_allocates_nothing_during_an_outage(Acknowledge acknowledge)
    {
        await BeginOutageAsync();
        options.Acknowledge = acknowledge;
        _ = RecordAsync(1);
        var held = spool.NextAsync();
        await clock.PassUntilAsync(held);
        Warm();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Warm();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Warm()
        {
            for (var i = 0; i < 100_000; i++)
                if (IsAnswered(recorder.RecordAsync(Known.ApiUserId, usedPreviousSecret: true, default)) != (acknowledge == Acknowledge.Immediate))
                    Assert.Fail("Only what is acknowledged at once is answered at once.");
        }

        static bool IsAnswered(ValueTask<Result<Done>> recording) => recording.IsCompleted;
    }

    private static string Ping(int number, string second) => $"{Known.ApiUser(number).UserName} 2026-11-22T10 1 {second}";

    private async Task<Error?> RecordAsync(int number) => (await recorder.RecordAsync(Known.ApiUser(number), usedPreviousSecret: false, default)).Error;

    /// <summary>A send that runs until the test lets the queue take it.</summary>
    private async Task<HeldSend> HoldAsync()
    {
        _ = RecordAsync(99);
        return await queue.NextAsync();
    }

    /// <summary>A send that has hung for the durable wait, and the disk is to have it.</summary>
    private async Task<(HeldAppend Append, Task<Error?> Recording)> HangAsync()
    {
        var recording = RecordAsync(1);
        await queue.NextAsync();
        clock.Advance(options.DurableWait);
        return (await spool.NextAsync(), recording);
    }

    private async Task BeginOutageAsync()
    {
        var (append, recording) = await HangAsync();
        append.Write();
        Assert.Null(await recording);
        await spool.OfferAsync();
    }
}
