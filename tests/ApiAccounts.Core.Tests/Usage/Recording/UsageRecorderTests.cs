using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Usage.Recording;

public sealed class UsageRecorderTests : IDisposable
{
    private const string UserName = Known.ApiUserName;
    private static readonly Error NotCounted = new(
        ErrorKind.Unavailable, "usage_not_recorded", "The use of the credentials cannot be recorded now. Try again later.");

    private readonly FakeUsageSender queue = new();
    private readonly UsageOptions options = new();
    private readonly CoreUnderTest app;
    private readonly FakeClock clock;
    private readonly UsageRecorder recorder;

    public UsageRecorderTests()
    {
        app = new(options, queue, FakeUsageSpool.None);
        clock = app.Clock;
        clock.Advance(TimeSpan.FromSeconds(5));
        recorder = app.Get<UsageRecorder>();
    }

    public void Dispose() => app.Dispose();

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
    public async Task Uses_recorded_during_a_send_are_merged_into_the_next()
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
        Assert.Equal([$"{Known.ApiUser(1).UserName} 2026-11-22T10 1 1806", $"{UserName} 2026-11-22T10 2 1806"], next.Pings());

        next.Take();
        Assert.All(await Task.WhenAll(meanwhile), Assert.Null);
    }

    [Fact]
    public async Task Errors_go_with_the_uses_of_the_same_send_and_add_no_use()
    {
        var send = await HoldAsync();
        var erring = RecordErrorAsync(Known.ApiUserId, 610);
        clock.Advance(TimeSpan.FromSeconds(1));
        _ = RecordAsync();
        _ = RecordAsync();
        clock.Advance(TimeSpan.FromSeconds(0.5));
        _ = RecordErrorAsync(Known.ApiUserId, 606);
        _ = RecordErrorAsync(Known.ApiUserId, 610);
        _ = RecordErrorAsync(Known.ApiUser(1), 606);
        send.Take();
        var next = await queue.NextAsync();
        Assert.Contains(
            $$$"""[["{{{Known.ApiUser(1).UserName}}}",0,1806,{"errors":{"606":1}}],["{{{UserName}}}",2,1806,{"errors":{"606":1,"610":2}}]]""",
            next.Json, StringComparison.Ordinal);
        Assert.False(erring.IsCompleted);
        next.Take();
        Assert.Null(await erring);
    }

    [Fact]
    public async Task A_ping_of_errors_alone_reads_back_as_such()
    {
        _ = RecordErrorAsync(Known.ApiUserId, 9_999);
        var send = await queue.NextAsync();
        Assert.True(UsageMessageReader.Read(send.Json, Known.Now, Known.Now).TryGet(out var message, out _));
        Assert.Empty(message.Refused);
        var ping = Assert.Single(Assert.Single(message.Sections).Pings);
        Assert.Equal((Known.ApiUserId, 0), (ping.Id, ping.Count));
        Assert.Equal([new(9_999, 1)], ping.Errors);
    }

    [Fact]
    public async Task A_ping_has_at_most_100_codes()
    {
        var send = await HoldAsync();
        for (var code = 0; code <= 100; code++) _ = RecordErrorAsync(Known.ApiUserId, code);
        _ = RecordErrorAsync(Known.ApiUserId, 99);
        clock.Advance(options.CommitInterval);
        send.Take();
        var next = await queue.NextAsync();
        Assert.Contains("\"98\":1,\"99\":2}", next.Json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(10_000)]
    public Task Recording_an_invalid_code_throws(int code) =>
        Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => RecordErrorAsync(Known.ApiUserId, code));

    [Fact]
    public async Task Uses_in_two_hours_make_two_pings()
    {
        var send = await HoldAsync();
        _ = RecordAsync();
        clock.AdjustTime(Known.Now.AddHours(1));
        _ = RecordAsync();
        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal([$"{UserName} 2026-11-22T10 1 1805", $"{UserName} 2026-11-22T11 1 1800"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task The_commit_interval_passes_between_two_sends()
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
    public async Task A_message_is_retried_with_the_same_bytes_until_the_queue_accepts_it()
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
        Assert.Equal(4, app.LinesOf<UsageRecorder>().Count(
            entry => entry == (LogLevel.Warning, "Usage could not be enqueued. It will be retried.")));
    }

    [Theory]
    [InlineData(OnOutage.Degrade)]
    [InlineData(OnOutage.Refuse)]
    public async Task After_the_durable_wait_the_setting_decides_and_the_ping_is_still_sent(OnOutage onOutage)
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
    public async Task A_full_buffer_accepts_only_uses_of_API_users_it_already_has(OnOutage onOutage)
    {
        options.OnOutage = onOutage;
        options.MaxBufferedPings = 3; // one of them is being sent
        using var drops = app.Get<UsageMetrics>().Collect("apiaccounts.usage.dropped_pings");
        var send = await HoldAsync();
        _ = RecordAsync(Known.ApiUser(1));
        _ = RecordAsync(Known.ApiUser(2));
        Assert.Equal(onOutage == OnOutage.Degrade ? null : NotCounted, await RecordAsync(Known.ApiUser(3)));
        _ = RecordAsync(Known.ApiUser(1));
        Assert.Equal(
            (LogLevel.Error, "1 pings were not counted so far: the queue does not accept them, and the buffer is full with 3 API users."),
            Assert.Single(app.LinesOf<UsageRecorder>()));
        Assert.Equal(onOutage == OnOutage.Degrade ? 1 : 0, drops.Sum());

        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal(
            [$"{Known.ApiUser(1).UserName} 2026-11-22T10 2 1805", $"{Known.ApiUser(2).UserName} 2026-11-22T10 1 1805"],
            (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task Flushing_waits_for_everything_recorded_before()
    {
        Assert.True(recorder.FlushAsync(default).IsCompletedSuccessfully);
        var send = await HoldAsync();
        _ = RecordAsync(Known.ApiUser(1));
        var flushing = recorder.FlushAsync(default);
        send.Take();
        var last = await queue.NextAsync(); // without the commit interval
        Assert.False(flushing.IsCompleted);
        last.Take();
        await flushing;
    }

    [Fact]
    public async Task Flushing_can_be_cancelled()
    {
        await HoldAsync();
        using var givenUp = new CancellationTokenSource();
        var flushing = recorder.FlushAsync(givenUp.Token);
        await givenUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flushing);
    }

    [Fact]
    public async Task The_use_of_a_caller_that_leaves_is_still_counted()
    {
        var send = await HoldAsync();
        using var gone = new CancellationTokenSource();
        _ = recorder.RecordAsync(Known.ApiUser(1), usedPreviousSecret: false, gone.Token).AsTask();
        await gone.CancelAsync();

        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal([$"{Known.ApiUser(1).UserName} 2026-11-22T10 1 1805"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task A_clock_set_back_before_the_send_sets_the_ping_back_too()
    {
        var send = await HoldAsync();
        _ = RecordAsync();
        clock.AdjustTime(Known.Now.AddMinutes(-31).AddTicks(-1)); // 09:58:59.9999999
        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        var next = await queue.NextAsync();
        Assert.Equal([$"{UserName} 2026-11-22T09 1 3540"], next.Pings());
        Assert.Contains("\"sentAt\":\"2026-11-22T09:59:00.0199999+00:00\"", next.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_set_back_between_two_uses_keeps_the_later_as_the_last()
    {
        var send = await HoldAsync();
        _ = RecordAsync();
        clock.AdjustTime(Known.Now.AddMinutes(-10));
        _ = RecordAsync();
        clock.AdjustTime(Known.Now.AddMinutes(1));
        send.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        Assert.Equal([$"{UserName} 2026-11-22T10 2 1805"], (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task Many_concurrent_uses_are_all_counted()
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

    [Fact]
    public async Task A_caller_that_left_beforehand_is_neither_counted_nor_answered()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await recorder.RecordAsync(Known.ApiUserId, usedPreviousSecret: false, new CancellationToken(canceled: true)));
        Assert.True(recorder.FlushAsync(default).IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(OnOutage.Degrade, 2)]
    [InlineData(OnOutage.Refuse, 1)]
    public async Task The_setting_decides_at_once_while_a_send_exceeds_the_durable_wait(OnOutage onOutage, int counted)
    {
        options.OnOutage = onOutage;
        var answer = onOutage == OnOutage.Degrade ? null : NotCounted;
        var send = await HoldAsync();
        var first = RecordAsync(Known.ApiUser(1));
        clock.Advance(TimeSpan.FromMilliseconds(1_500));
        var second = RecordAsync(Known.ApiUser(2));
        clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.False(first.IsCompleted || second.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal((answer, answer), (await first, await second)); // of one batch, one answer: its send waits for 2 s

        var later = recorder.RecordAsync(Known.ApiUser(1), usedPreviousSecret: false, default);
        Assert.True(later.IsCompleted);
        Assert.Equal(answer, (await later).Error);

        send.Take(); // long ago is the commit interval
        Assert.Equal(
            [
                $"{Known.ApiUser(1).UserName} 2026-11-22T10 {counted} {(counted == 2 ? 1807 : 1805)}",
                $"{Known.ApiUser(2).UserName} 2026-11-22T10 1 1806",
            ],
            (await queue.NextAsync()).Pings());
    }

    [Fact]
    public async Task Answers_wait_again_after_a_send_that_took_too_long()
    {
        var send = await HoldAsync();
        var overdue = RecordAsync(Known.ApiUser(1));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await overdue);
        send.Take();
        var next = await queue.NextAsync();

        var recording = RecordAsync(Known.ApiUser(2));
        Assert.False(recording.IsCompleted);
        next.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);
        var last = await queue.NextAsync();
        Assert.False(recording.IsCompleted);
        last.Take();
        Assert.Null(await recording);
    }

    [Fact]
    public async Task A_large_send_goes_four_messages_at_once_and_each_is_retried_unchanged()
    {
        var held = await HoldAsync();
        options.DurableWait = TimeSpan.FromMinutes(1);
        var recordings = Enumerable.Range(0, 7_000).Select(number => RecordAsync(Known.ApiUser(number, bucket: number % 16))).ToList();
        held.Take();
        await clock.TimerDueWithinAsync(options.CommitInterval);
        clock.Advance(options.CommitInterval);

        var sends = new List<PendingSend>();
        for (var i = 0; i < 4; i++) sends.Add(await queue.NextAsync());
        Assert.Equal(0, queue.Waiting);
        sends[2].Fail();
        var again = queue.NextAsync();
        await clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(150));
        clock.Advance(TimeSpan.FromMilliseconds(150));
        Assert.Equal(sends[2].Json, (await again).Json);

        (await again).Take();
        foreach (var send in sends.Where(send => !send.Taken.IsCompleted)) send.Take();
        sends.Add(await queue.NextAsync());
        sends[4].Take();
        sends.Add(await queue.NextAsync());
        Assert.All(recordings, recording => Assert.False(recording.IsCompleted));
        sends[5].Take();
        Assert.All(await Task.WhenAll(recordings), Assert.Null);
        Assert.Equal(7_000, sends.SelectMany(send => send.Pings()).Distinct().Count());
    }

    private async Task<Error?> RecordErrorAsync(AccountId id, int code) => (await recorder.RecordErrorAsync(id, code, default)).Error;

    private async Task<Error?> RecordAsync(AccountId? id = null) =>
        (await recorder.RecordAsync(id ?? Known.ApiUserId, usedPreviousSecret: false, default)).Error;

    /// <summary>A send that runs until the test lets the queue take it.</summary>
    private async Task<PendingSend> HoldAsync()
    {
        _ = RecordAsync(Known.ApiUser(99));
        return await queue.NextAsync();
    }
}
