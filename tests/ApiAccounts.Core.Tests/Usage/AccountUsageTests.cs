using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using FsCheck;
using FsCheck.Fluent;

namespace ApiAccounts.Core.Tests.Usage;

public sealed class AccountUsageTests
{
    private static readonly DateTimeOffset Now = Known.Now; // 2026-11-22T10:30, so the window begins with 2026-10-23T11

    [Theory]
    [InlineData("2026-11-22T10:30:00Z", 5)]
    [InlineData("2026-11-22T10:00:00Z", 5)]
    [InlineData("2026-10-23T11:00:00Z", 5)]
    [InlineData("2026-10-23T10:59:59Z", 0)]
    [InlineData("2026-10-23T10:00:00Z", 0)]
    [InlineData("2025-11-22T10:30:00Z", 0)]
    public void A_request_counts_for_720_hours_including_the_current_one(string time, long count)
    {
        var usage = AccountUsage.None.Plus([APing.At(Time(time), 5)], Now);
        Assert.Equal(count, usage.RequestsLast30Days(Now));
        Assert.Equal(Time(time), usage.LastUsed);
    }

    [Theory]
    [InlineData("2026-12-22T09:59:59Z", 5)]
    [InlineData("2026-12-22T10:00:00Z", 0)]
    public void A_request_drops_out_by_the_hour_at_the_time_of_asking(string askedAt, long count) =>
        Assert.Equal(count, AccountUsage.None.Plus([APing.At(Now, 5)], Now).RequestsLast30Days(Time(askedAt)));

    [Fact]
    public void A_ping_of_errors_alone_adds_no_request_and_does_not_move_last_used()
    {
        var used = AccountUsage.None.Plus([APing.At(Now.AddHours(-1), 5)], Now);
        var usage = used.Plus([APing.At(Now, 0, errors: [(606, 2), (610, 1)])], Now);
        Assert.Equal((Now.AddHours(-1), 5), (usage.LastUsed, usage.RequestsLast30Days(Now)));
        Assert.Equal([new(498_705, 5)], usage.Hours.Entries);
        Assert.Equal([(606, 2), (610, 1)], AccountUsage.ErrorsOn(usage.Errors, 20_779));
        Assert.Null(AccountUsage.None.Plus([APing.At(Now, 0, errors: (606, 1))], Now).LastUsed);
    }

    [Fact]
    public void The_hundred_most_frequent_codes_of_a_day_stay_and_the_rest_is_one_sum()
    {
        var usage = AccountUsage.None
            .Plus([APing.At(Now, 1, errors: [.. Enumerable.Range(1_000, 150).Select(code => (code, 2L))])], Now)
            .Plus([APing.At(Now, 1, errors: [(429, 7), (1_120, 3)])], Now)
            .Plus([APing.At(Now.AddDays(-1), 1, errors: [(9_999, 1)])], Now);

        Assert.Equal(
            [(429, 7), .. Enumerable.Range(1_000, 98).Select(code => (code, 2)), (1_120, 3)], AccountUsage.ErrorsOn(usage.Errors, 20_779));
        Assert.Equal([(9_999, 1)], AccountUsage.ErrorsOn(usage.Errors, 20_778));
        Assert.Equal([new(20_779, 104)], usage.OtherErrors.Entries); // 52 codes, each twice
        Assert.Empty(usage.Plus([], Now.AddDays(8)).OtherErrors.Entries);
    }

    [Fact]
    public void The_largest_usage_of_a_whole_section_fits_into_a_transaction()
    {
        var usage = AccountUsage.None;
        for (var hour = 0; hour < 722; hour++)
        {
            var from = 100 * hour % 10_000;
            (int, long)[] errors = [.. Enumerable.Range(from, 100).Select(code => (code, 1_000_000_000L))];
            usage = usage.Plus([APing.At(Now.AddHours(-hour), 1_000_000_000, errors: errors)], Now);
        }

        Assert.InRange(usage.Hours.Length, 4_000, IUsageStore.MaxCountBytes / 2);
        Assert.InRange(usage.Errors.Length, 4_000, IUsageStore.MaxCountBytes / 2);
        Assert.InRange(80 * new UsageUpdate(Known.ApiUserId, "", usage).Bytes, 1, 4 * 1_024 * 1_024);
    }

    [Fact]
    public void The_requests_and_errors_of_a_day_run_from_midnight_to_midnight()
    {
        DateTimeOffset[] times = [
            Time("2026-11-20T23:59:59Z"), Time("2026-11-21T00:00:00Z"), Time("2026-11-21T23:59:59Z"), Time("2026-11-22T00:00:00Z"),
        ];
        var usage = AccountUsage.None.Plus([.. times.Select((time, number) => APing.At(time, 1 << number, errors: (0, 1 << number)))], Now);
        Assert.Equal([1, 6, 8, 0], Enumerable.Range(20_777, 4).Select(usage.RequestsOn));
        Assert.Equal([(0, 6)], AccountUsage.ErrorsOn(usage.Errors, 20_778));
    }

    [Fact]
    public void Last_used_never_goes_back()
    {
        var usage = AccountUsage.None.Plus([APing.At(Now)], Now).Plus([APing.At(Now.AddHours(-3))], Now);
        Assert.Equal(Now, usage.LastUsed);
        Assert.Equal(Now, usage.Plus([], Now.AddDays(99)).LastUsed);
    }

    [Fact]
    public void A_late_ping_lands_in_its_own_hour()
    {
        var usage = AccountUsage.None.Plus([APing.At(Now, 2)], Now).Plus([APing.At(Now.AddDays(-29), 7)], Now);
        Assert.Equal([new(498_706 - 29 * 24, 7), new(498_706, 2)], usage.Hours.Entries);
        Assert.Equal(9, usage.RequestsLast30Days(Now));
    }

    [Fact]
    public void A_ping_older_than_the_window_only_moves_last_used()
    {
        var usage = AccountUsage.None.Plus([APing.At(Now.AddDays(-31), 7, errors: (500, 7))], Now);
        Assert.True(usage.Hours.IsEmpty && usage.Errors.IsEmpty);
        Assert.Equal(Now.AddDays(-31), usage.LastUsed);
    }

    [Fact]
    public void Hours_are_stored_two_hours_longer_than_shown_and_then_dropped()
    {
        var usage = AccountUsage.None.Plus([APing.At(Now)], Now);
        Assert.Equal([498_706, 499_427], Keys(usage.Plus([APing.At(Now.AddHours(721))], Now.AddHours(721)).Hours));
        Assert.Equal([499_428], Keys(usage.Plus([APing.At(Now.AddHours(722))], Now.AddHours(722)).Hours));
    }

    [Fact]
    public void Errors_are_counted_by_day_and_code_for_eight_days()
    {
        var usage = AccountUsage.None
            .Plus([APing.At(Now, 9, errors: [(404, 2), (500, 1)])], Now)
            .Plus([APing.At(Now.AddHours(-1), 3, errors: (404, 3))], Now);
        Assert.Equal([new(207_790_404, 5), new(207_790_500, 1)], usage.Errors.Entries);

        Assert.Equal([207_790_404, 207_790_500], Keys(usage.Plus([], Time("2026-11-29T23:59:59Z")).Errors));
        Assert.Empty(Keys(usage.Plus([], Time("2026-11-30T00:00:00Z")).Errors));
    }

    [Fact]
    public void Any_order_and_grouping_of_pings_equals_a_naive_model_at_any_time_of_asking()
    {
        var ping = from minutesAgo in Gen.Choose(-5, 60 * 24 * 33)
                   from count in Gen.Choose(1, 1_000)
                   select (Time: Now.AddMinutes(-minutesAgo), count);
        var cases = from pings in ping.ArrayOf()
                    from order in Gen.Shuffle(Enumerable.Range(0, pings.Length).ToArray())
                    from groupSize in Gen.Choose(1, 5)
                    from minutesLater in Gen.Choose(0, 60 * 24 * 31)
                    select (pings, order, groupSize, askedAt: Now.AddMinutes(minutesLater));
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            var usage = it.order.Select(index => it.pings[index]).Chunk(it.groupSize).Aggregate(
                AccountUsage.None, (usage, group) => usage.Plus([.. group.Select(one => APing.At(one.Time, one.count))], Now));
            var askedHour = it.askedAt.Date.AddHours(it.askedAt.Hour);
            var naive = it.pings.Where(one => one.Time.Date.AddHours(one.Time.Hour) > askedHour.AddHours(-720)).Sum(one => (long)one.count);
            return usage.RequestsLast30Days(it.askedAt) == naive
                && usage.LastUsed == it.pings.Select(one => (DateTimeOffset?)one.Time).Max()
                && SparseCounts.Decode(usage.Hours.Encode()).Entries.SequenceEqual(usage.Hours.Entries);
        }).QuickCheckThrowOnFailure();
    }

    private static IEnumerable<long> Keys(SparseCounts counts) => counts.Entries.Select(entry => entry.Key);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
