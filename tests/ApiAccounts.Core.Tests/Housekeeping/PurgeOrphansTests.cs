using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Housekeeping;

/// <summary>What nobody owns is found, and nothing else.</summary>
public sealed class PurgeOrphansTests : IDisposable
{
    private readonly CoreUnderTest app = new();

    private IReadOnlyList<AccountId> Ended => app.Get<InMemoryDeletedOperators>().Sent;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_deleted_operator_with_API_users_is_enqueued_once_for_all_of_them()
    {
        await AddAsync(Known.ApiUser(1), Known.OperatorId);
        await AddAsync(Known.ApiUser(2), Known.OperatorId);

        Assert.Equal(new(Holders: 1, Incomplete: 0), await PurgeAsync());
        Assert.Equal([Known.OperatorId], Ended);
    }

    [Fact]
    public async Task A_deleted_operator_with_custom_services_is_enqueued()
    {
        var service = AService.Working();
        await app.KeepAsync(service);

        Assert.Equal(new(Holders: 1, Incomplete: 0), await PurgeAsync());
        Assert.Equal([Known.OperatorId], Ended);
    }

    [Fact]
    public async Task Own_usage_that_was_created_while_its_operator_was_deleted_is_found()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await app.KeepOwnUsageAsync(Known.OperatorId);
        Assert.Equal(new(Holders: 0, Incomplete: 0), await PurgeAsync());

        await app.DeleteAsync(Known.OperatorId);

        Assert.Equal(new(Holders: 1, Incomplete: 0), await PurgeAsync());
        Assert.Equal([Known.OperatorId], Ended);
    }

    [Fact]
    public async Task The_API_users_of_an_existing_operator_stay()
    {
        await app.Operators.KeepAsync(AnOperator.Locked());
        await AddAsync(Known.ApiUser(1), Known.OperatorId);

        Assert.Equal(new(Holders: 0, Incomplete: 0), await PurgeAsync());
        Assert.Empty(Ended);
    }

    [Fact]
    public async Task The_API_users_of_a_replaced_operator_are_orphans()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await AddAsync(Known.ApiUser(1), AccountId.At(AccountKind.Operator, 42, 7, 15, 2));

        Assert.Equal(new(Holders: 1, Incomplete: 0), await PurgeAsync());
        Assert.Equal([AccountId.At(AccountKind.Operator, 42, 7, 15, 2)], Ended);
    }

    [Theory]
    [InlineData(61, 1)]
    [InlineData(59, 0)] // it may be being made
    public async Task An_operator_left_incomplete_by_a_crash_is_removed_after_an_hour(int minutes, int removed)
    {
        await app.Operators.KeepAsync(AnOperator.Pending() with { CreatedAt = Known.Now.AddMinutes(-minutes) });
        await AddAsync(Known.ApiUser(1), Known.OperatorId);

        Assert.Equal(new(Holders: 0, removed), await PurgeAsync());
        Assert.Equal(removed == 0, await app.Operators.FindAsync(42, 7, default) is not null);
    }

    private Task AddAsync(AccountId id, AccountId holder) => app.KeepAsync(AnApiUser.Working() with { Id = id, OperatorId = holder });

    private Task<Orphans> PurgeAsync() => app.Get<PurgeOrphans>().ExecuteAsync(default);
}
