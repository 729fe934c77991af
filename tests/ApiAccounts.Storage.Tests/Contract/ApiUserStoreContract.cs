using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IApiUserStore"/> does.</summary>
public abstract class ApiUserStoreContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IApiUserStore Store { get; }

    [Fact]
    public async Task An_added_API_user_is_found_unchanged()
    {
        var full = Known.ApiUser(Known.ApiUserId(pid));
        var bare = full with
        {
            Id = Known.ApiUserId(pid, 2),
            ExpiresAt = null,
            IsEnabled = false,
            Type = ApiUserType.Generic,
            Description = "",
        };
        foreach (var apiUser in new[] { full, bare })
        {
            await Store.AddAsync(apiUser, Known.NewAudit(apiUser.Id), default);
            var found = (await Store.FindAsync(apiUser.Id, default))!;
            Assert.Equal(apiUser with { Usage = found.Usage }, found);
            Assert.True(found.Usage.LastUsed is null && found.Usage.Hours.IsEmpty && found.Usage.Errors.IsEmpty);
        }
    }

    [Fact]
    public async Task The_holders_of_a_buckets_API_users_are_listed_once_each_and_no_others()
    {
        foreach (var id in new[] { Known.ApiUserId(pid), Known.ApiUserId(pid, 2), Known.ApiUserId(pid, userId: 8), Known.ApiUserId(
            pid, userId: 9, bucket: 14) })
            await Store.AddAsync(Known.ApiUser(id), Known.NewAudit(id), default);

        var holders = await Store.ListHoldersAsync(15, default).Where(holder => holder.Pid == pid).ToListAsync();

        Assert.Equal([Known.OperatorId(pid), Known.OperatorId(pid, 8)], holders);
    }

    [Fact]
    public async Task Only_the_exact_id_finds_changes_or_deletes_an_API_user()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        AccountId[] others =
        [
            Known.ApiUserId(pid, 0x7654321fedd), Known.ApiUserId(pid, userId: 8), Known.ApiUserId(pid, bucket: 14),
            AccountId.At(AccountKind.Operator, pid, 7, 15, 0x7654321fedc), AccountId.At(
                AccountKind.CustomService, pid, 7, 15, 0x7654321fedc),
        ];
        foreach (var other in others)
        {
            Assert.Null(await Store.FindAsync(other, default));
            Assert.False(await Store.ChangeDescriptionAsync(other, "changed", Known.NewAudit(other), default));
            Assert.False(await Store.DeleteAsync(other, Known.NewAudit(other), default));
        }
        Assert.Equal(Known.ApiUser(id).Description, (await Store.FindAsync(id, default))!.Description);
    }

    [Fact]
    public async Task Adding_an_API_user_twice_throws_and_changes_nothing()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Store.AddAsync(Known.ApiUser(id) with { Description = "another" }, Known.NewAudit(id), default));
        Assert.Equal(Known.ApiUser(id).Description, (await Store.FindAsync(id, default))!.Description);
    }

    [Fact]
    public async Task A_change_of_description_changes_nothing_else()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        Assert.True(await Store.ChangeDescriptionAsync(id, "changed", Known.NewAudit(id), default));
        var found = (await Store.FindAsync(id, default))!;
        Assert.Equal(Known.ApiUser(id) with { Description = "changed", Usage = found.Usage }, found);
    }

    [Fact]
    public async Task A_deleted_API_user_is_gone_and_cannot_be_deleted_again()
    {
        var id = Known.ApiUserId(pid);
        await AddAsync(id);
        Assert.True(await Store.DeleteAsync(id, Known.NewAudit(id), default));
        Assert.Null(await Store.FindAsync(id, default));
        Assert.False(await Store.DeleteAsync(id, Known.NewAudit(id), default));
        Assert.False(await Store.ChangeDescriptionAsync(id, "changed", Known.NewAudit(id), default));
        Assert.Null(await Store.FindAsync(id, default));
    }

    [Fact]
    public async Task A_list_has_one_operators_or_one_partners_API_users_in_order_of_id()
    {
        var other = Known.NewPid();
        AccountId[] mine = [
            Known.ApiUserId(pid, 1), Known.ApiUserId(pid, 2), Known.ApiUserId(pid, 0x10), Known.ApiUserId(pid, 0x7ffffffffff),
        ];
        AccountId[] colleagues = [Known.ApiUserId(pid, 5, userId: 6), Known.ApiUserId(pid, 5, userId: 0x70)];
        AccountId[] others = [Known.ApiUserId(other, 1), Known.ApiUserId(pid, 9, userId: 9, bucket: 14)];
        foreach (var id in others.Concat(mine.Reverse()).Concat(colleagues)) await AddAsync(id);

        Assert.Equal(mine, await Store.ListOfOperatorAsync(Known.OperatorId(pid), default).Select(apiUser => apiUser.Id).ToListAsync());
        Assert.Equal(
            [colleagues[0], .. mine, colleagues[1]], await Store.ListOfPartnerAsync(pid, 15, default).Select(
                apiUser => apiUser.Id).ToListAsync());
        Assert.Equal([others[1]], await Store.ListOfPartnerAsync(pid, 14, default).Select(apiUser => apiUser.Id).ToListAsync());
        Assert.Empty(await Store.ListOfPartnerAsync(pid, 13, default).ToListAsync());
    }

    private Task AddAsync(AccountId id) => Store.AddAsync(Known.ApiUser(id), Known.NewAudit(id), default);
}

public sealed class InMemoryApiUserStoreTests : ApiUserStoreContract
{
    protected override IApiUserStore Store { get; } = Ports.InMemory().GetRequiredService<IApiUserStore>();
}

public sealed class TableApiUserStoreTests(OnAzurite azurite) : ApiUserStoreContract, IClassFixture<OnAzurite>
{
    protected override IApiUserStore Store => azurite.ApiUsers;
}
