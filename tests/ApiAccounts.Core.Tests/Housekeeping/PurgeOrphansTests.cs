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
    public async Task API_users_of_an_operator_that_is_gone_are_sent_to_be_removed_once_for_all_of_them()
    {
        await AddAsync(Known.ApiUser(1), Known.OperatorId);
        await AddAsync(Known.ApiUser(2), Known.OperatorId);

        Assert.Equal(new(Holders: 1, Incomplete: 0), await PurgeAsync());
        Assert.Equal([Known.OperatorId], Ended);
    }

    [Fact]
    public async Task Custom_services_of_an_operator_that_is_gone_are_too()
    {
        var service = AService.Working();
        await app.KeepAsync(service);

        Assert.Equal(new(Holders: 1, Incomplete: 0), await PurgeAsync());
        Assert.Equal([Known.OperatorId], Ended);
    }

    [Fact]
    public async Task Those_of_an_operator_that_is_there_stay()
    {
        await app.Operators.KeepAsync(AnOperator.Locked());
        await AddAsync(Known.ApiUser(1), Known.OperatorId);

        Assert.Equal(new(Holders: 0, Incomplete: 0), await PurgeAsync());
        Assert.Empty(Ended);
    }

    [Fact]
    public async Task Those_of_an_operator_whose_number_another_has_are_nobodys()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await AddAsync(Known.ApiUser(1), AccountId.At(AccountKind.Operator, 42, 7, 15, 2));

        Assert.Equal(new(Holders: 1, Incomplete: 0), await PurgeAsync());
        Assert.Equal([AccountId.At(AccountKind.Operator, 42, 7, 15, 2)], Ended);
    }

    [Theory]
    [InlineData(61, 1)]
    [InlineData(59, 0)] // it may be being made
    public async Task An_operator_that_was_never_made_whole_is_removed_when_its_maker_must_have_died(int minutes, int removed)
    {
        await app.Operators.KeepAsync(AnOperator.Pending() with { CreatedAt = Known.Now.AddMinutes(-minutes) });
        await AddAsync(Known.ApiUser(1), Known.OperatorId);

        Assert.Equal(new(Holders: 0, removed), await PurgeAsync());
        Assert.Equal(removed == 0, await app.Operators.FindAsync(42, 7, default) is not null);
    }

    private Task AddAsync(AccountId id, AccountId holder) => app.KeepAsync(AnApiUser.Working() with { Id = id, OperatorId = holder });

    private Task<Orphans> PurgeAsync() => app.Get<PurgeOrphans>().ExecuteAsync(default);
}
