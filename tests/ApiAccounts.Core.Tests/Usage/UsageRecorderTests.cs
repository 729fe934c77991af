using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Usage;

public sealed class UsageRecorderTests
{
    private const string UserName = Known.ApiUserName;
    private static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded at the moment: try again later.");

    private readonly HeldSender queue = new();
    private readonly ManualTimeProvider clock = new(Known.Now);
    private readonly KeptLog<UsageRecorder> log = new();
    private readonly UsageOptions options = new();
    private readonly UsageRecorder recorder;

    public UsageRecorderTests()
    {
        clock.Advance(TimeSpan.FromSeconds(5));
        recorder = new(queue, clock, Options.Create(options), log);
    }

    [Fact]
    public async Task A_use_is_on_the_queue_before_it_is_answered()
    {
        var recording = RecordAsync();
        var send = await queue.NextAsync();
        Assert.False(recording.IsCompleted);
        Assert.Equal([$"{UserName} 2026-11-22T10 1 1805"], send.Pings());
        Assert.Contains("\"sentAt\":\"2026-11-22T10:30:05+00:00\",\"source\":\"recorder\"", send.Json, StringComparison.Ordinal);

        send.Take();
        Assert.Null(await recording);
    }

    [Fact]
    public async Task What_comes_in_while_a_send_runs_goes_merged_with_the_next()
    {
        var first = RecordAsync();
        var send = await queue.NextAsync();
        clock.Advance(TimeSpan.FromSeconds(1));
        Task<Error?>[] meanwhile = [RecordAsync(), RecordAsync(), RecordAsync(Known.ApiUser(1))];
        Assert.Equal(0, queue.Waiting);

        send.Take();
        Assert.Null(await first);
        var next = await queue.NextAsync();
        Assert.All(meanwhile, recording => Assert.False(recording.IsCompleted));
        Assert.Equal([$"{UserName} 2026-11-22T10 2 1806", $"{Known.ApiUser(1).UserName} 2026-11-22T10 1 1806"], next.Pings());

        next.Take();
        Assert.All(await Task.WhenAll(meanwhile), Assert.Null);
    }

    [Fact]
    public async Task Uses_in_two_hours_are_two_pings()
    {
        var send = await HoldAsync();
        _ = RecordAsync();
        clock.SetUtcNow(Known.Now.AddHours(1));
        _ = RecordAsync();
        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal([$"{UserName} 2026-11-22T10 1 1805", $"{UserName} 2026-11-22T11 1 1800"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task From_one_send_to_the_next_passes_the_commit_interval()
    {
        (await HoldAsync()).Take();
        _ = RecordAsync();
        await clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(20));
        clock.Advance(TimeSpan.FromMilliseconds(19));
        Assert.Equal(0, queue.Waiting);
        Assert.True(clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(1)).IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([$"{UserName} 2026-11-22T10 1 1805"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task A_message_is_sent_again_with_the_same_bytes_until_it_is_taken()
    {
        options.DurableWait = TimeSpan.FromMinutes(1);
        var recording = RecordAsync();
        var first = await queue.NextAsync();
        Task<Error?>? later = null;
        var send = first;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            send.Fail();
            later ??= RecordAsync(Known.ApiUser(1));
            await clock.TimerDueWithinAsync(TimeSpan.FromSeconds(2)); // the pause before the next attempt, at most 1.2 s here
            clock.Advance(TimeSpan.FromSeconds(2));
            send = await queue.NextAsync();
            Assert.Equal(first.Json, send.Json);
        }
        Assert.False(recording.IsCompleted);
        send.Take();
        Assert.Null(await recording);

        var second = await queue.NextAsync();
        Assert.NotEqual(first.Json, second.Json);
        Assert.Equal([$"{Known.ApiUser(1).UserName} 2026-11-22T10 1 1805"], second.Pings());
        Assert.Equal(4, log.Entries.Count(entry => entry == (LogLevel.Warning, "Usage could not be put on the queue and is tried again.")));
    }

    [Theory]
    [InlineData(OnOutage.Degrade)]
    [InlineData(OnOutage.Refuse)]
    public async Task After_the_durable_wait_the_setting_decides_and_the_ping_is_sent_all_the_same(OnOutage onOutage)
    {
        options.OnOutage = onOutage;
        var recording = RecordAsync();
        var send = await queue.NextAsync();
        clock.Advance(TimeSpan.FromMilliseconds(1_999));
        Assert.False(recording.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(onOutage == OnOutage.Degrade ? null : NotCounted, await recording);

        send.Fail();
        var again = queue.NextAsync();
        await clock.PassUntilAsync(again);
        Assert.Equal(send.Json, (await again).Json);
    }

    [Theory]
    [InlineData(OnOutage.Degrade)]
    [InlineData(OnOutage.Refuse)]
    public async Task A_full_buffer_takes_no_more_api_users_but_more_uses_of_those_it_has(OnOutage onOutage)
    {
        options.OnOutage = onOutage;
        options.MaxBufferedPings = 2;
        var send = await HoldAsync();
        _ = RecordAsync(Known.ApiUser(1));
        _ = RecordAsync(Known.ApiUser(2));
        Assert.Equal(onOutage == OnOutage.Degrade ? null : NotCounted, await RecordAsync(Known.ApiUser(3)));
        _ = RecordAsync(Known.ApiUser(1));
        Assert.Equal(
            (LogLevel.Error, "1 pings were not counted so far: the queue does not take them, and those of 2 API users wait already."), Assert.Single(log.Entries));

        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal(
            [$"{Known.ApiUser(1).UserName} 2026-11-22T10 2 1805", $"{Known.ApiUser(2).UserName} 2026-11-22T10 1 1805"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task Flushing_waits_for_all_that_was_recorded_before()
    {
        Assert.True(recorder.FlushAsync(default).IsCompletedSuccessfully);
        var send = await HoldAsync();
        _ = RecordAsync(Known.ApiUser(1));
        var flushing = recorder.FlushAsync(default);
        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        var last = await queue.NextAsync();
        Assert.False(flushing.IsCompleted);
        last.Take();
        await flushing;
    }

    [Fact]
    public async Task Flushing_can_be_given_up()
    {
        await HoldAsync();
        using var givenUp = new CancellationTokenSource();
        var flushing = recorder.FlushAsync(givenUp.Token);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flushing);
    }

    [Fact]
    public async Task A_caller_that_leaves_is_counted_all_the_same()
    {
        var send = await HoldAsync();
        using var gone = new CancellationTokenSource();
        var recording = recorder.RecordAsync(Known.ApiUser(1), usedPreviousSecret: false, gone.Token);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(recording.AsTask);

        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal([$"{Known.ApiUser(1).UserName} 2026-11-22T10 1 1805"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task A_clock_set_back_before_the_send_puts_the_ping_back_too()
    {
        var send = await HoldAsync();
        _ = RecordAsync();
        clock.SetUtcNow(Known.Now.AddMinutes(-31).AddTicks(-1)); // 09:58:59.9999999
        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        var next = await queue.NextAsync();
        Assert.Equal([$"{UserName} 2026-11-22T09 1 3540"], next.Pings());
        Assert.Contains("\"sentAt\":\"2026-11-22T09:59:00.0199999+00:00\"", next.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_set_back_between_two_uses_leaves_the_later_as_the_last()
    {
        var send = await HoldAsync();
        _ = RecordAsync();
        clock.SetUtcNow(Known.Now.AddMinutes(-10));
        _ = RecordAsync();
        clock.SetUtcNow(Known.Now.AddMinutes(1));
        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal([$"{UserName} 2026-11-22T10 2 1805"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task Many_uses_at_once_are_counted_to_the_last()
    {
        var answers = AtOnce.RunAsync(16, async number =>
        {
            for (var use = 0; use < 50; use++)
            {
                var result = await recorder.RecordAsync(Known.ApiUser(number % 4), usedPreviousSecret: false, default);
                Assert.Null(result.Error);
            }
            return true;
        });
        var counted = 0L;
        while (counted < 800)
        {
            var next = queue.NextAsync();
            await clock.PassUntilAsync(next);
            var send = await next;
            counted += send.Pings().Sum(ping => long.Parse(ping.Split(' ')[2], System.Globalization.CultureInfo.InvariantCulture));
            send.Take();
        }
        await answers;
        Assert.Equal(800, counted);
    }

    private async Task<Error?> RecordAsync(AccountId? id = null) => (await recorder.RecordAsync(id ?? Known.ApiUserId, usedPreviousSecret: false, default)).Error;

    /// <summary>A send that runs until the test lets the queue take it.</summary>
    private async Task<HeldSend> HoldAsync()
    {
        _ = RecordAsync(Known.ApiUser(99));
        return await queue.NextAsync();
    }
}
