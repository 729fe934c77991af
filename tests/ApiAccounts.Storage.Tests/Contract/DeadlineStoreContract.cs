using ApiAccounts.Core.Deadlines;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IDeadlineStore"/> does.</summary>
public abstract class DeadlineStoreContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IDeadlineStore Store { get; }

    [Fact]
    public async Task A_deadline_is_found_from_its_second_on_whatever_its_account()
    {
        var deadlines = Enumerable.Range(0, 40).Select(i => Expiry((ulong)i, Known.Now.AddSeconds(i))).ToList();
        foreach (var deadline in deadlines) await Store.AddAsync(deadline, default);

        Assert.Equal(deadlines[..21], await FindAsync(DeadlineKind.Expiry, Known.Now.AddSeconds(20)));
        Assert.Equal(deadlines[..20], await FindAsync(DeadlineKind.Expiry, Known.Now.AddSeconds(20).AddTicks(-1)));
        Assert.Equal(deadlines, await FindAsync(DeadlineKind.Expiry, Known.Now.AddDays(14)));
        Assert.Empty(await FindAsync(DeadlineKind.Expiry, Known.Now.AddSeconds(-1)));
    }

    [Fact]
    public async Task Deadlines_of_one_kind_are_not_listed_with_another()
    {
        var (expiry, invitation) = (Expiry(1, Known.Now), new Deadline(DeadlineKind.Invitation, Known.OperatorId(pid), Known.Now));
        await Store.AddAsync(expiry, default);
        await Store.AddAsync(invitation, default);
        Assert.Equal([expiry], await FindAsync(DeadlineKind.Expiry, Known.Now));
        Assert.Equal([invitation], await FindAsync(DeadlineKind.Invitation, Known.Now));
    }

    [Fact]
    public async Task A_deadline_added_twice_exists_once_and_a_removed_one_is_gone()
    {
        var (removed, kept) = (Expiry(1, Known.Now), Expiry(1, Known.Now.AddDays(1)));
        await Store.AddAsync(removed, default);
        await Store.AddAsync(removed, default);
        await Store.AddAsync(kept, default);
        Assert.Equal([removed, kept], await FindAsync(DeadlineKind.Expiry, Known.Now.AddDays(1)));

        await Store.RemoveAsync(removed, default);
        await Store.RemoveAsync(removed, default); // gone already
        Assert.Equal([kept], await FindAsync(DeadlineKind.Expiry, Known.Now.AddDays(1)));
    }

    [Fact]
    public async Task A_fraction_of_a_second_is_dropped_whatever_the_time_zone()
    {
        await Store.AddAsync(Expiry(1, new(2026, 11, 22, 12, 30, 0, 999, TimeSpan.FromHours(2))), default);
        Assert.Equal([Expiry(1, Known.Now)], await FindAsync(DeadlineKind.Expiry, Known.Now));
    }

    private Deadline Expiry(ulong random, DateTimeOffset at) => new(DeadlineKind.Expiry, Known.ApiUserId(pid, random), at);

    /// <summary>Those of the partner of this test.</summary>
    private async Task<IEnumerable<Deadline>> FindAsync(DeadlineKind kind, DateTimeOffset until) =>
        (await Store.ListAsync(kind, until, default).Where(deadline => deadline.Id.Pid == pid).ToListAsync()).OrderBy(
            deadline => deadline.At);
}

public sealed class InMemoryDeadlineStoreTests : DeadlineStoreContract
{
    protected override IDeadlineStore Store { get; } = Ports.InMemory().GetRequiredService<IDeadlineStore>();
}

public sealed class TableDeadlineStoreTests(OnAzurite azurite) : DeadlineStoreContract, IClassFixture<OnAzurite>
{
    protected override IDeadlineStore Store => azurite.Services.GetRequiredService<IDeadlineStore>();
}
