using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Credentials.CustomServices;

public sealed class LimitDailyCallsTests : IDisposable
{
    private static readonly AccountId One = AccountId.At(AccountKind.CustomService, 42, 7, 15, 1);

    private readonly CustomServicesOptions options = new();
    private readonly CoreUnderTest app;
    private readonly FakeClock clock;
    private readonly Spy<IUsageStore> store;

    public LimitDailyCallsTests()
    {
        app = new(options);
        clock = app.Clock;
        store = app.Spy<IUsageStore>();
    }

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_quota_is_enforced_and_starts_anew_at_midnight_UTC()
    {
        await AddAsync();
        var limit = Limit(3);
        Assert.Equal([null, null, null, "daily_quota_exceeded", "daily_quota_exceeded"], await TakeAsync(limit, 5));

        clock.AdjustTime(new(2026, 11, 22, 23, 59, 58, 500, TimeSpan.Zero));
        var error = await limit.TakeAsync(One);
        Assert.Equal(
            (ErrorKind.TooManyRequests, "The custom service may make 3 calls a day, until midnight UTC.", TimeSpan.FromSeconds(2)),
            (error!.Kind, error.Message, error.RetryAfter));
        clock.AdjustTime(new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal([null, null, null, "daily_quota_exceeded"], await TakeAsync(limit, 4));
    }

    [Fact]
    public async Task The_first_call_knows_todays_count_of_the_row_and_ignores_yesterdays()
    {
        await AddAsync(APing.At(Known.Now.AddHours(-1), 2, One), APing.At(Known.Now.AddHours(-11), 100, One));
        Assert.Equal([null, "daily_quota_exceeded"], await TakeAsync(Limit(3), 2));
    }

    [Fact]
    public async Task The_row_is_read_every_30_s_and_brings_the_calls_of_other_instances()
    {
        await AddAsync();
        var limit = Limit(10);
        Assert.All(await TakeAsync(limit, 3), Assert.Null);
        await CountAsync(APing.At(Known.Now, 9, One)); // 3 of them here, 6 elsewhere
        clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.All(await TakeAsync(limit, 1), Assert.Null);
        Assert.Equal(1, store.CountOf("Read"));

        clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal([null, "daily_quota_exceeded"], await TakeAsync(limit, 2));
        Assert.Equal(2, store.CountOf("Read"));
    }

    [Fact]
    public async Task Calls_of_this_instance_count_before_the_row_has_them()
    {
        await AddAsync();
        var limit = Limit(3);
        Assert.All(await TakeAsync(limit, 3), Assert.Null);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["daily_quota_exceeded"], await TakeAsync(limit, 1));
    }

    [Fact]
    public async Task Calls_share_and_await_the_first_read_of_the_row_and_await_no_later_read()
    {
        await AddAsync(APing.At(Known.Now, 3, One));
        var reading = new TaskCompletionSource();
        store.Before("Read", () => reading.Task);
        var limit = Limit(4);
        var calls = Enumerable.Range(0, 2).Select(_ => limit.TakeAsync(One).AsTask()).ToList();
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        reading.SetResult();
        Assert.Single(await Task.WhenAll(calls), error => error is null);
        Assert.Equal(1, store.CountOf("Read"));

        var later = new TaskCompletionSource();
        store.Before("Read", () => later.Task);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["daily_quota_exceeded"], await TakeAsync(limit, 1));
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(["daily_quota_exceeded"], await TakeAsync(limit, 1));
        Assert.Equal(2, store.CountOf("Read")); // the one under way is waited for before the next
        later.SetResult();
    }

    [Fact]
    public async Task A_first_read_that_takes_too_long_is_not_awaited()
    {
        await AddAsync();
        store.Before("Read", () => new TaskCompletionSource().Task);
        var call = Limit(4).TakeAsync(One).AsTask();
        await clock.TimerDueWithinAsync(TimeSpan.FromSeconds(2));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await call);
    }

    [Fact]
    public async Task When_the_row_cannot_be_read_the_instance_counts_alone_and_logs_it()
    {
        await AddAsync(APing.At(Known.Now, 100, One));
        store.MakeUnreadable(One);
        var limit = Limit(2);
        Assert.Equal([null, null, "daily_quota_exceeded"], await TakeAsync(limit, 3));
        Assert.Equal(LogLevel.Warning, Assert.Single(app.LinesOf<LimitDailyCalls>()).Level);
        Assert.Equal(1, store.CountOf("Read"));
    }

    [Fact]
    public async Task A_quota_of_0_means_no_quota_and_no_read()
    {
        await AddAsync();
        Assert.All(await TakeAsync(Limit(0), 100), Assert.Null);
        Assert.Equal(0, store.CountOf("Read"));
    }

    private LimitDailyCalls Limit(int quota)
    {
        options.DailyQuota = quota;
        return app.Get<LimitDailyCalls>();
    }

    private static async Task<IReadOnlyList<string?>> TakeAsync(LimitDailyCalls limit, int times)
    {
        var codes = new List<string?>();
        for (var i = 0; i < times; i++) codes.Add((await limit.TakeAsync(One))?.Code);
        return codes;
    }

    private async Task AddAsync(params UsagePing[] pings)
    {
        var service = AService.Working() with { Id = One, Usage = AccountUsage.None.Plus(pings, Known.Now) };
        await app.KeepAsync(service);
    }

    private async Task CountAsync(params UsagePing[] pings)
    {
        var row = (await app.Get<InMemoryApiUsers>().ReadAsync(15, [One], default))[One];
        Assert.True(
            (await app.Get<InMemoryApiUsers>().ApplyAsync(
                15, [], [new(One, row.Version, row.Value.Plus(pings, Known.Now))], default)).IsApplied);
    }
}
