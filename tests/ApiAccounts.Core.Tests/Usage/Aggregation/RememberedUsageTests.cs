using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Tests.Usage.Aggregation;

public sealed class RememberedUsageTests
{
    /// <summary>Room for ten rows without counts, which are 362 bytes each.</summary>
    private const long MaxBytes = 3_620;

    [Fact]
    public void Recently_cached_usage_is_found_and_usage_cached_long_ago_is_evicted() =>
        Assert.Equal(Enumerable.Range(90, 10), KnownAfter(remembered => Keep(remembered, 0, 100)));

    [Fact]
    public void Usage_that_is_read_stays_cached()
    {
        var remembered = new RememberedUsage(MaxBytes);
        for (var number = 0; number < 100; number++)
        {
            Keep(remembered, number, 1);
            Assert.True(remembered.TryGet(Known.ApiUser(0), out _));
        }
    }

    [Fact]
    public void A_large_row_takes_the_space_of_many() => Assert.Equal(Enumerable.Range(5, 6), KnownAfter(remembered =>
    {
        Keep(remembered, 0, 4);
        remembered.Cache(
            Known.ApiUser(4),
            Row(SparseCounts.Empty.Plus(Enumerable.Range(0, 900).Select(hour => KeyValuePair.Create((long)hour, 1L)), 0)));
        Keep(remembered, 5, 6);
    }));

    [Fact]
    public void The_same_row_takes_its_space_once() => Assert.Equal([1, 2], KnownAfter(remembered =>
    {
        Keep(remembered, 1, 1);
        for (var i = 0; i < 1_000; i++) Keep(remembered, 2, 1);
    }));

    [Fact]
    public void A_removed_row_is_in_neither_generation() => Assert.Equal([0, 2, 3, 4, 5, 6], KnownAfter(remembered =>
    {
        Keep(remembered, 0, 8);
        remembered.Evict(Known.ApiUser(1));
        remembered.Evict(Known.ApiUser(7));
    }));

    [Fact]
    public void A_row_is_found_as_it_was_cached_last()
    {
        var remembered = new RememberedUsage(MaxBytes);
        Keep(remembered, 1, 7);
        remembered.Cache(Known.ApiUser(1), Row(SparseCounts.Empty, "new"));

        Assert.True(remembered.TryGet(Known.ApiUser(1), out var row));
        Assert.Equal("new", row.Version);
    }

    private static Versioned<AccountUsage> Row(SparseCounts hours, string version = "1") =>
        new(AccountUsage.None with { Hours = hours }, version);

    private static void Keep(RememberedUsage remembered, int from, int count)
    {
        for (var number = from; number < from + count; number++) remembered.Cache(Known.ApiUser(number), Row(SparseCounts.Empty));
    }

    /// <summary>Each number is asked for in a memory of its own, since asking makes a row young.</summary>
    private static List<int> KnownAfter(Action<RememberedUsage> act) =>
    [
        .. Enumerable.Range(0, 100).Where(number =>
        {
            var remembered = new RememberedUsage(MaxBytes);
            act(remembered);
            return remembered.TryGet(Known.ApiUser(number), out _);
        }),
    ];
}
