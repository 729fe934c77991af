using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Overview;

/// <summary>How much is held, and how much is read at once: partners of one operator each, and so many API users.</summary>
public sealed class OverviewRoomTests
{
    [Fact]
    public async Task The_least_recently_used_overviews_are_evicted_first()
    {
        var overviews = await WithAsync(maxRows: 8, (41, 3), (42, 3), (43, 3));
        await overviews.FindAsync(pid: 41);
        overviews.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await overviews.FindAsync(pid: 42);
        overviews.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await overviews.FindAsync(pid: 41);
        overviews.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await overviews.FindAsync(pid: 43);
        Assert.Equal(3, overviews.Reads);

        await overviews.FindAsync(pid: 41);
        await overviews.FindAsync(pid: 43);
        Assert.Equal(3, overviews.Reads);
        await overviews.FindAsync(pid: 42);
        Assert.Equal(4, overviews.Reads);
    }

    [Fact]
    public async Task A_partner_too_large_for_the_cache_is_read_each_time()
    {
        var overviews = await WithAsync(maxRows: 8, (41, 3), (42, 8));
        await overviews.FindAsync(pid: 41);
        Assert.Equal(8, (await overviews.FindAsync(pid: 42)).Page(0, 1).Total);
        await overviews.ChangeAsync(AccountId.At(AccountKind.ApiUser, 42, 7, 15, 1), "changed");

        Assert.Contains("changed", (await overviews.FindAsync(pid: 42)).Rows.Select(row => row.Description));
        Assert.Equal(3, overviews.Reads);
        await overviews.FindAsync(pid: 41); // which it did not drive out
        Assert.Equal(3, overviews.Reads);
    }

    [Fact]
    public async Task Only_one_partner_is_read_at_a_time_when_one_scan_is_allowed()
    {
        var overviews = await WithAsync(maxRows: 100, (41, 1), (42, 1));
        var gate = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        var running = 0;
        var most = 0;
        overviews.Store.Before("Read", async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            begun.TrySetResult();
            await gate.Task;
            Interlocked.Decrement(ref running);
        });
        var (one, two) = (overviews.FindAsync(pid: 41), overviews.FindAsync(pid: 42));
        await begun.Task;
        gate.SetResult();
        await Task.WhenAll(one, two);

        Assert.Equal((1, 2), (most, overviews.Reads));
    }

    private static async Task<Overviews> WithAsync(int maxRows, params (uint Pid, int ApiUsers)[] partners)
    {
        var overviews = new Overviews(new() { MaxRows = maxRows, MaxScans = 1 });
        foreach (var (pid, count) in partners)
        {
            await overviews.App.Operators.KeepAsync(
                AnOperator.Active() with { Id = AccountId.At(AccountKind.Operator, pid, 7, 15, 1), UserName = $"ada{pid}" });
            for (var number = 1; number <= count; number++)
                await overviews.AddAsync(AccountId.At(AccountKind.ApiUser, pid, 7, 15, (ulong)number), $"number {number}");
        }
        return overviews;
    }
}
