using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Groups;

public sealed class GroupTests : IAsyncLifetime
{
    private static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 99, 0), "Root", Known.EveryGrant);

    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync() => await app.Operators.KeepAsync(AnOperator.Active());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_group_gets_the_next_number_of_its_partner()
    {
        var (first, second) = (await CreateAsync("First"), await CreateAsync("Second"));
        Assert.Equal((AccountKind.Group, 42u, 8u, 0), (first.Id.Kind, first.Id.Pid, first.Number, first.Id.Bucket));
        Assert.Equal(9u, second.Number);
        Assert.Equal(9u, (await app.Operators.PartnerAsync(42)).LastUserId);
    }

    [Theory]
    [InlineData("", "The description of a group must not be empty.")]
    [InlineData(" \t", "The description of a group must not be empty.")]
    [InlineData("a\u0007b", "The description of a group must not contain U+0007 (a control character).")]
    public async Task An_invalid_name_is_refused(string name, string message)
    {
        Assert.Equal(message, (await app.Get<CreateGroup>().ExecuteAsync(Administrator, name, "description", "", default)).Error!.Message);
        var group = await CreateAsync("First");
        Assert.Equal(
            message,
            (await app.Get<ChangeGroup>().ExecuteAsync(Administrator, group.Id, name, "description", null, default)).Error!.Message);
    }

    [Fact]
    public async Task A_group_has_members_and_loses_them_when_it_is_deleted()
    {
        var group = await CreateAsync("First");
        Assert.Null(await AddAsync(group));
        Assert.Null(await AddAsync(group)); // and again, which changes nothing
        Assert.Equal([8u], (await app.Operators.FindAsync(42, 7, default))!.Value.Groups);
        Assert.Null(await RemoveAsync(group));
        Assert.Equal("not_found", await RemoveAsync(group));
        Assert.Null(await AddAsync(group));
        Assert.Null(await DeleteAsync(group));
        Assert.Empty((await app.Operators.FindAsync(42, 7, default))!.Value.Groups);
        Assert.Equal("not_found", await AddAsync(group));
    }

    [Fact]
    public async Task An_operator_that_joins_during_a_deletion_is_removed_too()
    {
        var group = await CreateAsync("First");
        app.Spy<IGroupStore>().BeforeNext("Delete", async () => Assert.Null(await AddAsync(group)));
        Assert.Null((await app.Get<DeleteGroup>().ExecuteAsync(Administrator, group.Id, default)).Error);
        Assert.Empty((await app.Operators.FindAsync(42, 7, default))!.Value.Groups);
    }

    [Fact]
    public async Task A_group_deleted_while_an_operator_joins_leaves_no_membership()
    {
        var group = await CreateAsync("First");
        app.Spy<IOperatorStore>().BeforeNext("Change", async () => Assert.Null(await DeleteAsync(group)));
        Assert.Equal(
            Error.NotFound("group"), (await app.Get<AddGroupMember>().ExecuteAsync(
                Administrator, group.Id, Known.OperatorId, default)).Error);
        Assert.Empty((await app.Operators.FindAsync(42, 7, default))!.Value.Groups);
    }

    private async Task<Group> CreateAsync(string name) =>
        (await app.Get<CreateGroup>().ExecuteAsync(Administrator, name, "name", "", default)).Value();

    private async Task<string?> AddAsync(Group group) =>
        (await app.Get<AddGroupMember>().ExecuteAsync(Administrator, group.Id, Known.OperatorId, default)).Error?.Code;

    private async Task<string?> RemoveAsync(Group group) =>
        (await app.Get<RemoveGroupMember>().ExecuteAsync(Administrator, group.Id, Known.OperatorId, default)).Error?.Code;

    private async Task<string?> DeleteAsync(Group group) =>
        (await app.Get<DeleteGroup>().ExecuteAsync(Administrator, group.Id, default)).Error?.Code;
}
