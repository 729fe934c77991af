using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IOperatorStore"/> does.</summary>
public abstract class OperatorStoreContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IOperatorStore Store { get; }

    private string LoginKey => LoginName.KeyOf($"ada of {pid}");

    [Fact]
    public async Task An_absent_partner_operator_or_login_is_not_found()
    {
        Assert.Null(await Store.FindPartnerAsync(pid, default));
        Assert.Null(await Store.FindAsync(pid, 7, default));
        Assert.Null(await Store.FindLoginAsync(LoginKey, default));
    }

    [Fact]
    public async Task A_partner_is_added_once()
    {
        Assert.True(await Store.AddPartnerAsync(new(pid, "One", [3, 1, 4_095], 2, uint.MaxValue), default));
        Assert.False(await Store.AddPartnerAsync(new(pid, "Two", [], 0, 0), default));
        var found = (await Store.FindPartnerAsync(pid, default))!.Value;
        Assert.Equal((pid, "One", 2, uint.MaxValue), (found.Pid, found.Name, found.Administrators, found.LastUserId));
        Assert.Equal([3, 1, 4_095], found.Buckets);
    }

    [Fact]
    public async Task Step_one_adds_the_operator_and_changes_the_partner()
    {
        await AddPendingAsync();
        Assert.Equal(Known.Operator(pid), (await Store.FindAsync(pid, 7, default))!.Value);
        var partner = (await Store.FindPartnerAsync(pid, default))!.Value;
        Assert.Equal(7u, partner.LastUserId);
        Assert.Equal([15], partner.Buckets);
    }

    [Fact]
    public async Task Step_one_does_nothing_when_the_partner_has_changed()
    {
        await Store.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        var stale = (await Store.FindPartnerAsync(pid, default))!;
        Assert.True(
            await Store.AddPendingAsync(stale with { Value = stale.Value with { LastUserId = 1 } }, Known.Operator(pid, 1), default));
        Assert.False(
            await Store.AddPendingAsync(stale with { Value = stale.Value with { LastUserId = 2 } }, Known.Operator(pid, 2), default));
        Assert.Null(await Store.FindAsync(pid, 2, default));
        Assert.Equal(1u, (await Store.FindPartnerAsync(pid, default))!.Value.LastUserId);
    }

    [Fact]
    public async Task Step_one_does_nothing_when_a_reserved_name_has_changed()
    {
        await Store.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        var (key, first, second) = (LoginKey, Known.Operator(pid, 1), Known.Operator(pid, 2));
        Assert.True(await Store.AddPendingAsync(await PartnerAsync(), first, [new(new(key, first.Id), null)], default));
        var read = (await Store.FindNameAsync(pid, key, default))!;
        Assert.Equal(new(key, first.Id), read.Value);

        Assert.False(await Store.AddPendingAsync(await PartnerAsync(), second, [new(new(key, second.Id), null)], default));
        Assert.False(await Store.AddPendingAsync(
            await PartnerAsync(), second, [new(new(key, second.Id), read.Version), new(new($"{key}a", second.Id), read.Version)], default));
        Assert.Null(await Store.FindAsync(pid, 2, default));
        Assert.True(await Store.AddPendingAsync(await PartnerAsync(), second, [new(new(key, second.Id), read.Version)], default));
        Assert.Equal(second.Id, (await Store.FindNameAsync(pid, key, default))!.Value.OperatorId);
    }

    [Fact]
    public async Task An_old_name_is_reserved_unless_it_is_and_the_partner_is_marked()
    {
        await Store.AddPartnerAsync(new(pid, "One", [], 0, 0) { NamesAreReserved = false }, default);
        var stale = await PartnerAsync();
        await Store.AddNameAsync(pid, new(LoginKey, Known.OperatorId(pid)), default);
        await Store.AddNameAsync(pid, new(LoginKey, Known.OperatorId(pid, 8)), default);
        Assert.Equal(Known.OperatorId(pid), (await Store.FindNameAsync(pid, LoginKey, default))!.Value.OperatorId);

        Assert.False(stale.Value.NamesAreReserved);
        await Store.MarkNamesReservedAsync(stale, default);
        Assert.True((await PartnerAsync()).Value.NamesAreReserved);
        await Store.MarkNamesReservedAsync(stale, default); // it has changed
    }

    [Fact]
    public async Task A_change_of_an_operator_reserves_its_name_or_does_nothing()
    {
        var read = await AddPendingAsync();
        await Store.AddNameAsync(pid, new(LoginKey, Known.OperatorId(pid, 8)), default);
        var other = $"{LoginKey}a";
        Assert.False(await Store.WriteAsync(
            new(read, Known.NewAudit(read.Value.Id)) { Names = [new(new(LoginKey, read.Value.Id), null)] }, default));
        Assert.True(await Store.WriteAsync(
            new(read, Known.NewAudit(read.Value.Id)) { Names = [new(new(other, read.Value.Id), null)] }, default));
        Assert.Equal(read.Value.Id, (await Store.FindNameAsync(pid, other, default))!.Value.OperatorId);
    }

    [Fact]
    public async Task A_userId_belongs_to_one_operator()
    {
        await AddPendingAsync();
        var partner = (await Store.FindPartnerAsync(pid, default))!;
        var other = Known.Operator(pid) with { Id = AccountId.At(AccountKind.Operator, pid, 7, 15, 99) };
        Assert.False(await Store.AddPendingAsync(partner, other, default));
        Assert.Equal(Known.OperatorId(pid), (await Store.FindAsync(pid, 7, default))!.Value.Id);
    }

    [Fact]
    public async Task A_user_name_is_claimed_by_one_operator()
    {
        var (first, second) = (new Login(Known.OperatorId(pid)), new Login(Known.OperatorId(pid, 8)));
        Assert.True(await Store.ClaimLoginAsync(LoginKey, first, null, default));
        Assert.False(await Store.ClaimLoginAsync(LoginKey, second, null, default));
        Assert.Equal(first, (await Store.FindLoginAsync(LoginKey, default))!.Value);
    }

    [Fact]
    public async Task A_login_is_replaced_only_at_the_version_that_was_read()
    {
        var (first, second, third) = (new Login(Known.OperatorId(pid)), new Login(
            Known.OperatorId(pid, 8)), new Login(Known.OperatorId(pid, 9)));
        await Store.ClaimLoginAsync(LoginKey, first, null, default);
        var read = (await Store.FindLoginAsync(LoginKey, default))!;
        Assert.True(await Store.ClaimLoginAsync(LoginKey, second, read, default));
        Assert.False(await Store.ClaimLoginAsync(LoginKey, third, read, default));
        Assert.Equal(second, (await Store.FindLoginAsync(LoginKey, default))!.Value);
    }

    [Fact]
    public async Task Step_three_changes_the_operator_and_the_partner()
    {
        var pending = await AddPendingAsync();
        Assert.True(await ActivateAsync(pending, administrators: 1));
        Assert.Equal(OperatorStatus.Active, (await Store.FindAsync(pid, 7, default))!.Value.Status);
        Assert.Equal(1, (await Store.FindPartnerAsync(pid, default))!.Value.Administrators);
    }

    [Fact]
    public async Task Step_three_does_nothing_when_either_has_changed()
    {
        var pending = await AddPendingAsync();
        var stalePartner = (await Store.FindPartnerAsync(pid, default))!;
        Assert.True(await ActivateAsync(pending, administrators: 1));
        Assert.False(await ActivateAsync(pending, administrators: 2)); // the operator has changed
        var current = (await Store.FindAsync(pid, 7, default))!;
        var stale = stalePartner with { Value = stalePartner.Value with { Administrators = 9 } };
        Assert.False(
            await Store.WriteAsync(new(current, Known.NewAudit(current.Value.Id)) { Partner = stale }, default));
        Assert.Equal(1, (await Store.FindPartnerAsync(pid, default))!.Value.Administrators);
    }

    [Fact]
    public async Task A_password_is_rehashed_only_at_the_version_that_was_read()
    {
        var read = await AddPendingAsync();
        await Store.RehashPasswordAsync(read, "a dearer hash", default);
        await Store.RehashPasswordAsync(read, "a stale hash", default);
        Assert.Equal(Known.Operator(pid) with { PasswordHash = "a dearer hash" }, (await Store.FindAsync(pid, 7, default))!.Value);
        await Store.RemovePendingAsync((await Store.FindAsync(pid, 7, default))!, default);
        await Store.RehashPasswordAsync(read, "a hash of none", default);
        Assert.Null(await Store.FindAsync(pid, 7, default));
    }

    [Fact]
    public async Task A_pending_operator_is_removed_only_at_the_version_that_was_read()
    {
        var read = await AddPendingAsync();
        await Store.RehashPasswordAsync(read, "a dearer hash", default);
        await Store.RemovePendingAsync(read, default);
        Assert.NotNull(await Store.FindAsync(pid, 7, default));

        await Store.RemovePendingAsync((await Store.FindAsync(pid, 7, default))!, default);
        Assert.Null(await Store.FindAsync(pid, 7, default));
        await Store.RemovePendingAsync(read, default); // gone already
    }

    [Fact]
    public async Task An_operator_without_optional_values_is_stored_without_them()
    {
        var bare = Known.Operator(pid) with
        {
            PasswordHash = null,
            ExpiresAt = null,
            FirstName = "",
            LastName = "",
            IsApiOnly = false,
            IsAdministrator = false,
        };
        await Store.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        Assert.True(await Store.AddPendingAsync((await Store.FindPartnerAsync(pid, default))!, bare, default));
        Assert.Equal(bare, (await Store.FindAsync(pid, 7, default))!.Value);
    }

    private async Task<Versioned<Partner>> PartnerAsync() => (await Store.FindPartnerAsync(pid, default))!;

    private async Task<Versioned<Operator>> AddPendingAsync()
    {
        await Store.AddPartnerAsync(new(pid, "One", [], 0, 0), default);
        var partner = (await Store.FindPartnerAsync(pid, default))!;
        var counted = partner with { Value = partner.Value with { LastUserId = 7, Buckets = [15] } };
        Assert.True(await Store.AddPendingAsync(counted, Known.Operator(pid), default));
        return (await Store.FindAsync(pid, 7, default))!;
    }

    private async Task<bool> ActivateAsync(Versioned<Operator> pending, int administrators)
    {
        var partner = (await Store.FindPartnerAsync(pid, default))!;
        var active = pending with { Value = pending.Value with { Status = OperatorStatus.Active } };
        var counted = partner with { Value = partner.Value with { Administrators = administrators } };
        return await Store.WriteAsync(new(active, Known.NewAudit(pending.Value.Id)) { Partner = counted }, default);
    }
}

public sealed class InMemoryOperatorStoreTests : OperatorStoreContract
{
    protected override IOperatorStore Store { get; } = Ports.InMemory().GetRequiredService<IOperatorStore>();
}

public sealed class TableOperatorStoreTests(OnAzurite azurite) : OperatorStoreContract, IClassFixture<OnAzurite>
{
    protected override IOperatorStore Store => azurite.Operators;
}
