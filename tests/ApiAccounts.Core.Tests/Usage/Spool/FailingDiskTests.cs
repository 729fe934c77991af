using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>The recorder while the queue does not take what it sends, and the disk cannot, or is not to.</summary>
public sealed class FailingDiskTests
{
    private readonly SpoolingRecorder given = new();

    [Fact]
    public async Task Answers_wait_no_longer_while_the_disk_fails_and_the_send_goes_on()
    {
        var (append, first) = await given.HangAsync();
        append.Fail();
        Assert.Null(await first);

        await given.Clock.TimerDueWithinAsync(TimeSpan.FromSeconds(1));
        given.Clock.Advance(TimeSpan.FromSeconds(1));
        var again = await given.Spool.NextAsync();
        Assert.Equal(append.Json, again.Json);
        again.Write();
        await given.Recorder.FlushAsync(default);
        Assert.Equal(append.Json, given.Spool.Offered);
    }

    [Fact]
    public async Task With_a_full_disk_waiting_uses_are_answered_after_the_durable_wait()
    {
        given.Spool.TakesMore = false;
        var (append, first) = await given.HangAsync();
        append.Fail();
        Assert.Null(await first);
        var behind = given.RecordAsync(2);
        given.Clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(behind.IsCompleted);
        given.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await behind);
    }

    [Fact]
    public async Task A_hanging_disk_delays_an_answer_by_5_s()
    {
        var (_, first) = await given.HangAsync();
        given.Clock.Advance(TimeSpan.FromMilliseconds(4_999));
        Assert.False(first.IsCompleted);
        given.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await first);
    }

    [Fact]
    public async Task The_disk_is_not_used_when_outages_are_refused()
    {
        given.Settings.OnOutage = OnOutage.Refuse;
        var recording = given.RecordAsync(1);
        var send = await given.Queue.NextAsync();
        given.Clock.Advance(given.Settings.DurableWait);
        Assert.Equal(SpoolingRecorder.NotCounted, await recording);
        send.Fail();
        var again = given.Queue.NextAsync();
        await given.Clock.PassUntilAsync(again);
        Assert.Equal(0, given.Spool.Waiting);
    }

    [Fact]
    public async Task A_half_full_buffer_is_written_to_the_disk_at_once_and_drops_nothing()
    {
        given.Settings.MaxBufferedPings = 6;
        using var drops = given.App.Get<UsageMetrics>().Collect("apiaccounts.usage.dropped_pings");
        var send = await given.HoldAsync();
        Task<Error?>[] recordings = [given.RecordAsync(1), given.RecordAsync(2)];
        Assert.Equal(0, given.Spool.Waiting);
        var third = given.RecordAsync(3); // finds three waiting, the one that is sent among them
        var append = await given.Spool.NextAsync();
        Assert.Equal([send.Json], append.Json);
        append.Write();
        await given.Clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(100));
        given.Clock.Advance(TimeSpan.FromMilliseconds(100));
        var next = await given.Spool.NextAsync();
        Assert.Equal([Ping(1, "1805"), Ping(2, "1805"), Ping(3, "1805")], next.Pings());
        next.Write();
        Assert.All(await Task.WhenAll([.. recordings, third]), Assert.Null);
        Assert.Equal(0, drops.Sum());
    }

    private static string Ping(int number, string second) => $"{Known.ApiUser(number).UserName} 2026-11-22T10 1 {second}";
}
