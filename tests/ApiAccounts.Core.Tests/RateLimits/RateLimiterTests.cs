using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.RateLimits;

public sealed class RateLimiterTests
{
    private const string Key = "one";

    private static readonly RateLimit TwoInTen = new(2, 10);

    private readonly FakeClock clock = new(Known.Now);
    private readonly RateLimiter<string> limiter;

    public RateLimiterTests() => limiter = new(clock, 1_000);

    [Fact]
    public void A_full_bucket_lets_its_size_through_at_once_and_not_one_more()
    {
        Assert.Equal(new RateLimitState(TwoInTen, IsExceeded: false, Remaining: 1, SecondsToNext: 5), limiter.Take(Key, TwoInTen));
        Assert.Equal(new RateLimitState(TwoInTen, IsExceeded: false, Remaining: 0, SecondsToNext: 5), limiter.Take(Key, TwoInTen));
        Assert.Equal(new RateLimitState(TwoInTen, IsExceeded: true, Remaining: 0, SecondsToNext: 5), limiter.Take(Key, TwoInTen));
    }

    [Fact]
    public void A_bucket_refills_evenly_and_refused_requests_take_nothing()
    {
        Take(3);

        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal((true, 0, 1), Shown(limiter.Take(Key, TwoInTen)));
        clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        Assert.Equal((true, 0, 1), Shown(limiter.Take(Key, TwoInTen)));
        clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((false, 0, 5), Shown(limiter.Take(Key, TwoInTen)));
        Assert.True(limiter.Take(Key, TwoInTen).IsExceeded);
    }

    [Fact]
    public void A_bucket_never_holds_more_than_its_size()
    {
        Take(2);
        clock.Advance(TimeSpan.FromDays(1_000));

        Assert.Equal([false, false, true], Take(3));
    }

    [Fact]
    public void The_seconds_to_the_next_permit_are_rounded_up()
    {
        var limit = new RateLimit(1, 10);
        limiter.Take(Key, limit);
        clock.Advance(TimeSpan.FromSeconds(6.999));
        Assert.Equal(4, limiter.Take(Key, limit).SecondsToNext);
        clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.Equal(3, limiter.Take(Key, limit).SecondsToNext);
    }

    [Fact]
    public void Fractions_of_a_tick_are_not_lost()
    {
        var limit = new RateLimit(3, 1); // one in 3,333,333.3 ticks
        for (var i = 0; i < 3; i++) limiter.Take(Key, limit);
        var began = clock.GetTimestamp();
        var passedAt = new List<long>();
        foreach (var tick in new[] { 3_333_333, 3_333_334, 6_666_666, 6_666_667, 9_999_999, 10_000_000 })
        {
            clock.Advance(TimeSpan.FromTicks(tick) - clock.GetElapsedTime(began));
            if (!limiter.Take(Key, limit).IsExceeded) passedAt.Add(tick);
        }
        Assert.Equal([3_333_334, 6_666_667, 10_000_000], passedAt);
    }

    [Fact]
    public void The_largest_limit_and_the_longest_period_do_not_overflow()
    {
        var most = new RateLimit(1_000_000, 86_400);
        Assert.Equal((false, 999_999, 1), Shown(limiter.Take(Key, most)));
        Assert.Equal((false, 0, 86_400), Shown(limiter.Take("other", new(1, 86_400))));
        clock.Advance(TimeSpan.FromDays(10_000));
        Assert.Equal((false, 999_999, 1), Shown(limiter.Take(Key, most)));
        Assert.Equal((false, 0, 86_400), Shown(limiter.Take("other", new(1, 86_400))));
    }

    [Theory]
    [InlineData(-365)]
    [InlineData(365)]
    public void Setting_the_clock_does_not_change_the_limit(int days)
    {
        Take(2);
        clock.AdjustTime(Known.Now.AddDays(days));
        Assert.Equal([true], Take(1));

        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([false, true], Take(2));
    }

    [Fact]
    public void Permits_taken_stay_taken_when_the_limit_changes()
    {
        Take(2);
        Assert.Equal((false, 2, 4), Shown(limiter.Take(Key, new(5, 20)))); // 3 of 5
        Assert.Equal((true, 0, 30), Shown(limiter.Take(Key, new(2, 60)))); // 3 of 2 is an empty bucket, no worse
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((false, 0, 30), Shown(limiter.Take(Key, new(2, 60))));
        Assert.Equal((false, 997, 1), Shown(limiter.Take(Key, new(1_000, 60)))); // 3 of 1,000
    }

    [Fact]
    public void Time_before_a_change_of_limit_counts_by_the_old_one()
    {
        Take(2);
        clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((false, 98, 1), Shown(limiter.Take(Key, new(100, 1))));
    }

    [Fact]
    public void Each_key_has_its_own_bucket()
    {
        Take(3);

        Assert.False(limiter.Take("other", TwoInTen).IsExceeded);
    }

    [Fact]
    public void Memory_is_bounded_and_a_key_in_use_is_not_evicted()
    {
        var many = new RateLimiter<int>(clock, 100);
        many.Take(0, new(1, 10));

        for (var key = 1; key <= 10_000; key++)
        {
            many.Take(key, TwoInTen);
            Assert.True(many.Take(0, new(1, 10)).IsExceeded);
            Assert.InRange(many.Count, 1, 100);
        }
    }

    [Fact]
    public async Task Concurrent_requests_get_exactly_the_available_permits()
    {
        var limit = new RateLimit(1_000, 86_400);

        var passed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 500).Count(_ => !limiter.Take(Key, limit).IsExceeded))));

        Assert.Equal(1_000, passed.Sum());
    }

    [Theory]
    [InlineData(RateLimit.MaxRequests)] // all pass
    [InlineData(1)] // all but the first are refused
    public void What_passes_or_is_refused_allocates_nothing(int requests)
    {
        var limit = new RateLimit(requests, 86_400);

        Assert.Equal(0, Allocations.Of(TakeOften));

        void TakeOften()
        {
            for (var i = 0; i < 2_000; i++) limiter.Take(Key, limit);
        }
    }

    private static (bool IsExceeded, int Remaining, int SecondsToNext) Shown(RateLimitState state) =>
        (state.IsExceeded, state.Remaining, state.SecondsToNext);

    /// <returns>Of each whether it was refused.</returns>
    private List<bool> Take(int count) => [.. Enumerable.Range(0, count).Select(_ => limiter.Take(Key, TwoInTen).IsExceeded)];
}
