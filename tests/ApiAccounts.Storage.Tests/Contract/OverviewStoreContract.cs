using System.Globalization;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IOverviewStore"/> does: the operators 7 and 9 of a partner are there, 8 is gone.</summary>
public abstract class OverviewStoreContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IServiceProvider Services { get; }

    private IApiUserStore ApiUsers => Services.GetRequiredService<IApiUserStore>();

    [Fact]
    public async Task A_row_describes_its_API_user()
    {
        var full = Known.ApiUser(Known.ApiUserId(pid)) with
        {
            RateLimit = new(7, 60),
            PreviousSecret = new("a hash", Known.Now.AddHours(-3), Known.Now.AddDays(3)),
        };
        var bare = full with
        {
            Id = Known.ApiUserId(pid, 2),
            ExpiresAt = null,
            IsEnabled = false,
            Type = ApiUserType.Generic,
            Description = "",
            PreviousSecret = null,
            RateLimit = null,
        };
        foreach (var apiUser in new[] { full, bare }) await ApiUsers.AddAsync(apiUser, Known.NewAudit(apiUser.Id), default);
        var usage = Services.GetRequiredService<IUsageStore>();
        var version = (await usage.ReadAsync(15, [full.Id], default))[full.Id].Version;
        var used = Known.Usage(3) with { PreviousSecretLastUsed = Known.Now.AddHours(-1) };
        Assert.True((await usage.ApplyAsync(15, [], [new(full.Id, version, used)], default)).IsApplied);

        var rows = (await ReadAsync()).OrderBy(row => row.Description.Length).ToList();

        Assert.Equal(2, rows.Count);
        Assert.Equal(OverviewRow.Of(bare, rows[0].Operator, Known.Now, default), rows[0]);
        Assert.Equal(OverviewRow.Of(full with { Usage = used }, rows[1].Operator, Known.Now, default), rows[1]);
        Assert.Equal((3, Known.Now, Known.Now.AddHours(-1)), (rows[1].Requests, rows[1].LastUsed.At, rows[1].PreviousSecret!.LastUsedAt));
    }

    [Fact]
    public async Task Every_API_user_of_a_partner_is_read_once_and_no_others()
    {
        var expected = new List<string>();
        foreach (var (userId, bucket, count) in new[] { (7u, 15, 1_900), (9u, 15, 700), (7u, 14, 1), (8u, 15, 49) })
        {
            var ids = Enumerable.Range(0, count).Select(_ => AccountId.New(AccountKind.ApiUser, pid, userId, bucket)).ToList();
            foreach (var some in ids.Chunk(IApiUserStore.MaxChanges))
                Assert.Null(
                    await ApiUsers.SaveAsync([.. some.Select(id => new ApiUserChange(Known.ApiUser(id), Known.NewAudit(id)))], default));
            if (userId != 8 && bucket == 15) expected.AddRange(ids.Select(id => id.ToString()));
        }
        var stranger = Known.ApiUserId(Known.NewPid());
        await ApiUsers.AddAsync(Known.ApiUser(stranger), Known.NewAudit(stranger), default);

        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            (await ReadAsync()).Where(row => row.Id.Bucket == 15).Select(row => row.Id.ToString()).Order(StringComparer.Ordinal));
    }

    private Task<IReadOnlyCollection<OverviewRow>> ReadAsync()
    {
        var operators = new uint[] { 7, 9 }.ToDictionary(
            userId => Known.OperatorId(pid, userId), userId => new OverviewOperator(
                Known.OperatorId(pid, userId), userId.ToString(CultureInfo.InvariantCulture)));
        return Services.GetRequiredService<IOverviewStore>().ReadAsync(
            new(new(pid, "A partner", [15], 1, 9), operators, Known.Now, default), default);
    }
}

public sealed class InMemoryOverviewStoreTests : OverviewStoreContract
{
    protected override IServiceProvider Services { get; } = Ports.InMemory();
}

public sealed class TableOverviewStoreTests(OnAzurite azurite) : OverviewStoreContract, IClassFixture<OnAzurite>
{
    protected override IServiceProvider Services => azurite.Services;
}
