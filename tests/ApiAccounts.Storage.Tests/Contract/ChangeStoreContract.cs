using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IChangeStore"/> does.</summary>
public abstract class ChangeStoreContract : IAsyncLifetime
{
    private static readonly AccountId[] Ids = [Known.ApiUserId(42), Known.OperatorId(42), Known.ApiUserId(42, 2)];

    private ServiceProvider services = null!;

    private IChangeStore Store => services.GetRequiredService<IChangeStore>();

    public async ValueTask InitializeAsync() => services = await OpenAsync();

    public async ValueTask DisposeAsync() => await services.DisposeAsync();

    [Fact]
    public async Task An_added_change_is_read_repeatedly_and_each_has_its_own_key()
    {
        await Store.AddAsync([Ids[0]], default);
        await Store.AddAsync([Ids[1], Ids[2]], default);

        var first = await Store.ReadAsync(ChangesFeed.Window, default);
        var second = await Store.ReadAsync(ChangesFeed.Window, default);

        Assert.Equal(2, first.Select(change => change.Key).Distinct().Count());
        Assert.Equal(Ids.ToHashSet(), first.SelectMany(change => change.Ids).ToHashSet());
        Assert.Equal(first.Select(change => change.Key).Order(), second.Select(change => change.Key).Order());
    }

    [Fact]
    public async Task More_than_one_page_is_read_and_only_older_changes_are_purged()
    {
        await Parallel.ForAsync(
            0, 1_100, async (i, cancellationToken) => await Store.AddAsync([Known.ApiUserId(42, (ulong)i)], cancellationToken));

        Assert.Equal(0, await Store.PurgeAsync(TimeSpan.FromMinutes(15), default));
        Assert.Equal(1_100, (await Store.ReadAsync(ChangesFeed.Window, default)).SelectMany(change => change.Ids).Distinct().Count());

        Assert.Equal(1_100, await Store.PurgeAsync(TimeSpan.FromSeconds(-5), default)); // of 5 s ahead, so that all are older
        Assert.Empty(await Store.ReadAsync(ChangesFeed.Window, default));
    }

    protected abstract Task<ServiceProvider> OpenAsync();
}

public sealed class InMemoryChangeStoreTests : ChangeStoreContract
{
    protected override Task<ServiceProvider> OpenAsync() => Task.FromResult(Ports.InMemory());
}

public sealed class TableChangeStoreTests : ChangeStoreContract
{
    protected override Task<ServiceProvider> OpenAsync() => Ports.OnNewAccountAsync();
}
