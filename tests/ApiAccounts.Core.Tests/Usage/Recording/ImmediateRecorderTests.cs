using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Tests.Usage.Recording;

/// <summary>The recorder that answers before the queue has it, and what either costs.</summary>
public sealed class ImmediateRecorderTests : IDisposable
{
    private static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded now. Try again later.");

    private readonly FakeUsageSender queue = new();
    private readonly UsageOptions options = new() { Acknowledge = Acknowledge.Immediate };
    private readonly CoreUnderTest app;
    private readonly FakeClock clock;
    private readonly UsageRecorder recorder;

    public ImmediateRecorderTests()
    {
        app = new(options, queue, FakeUsageSpool.None);
        clock = app.Clock;
        clock.Advance(TimeSpan.FromSeconds(5));
        recorder = app.Get<UsageRecorder>();
    }

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_use_is_answered_at_once_and_sent_with_the_others_of_its_interval()
    {
        Assert.Null(Record(1));
        (await queue.NextAsync()).Take();
        await WaitForSendAsync(); // what comes after the first waits for the interval
        for (var i = 0; i < 1_000; i++) Assert.Null(Record(2));

        clock.Advance(TimeSpan.FromMilliseconds(4_999));
        Assert.Equal(0, queue.Waiting);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(
            [$"{Known.ApiUser(1).UserName} 2026-11-22T10 1 1805", $"{Known.ApiUser(2).UserName} 2026-11-22T10 1000 1805"],
            (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task Calls_are_answered_at_once_while_the_queue_does_not_answer()
    {
        Assert.Null(Record(1));
        var send = await queue.NextAsync();
        send.Fail();
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(Record(1));
        var again = queue.NextAsync();
        await clock.PassUntilAsync(again);
        Assert.Equal(send.Json, (await again).Json);
    }

    [Theory]
    [InlineData(OnOutage.Degrade)]
    [InlineData(OnOutage.Refuse)]
    public async Task Uses_beyond_a_full_buffer_are_let_through_uncounted_or_refused(OnOutage onOutage)
    {
        options.OnOutage = onOutage;
        options.MaxBufferedPings = 2;
        using var drops = app.Get<UsageMetrics>().Collect("apiaccounts.usage.dropped_pings");
        Assert.Null(Record(1));
        var send = await queue.NextAsync(); // one of the two waits for its answer
        Assert.Null(Record(2));
        for (var i = 0; i < 3; i++) Assert.Equal(onOutage == OnOutage.Degrade ? null : NotCounted, Record(3));
        Assert.Null(Record(2));
        Assert.Equal(onOutage == OnOutage.Degrade ? 3 : 0, drops.Sum());

        send.Take();
        await clock.TimerDueWithinAsync(options.FlushInterval);
        clock.Advance(options.FlushInterval);
        Assert.Equal([$"{Known.ApiUser(2).UserName} 2026-11-22T10 2 1805"], (await queue.NextAsync()).Pings());
        Assert.Null(Record(3));
        Assert.Equal(onOutage == OnOutage.Degrade ? null : NotCounted, Record(4));
    }

    [Fact]
    public async Task Flushing_does_not_wait_for_the_interval()
    {
        Record(1);
        (await queue.NextAsync()).Take();
        await WaitForSendAsync();
        Record(2);

        var flushing = recorder.FlushAsync(default);
        var last = await queue.NextAsync();
        Assert.False(flushing.IsCompleted);
        last.Take();
        await flushing;
        Assert.Equal(
            [$"{Known.ApiUser(1).UserName} 2026-11-22T10 1 1805", $"{Known.ApiUser(2).UserName} 2026-11-22T10 1 1805"], last.Pings());
    }

    [Fact]
    public async Task Answers_wait_for_the_queue_once_the_app_shuts_down()
    {
        recorder.BeginShutdown();
        var recording = recorder.RecordAsync(Known.ApiUser(1), usedPreviousSecret: false, default);
        var send = await queue.NextAsync();
        Assert.False(recording.IsCompleted);
        send.Take();
        Assert.Null((await recording).Error);

        var next = recorder.RecordAsync(Known.ApiUser(1), usedPreviousSecret: false, default);
        (await queue.NextAsync()).Take(); // without an interval
        Assert.Null((await next).Error);
    }

    [Fact]
    public async Task A_queue_that_did_not_answer_is_retried_soon_once_the_app_shuts_down()
    {
        Record(1);
        for (var i = 0; i < 8; i++)
        {
            var next = queue.NextAsync();
            await clock.PassUntilAsync(next);
            (await next).Fail();
        }
        await clock.TimerDueWithinAsync(TimeSpan.FromSeconds(8)); // pauses are 2.5 to 7.5 s by now

        recorder.BeginShutdown();
        (await queue.NextAsync()).Fail();
        await clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(100));
        clock.Advance(TimeSpan.FromMilliseconds(100));
        (await queue.NextAsync()).Take();
        await recorder.FlushAsync(default);
    }

    [Theory]
    [InlineData(Acknowledge.Immediate)]
    [InlineData(Acknowledge.Durable)]
    public async Task A_warm_call_allocates_nothing(Acknowledge acknowledge)
    {
        options.Acknowledge = acknowledge;
        var held = recorder.RecordAsync(Known.ApiUser(1), usedPreviousSecret: false, default);
        var send = await queue.NextAsync();

        Assert.Equal(0, Allocations.Of(CallOften));

        send.Take();
        Assert.Null((await held).Error);

        void CallOften()
        {
            for (var i = 0; i < 100_000; i++)
                if (IsAnswered(
                    recorder.RecordAsync(Known.ApiUserId, usedPreviousSecret: true, default)) != (acknowledge == Acknowledge.Immediate))
                    Assert.Fail("Only what is acknowledged at once is answered at once.");
        }

        static bool IsAnswered(ValueTask<Result<Unit>> recording) => recording.IsCompleted;
    }

    /// <summary>Records a use, which is answered at once.</summary>
    private Error? Record(int number)
    {
        var recording = recorder.RecordAsync(Known.ApiUser(number), usedPreviousSecret: false, default).AsTask();
        Assert.True(recording.IsCompletedSuccessfully);
        return recording.Result.Error;
    }

    /// <summary>Waits until a send that was taken is over: from then on the next one waits for its time.</summary>
    private async Task WaitForSendAsync()
    {
        Record(1);
        await clock.TimerDueWithinAsync(options.FlushInterval);
    }
}
