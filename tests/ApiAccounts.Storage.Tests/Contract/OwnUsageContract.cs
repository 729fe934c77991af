using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Reports;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IUsageStore"/> does with the usage of an operator that acts itself.</summary>
public abstract class OwnUsageContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IServiceProvider Services { get; }

    private IUsageStore Store => Services.GetRequiredService<IUsageStore>();

    private IUsageStatsStore Stats => Services.GetRequiredService<IUsageStatsStore>();

    private AccountId Id => Known.OperatorId(pid);

    [Fact]
    public async Task Only_an_existing_operator_has_usage_and_its_first_use_creates_the_row()
    {
        Assert.Empty(await ReadAsync(Id));
        await AddOperatorAsync();
        Assert.Empty(await ReadAsync(AccountId.At(AccountKind.Operator, pid, 7, 15, 2))); // one that it replaced

        Assert.Equal(new(AccountUsage.None, ""), (await ReadAsync(Id))[Id]);
        Assert.True((await ApplyAsync(0, new(Id, "", Known.Usage(3)))).IsApplied);

        var first = (await ReadAsync(Id))[Id];
        Assert.Equal((3L, Known.Now), (first.Value.RequestsLast30Days(Known.Now), first.Value.LastUsed!.Value));
        Assert.True((await ApplyAsync(1, new(Id, first.Version, Known.Usage(4)))).IsApplied);
        Assert.Equal(4, (await ReadAsync(Id))[Id].Value.RequestsLast30Days(Known.Now));
    }

    [Fact]
    public async Task A_row_created_by_another_instance_stops_the_write_and_a_section_counts_once()
    {
        await AddOperatorAsync();
        await ApplyAsync(0, new(Id, "", Known.Usage(3)));

        Assert.Equal(UsageOutcome.RowsChanged, await ApplyAsync(1, new(Id, "", Known.Usage(4))));
        Assert.Equal(UsageOutcome.SectionAppliedBefore(0), await ApplyAsync(0, new(Id, "", Known.Usage(4))));

        Assert.Equal(3, (await ReadAsync(Id))[Id].Value.RequestsLast30Days(Known.Now));
    }

    [Fact]
    public async Task The_statistics_list_it_and_the_lists_of_accounts_do_not()
    {
        await AddOperatorAsync();
        await ApplyAsync(0, new(Id, "", Known.Usage(3)));

        foreach (var listed in new[] { Stats.ListOfOperatorAsync(Id, default), Stats.ListOfPartnerAsync(pid, 15, default) })
        {
            var usage = Assert.Single(await listed.ToListAsync());
            Assert.Equal((Id, 3L), (usage.OperatorId, usage.Hours.SumFrom(0)));
        }
        Assert.Empty(await Services.GetRequiredService<IApiUserStore>().ListOfPartnerAsync(pid, 15, default).ToListAsync());
        Assert.Empty(await Services.GetRequiredService<IApiUserStore>().ListOfOperatorAsync(Id, default).ToListAsync());
        Assert.Empty(await Services.GetRequiredService<ICustomServiceStore>().ListOfPartnerAsync(pid, 15, default).ToListAsync());
        Assert.Empty(await Services.GetRequiredService<ICustomServiceStore>().ListOfOperatorAsync(Id, default).ToListAsync());
    }

    [Fact]
    public async Task It_is_found_as_an_orphan_and_purged_once_and_no_other_is()
    {
        await AddOperatorAsync();
        var colleague = Known.OperatorId(pid, userId: 8);
        await AddOperatorAsync(userId: 8);
        await ApplyAsync(0, new(Id, "", Known.Usage(3)));
        await ApplyAsync(1, new(colleague, "", Known.Usage(4)));
        Assert.Contains(Id, await HoldersAsync());

        await Store.PurgeOfOperatorAsync(Id, default);
        await Store.PurgeOfOperatorAsync(Id, default);

        Assert.DoesNotContain(Id, await HoldersAsync());
        Assert.Equal("", (await ReadAsync(Id))[Id].Version);
        Assert.Equal(4, (await ReadAsync(colleague))[colleague].Value.RequestsLast30Days(Known.Now));
    }

    private async Task AddOperatorAsync(uint userId = 7)
    {
        var operators = Services.GetRequiredService<IOperatorStore>();
        await operators.AddPartnerAsync(new(pid, "One", [15], 0, 0), default);
        var partner = (await operators.FindPartnerAsync(pid, default))!;
        Assert.True(await operators.AddPendingAsync(partner, Known.Operator(pid, userId), default));
    }

    private async Task<IReadOnlyDictionary<AccountId, Versioned<AccountUsage>>> ReadAsync(AccountId id) =>
        await Store.ReadAsync(15, [id], default);

    private Task<UsageOutcome> ApplyAsync(int section, UsageUpdate update) =>
        Store.ApplyAsync(15, [new(UtcHour.Of(Known.Now), $"own-usage-of-{pid}", section)], [update], default);

    private async Task<IReadOnlyList<AccountId>> HoldersAsync() =>
        await Services.GetRequiredService<IApiUserStore>().ListHoldersAsync(15, default).ToListAsync();
}

public sealed class InMemoryOwnUsageTests : OwnUsageContract
{
    protected override IServiceProvider Services { get; } = Ports.InMemory();
}

public sealed class TableOwnUsageTests(OnAzurite azurite) : OwnUsageContract, IClassFixture<OnAzurite>
{
    protected override IServiceProvider Services => azurite.Services;
}
