using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Directory.Operators;

/// <summary>What is changed of an operator beside its name, e-mail address and password: its status, its rights, its groups.</summary>
public sealed class UserChangesTests : IAsyncLifetime
{
    private static readonly Caller Administrator = new(AccountId.At(AccountKind.Operator, 42, 1, 0, 1), "Root", Known.EveryGrant);
    private static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None);
    private static readonly Caller Manager = new(
        AccountId.New(AccountKind.Operator, 42, 3, 0), "Grace", Grants.Of(Permission.ManageOperators));
    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync()
    {
        await app.Operators.AddPartnerAsync(new(42, "A partner", [], 1, 0), default);
        await app.Operators.KeepAsync(AnOperator.Active() with { Id = Administrator.Operator, UserName = "root", IsAdministrator = true });
        await app.Operators.KeepAsync(AnOperator.Active());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_change_to_an_inactive_status_ends_sessions_and_no_change_does_not()
    {
        foreach (var (status, version) in ((OperatorStatus, int)[])
        [
            (OperatorStatus.Active, 0), (OperatorStatus.Inactive, 1), (OperatorStatus.Inactive, 1), (OperatorStatus.Locked, 2),
            (OperatorStatus.Active, 2), (OperatorStatus.Locked, 3),
        ])
        {
            Assert.Null((await ChangeAsync(Administrator, new() { Status = status })).Error);
            Assert.Equal((status, version), ((await FindAsync()).Status, (await FindAsync()).SignInVersion));
        }
    }

    [Theory]
    [InlineData(OperatorStatus.Active, OperatorStatus.Inactive, null)]
    [InlineData(OperatorStatus.Active, OperatorStatus.Locked, null)]
    [InlineData(OperatorStatus.Inactive, OperatorStatus.Locked, null)]
    [InlineData(OperatorStatus.Inactive, OperatorStatus.Inactive, null)]
    [InlineData(OperatorStatus.Inactive, OperatorStatus.Active, "own_status")]
    [InlineData(OperatorStatus.Locked, OperatorStatus.Active, "own_status")]
    [InlineData(OperatorStatus.Locked, OperatorStatus.Inactive, "own_status")]
    public async Task An_operator_may_lower_its_own_status_but_never_raise_it(OperatorStatus from, OperatorStatus to, string? code)
    {
        Assert.Null((await ChangeAsync(Administrator, new() { Status = from })).Error);
        Assert.Equal(code, (await ChangeAsync(Ada, new() { Status = to })).Error?.Code);
        Assert.Equal(code, (await ChangeAsync(Ada with { Grants = Grants.All }, new() { Status = to })).Error?.Code);
        Assert.Equal(code is null ? to : from, (await FindAsync()).Status);
    }

    [Fact]
    public async Task Only_callers_who_manage_rights_change_them_and_a_repeat_changes_nothing()
    {
        var group = await NewGroupAsync();
        foreach (var caller in (Caller[])[Ada, Manager])
        {
            Assert.Equal("forbidden", (await ChangeAsync(caller, new() { IsAdministrator = true })).Error?.Code);
            Assert.Equal("forbidden", (await ChangeAsync(caller, new() { Groups = [group.Number] })).Error?.Code);
            Assert.Null((await ChangeAsync(caller, new() { IsAdministrator = false, Groups = [], Title = "Engineer" })).Error);
        }
        Assert.Null((await ChangeAsync(Administrator, new() { IsAdministrator = true, Groups = [group.Number] })).Error);
        Assert.Equal(2, (await app.Operators.PartnerAsync(42)).Administrators);
        Assert.Equal([group.Number], (await FindAsync()).Groups);
        Assert.Null((await ChangeAsync(Administrator, new() { Status = OperatorStatus.Inactive })).Error);
        Assert.Equal(1, (await app.Operators.PartnerAsync(42)).Administrators);
    }

    [Fact]
    public async Task Unknown_groups_are_named_and_nothing_changes()
    {
        var group = await NewGroupAsync();
        var unknown = await ChangeAsync(Administrator, new() { FirstName = "X", Groups = [999, group.Number, 3] });
        var tooMany = await ChangeAsync(Administrator, new() { Groups = [.. Enumerable.Range(1, 91).Select(number => (uint)number)] });

        Assert.Equal("These groups do not exist: 3, 999.", unknown.Error!.Message);
        Assert.Equal("'groups' must contain at most 90 groups; it contains 91.", tooMany.Error!.Message);
        Assert.Equal(("Ada", 0), ((await FindAsync()).FirstName, (await FindAsync()).Groups.Count));
    }

    [Fact]
    public async Task A_group_joined_during_its_deletion_is_either_kept_or_unknown()
    {
        var group = await NewGroupAsync();
        app.Spy<IOperatorStore>().BeforeNext("ClaimLogin", async () => Assert.Null((await DeleteAsync(group)).Error));
        Assert.Equal(
            "These groups do not exist: 8.",
            (await ChangeAsync(Administrator, new() { UserName = "another", Groups = [group.Number] })).Error!.Message);
        Assert.True(app.Spy<IOperatorStore>().IsSpent);
        Assert.Equal(("ada@partner.example", 0), ((await FindAsync()).UserName, (await FindAsync()).Groups.Count));
    }

    [Fact]
    public async Task An_operator_is_created_with_its_groups_status_and_details()
    {
        var group = await NewGroupAsync();
        var made = await AddAsync(Administrator, new()
        {
            FirstName = " Grace ",
            LastName = "",
            Title = "Admiral",
            PhoneNumber = " ",
            Status = OperatorStatus.Locked,
            IsAdministrator = true,
            Groups = [group.Number],
        });

        Assert.True(made.TryGet(out var stored, out _));
        var found = (await app.Operators.FindAsync(42, stored.Value.Id.UserId, default))!.Value;
        Assert.Equal(
            ("grace", "g@x", "Grace", "", "Admiral", null),
            (found.UserName, found.Email, found.FirstName, found.LastName, found.Title, found.PhoneNumber));
        Assert.Equal((OperatorStatus.Locked, true), (found.Status, found.IsAdministrator));
        Assert.Equal([group.Number], found.Groups);
        Assert.Equal(1, (await app.Operators.PartnerAsync(42)).Administrators); // a locked one does not count
        Assert.Null((await DeleteAsync(group)).Error);
        Assert.Empty((await app.Operators.FindAsync(42, stored.Value.Id.UserId, default))!.Value.Groups);
    }

    [Fact]
    public async Task An_operator_created_while_its_group_is_deleted_is_created_without_it()
    {
        var group = await NewGroupAsync();
        // of the pending one it is no group yet
        app.Spy<IOperatorStore>().BeforeNext("ClaimLogin", async () => Assert.Null((await DeleteAsync(group)).Error));
        Assert.True((await AddAsync(Administrator, new() { FirstName = "Grace", Groups = [group.Number] })).TryGet(out var made, out _));
        Assert.Empty(made.Value.Groups);
    }

    [Fact]
    public async Task Only_callers_who_manage_rights_create_operators_with_rights()
    {
        var group = await NewGroupAsync();
        Assert.Null((await AddAsync(Manager, new() { FirstName = "Grace", IsAdministrator = false, Groups = [] })).Error);
        Assert.Equal("forbidden", (await AddAsync(Manager, new() { FirstName = "Grace", IsAdministrator = true })).Error!.Code);
        Assert.Equal("forbidden", (await AddAsync(Manager, new() { FirstName = "Grace", Groups = [group.Number] })).Error!.Code);
        Assert.Equal("forbidden", (await AddAsync(Ada, new() { FirstName = "Grace" })).Error!.Code);
    }

    [Fact]
    public async Task An_operator_without_any_name_is_refused()
    {
        Assert.Equal("fullName", (await AddAsync(Administrator, new() { FirstName = " ", LastName = "" })).Error!.Target);
        Assert.Equal("fullName", (await ChangeAsync(Administrator, new() { FirstName = "", LastName = "" })).Error!.Target);
        Assert.Null((await ChangeAsync(Administrator, new() { FirstName = "" })).Error);
        Assert.Equal("Example", (await FindAsync()).FullName);
    }

    [Fact]
    public async Task Several_operators_are_deleted_together_with_the_administrator_count()
    {
        var others = new List<uint>();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(
                (await AddAsync(
                    Administrator,
                    new() { UserName = $"user {i}", FirstName = "Grace", IsAdministrator = i > 0 })).TryGet(out var made, out _));
            others.Add(made.Value.Id.UserId);
        }
        Assert.Equal(3, (await app.Operators.PartnerAsync(42)).Administrators);

        Assert.Null((await app.Get<DeleteOperators>().ExecuteAsync(Administrator, others, default)).Error);

        Assert.Equal(1, (await app.Operators.PartnerAsync(42)).Administrators);
        Assert.Equal([1u, 7u], await app.Operators.ListAsync(42, default).Select(found => found.Value.Id.UserId).ToListAsync());
        Assert.Equal(3, app.Get<InMemoryDeletedOperators>().Sent.Count);
        Assert.Equal(3, app.Audit.Count(entry => entry.Action == AuditAction.OperatorDeleted));
    }

    [Fact]
    public async Task A_caller_that_was_just_deleted_cannot_delete_other_administrators()
    {
        Assert.Null((await ChangeAsync(Administrator, new() { IsAdministrator = true })).Error);
        var ada = Ada with { Grants = Grants.All };
        app.Spy<IOperatorStore>().BeforeNext(
            "DeleteAll", async () => Assert.Null((await app.Get<DeleteOperators>().ExecuteAsync(Administrator, [7], default)).Error));
        Assert.Equal("forbidden", (await app.Get<DeleteOperators>().ExecuteAsync(ada, [1], default)).Error!.Code);
        Assert.NotNull(await app.Operators.FindAsync(42, 1, default));
    }

    [Theory]
    [InlineData(new uint[0], "'ids' must contain between 1 and 45 ids; it contains 0.")]
    [InlineData(new uint[] { 7, 5, 4 }, "Nothing was deleted, because these are the caller or do not exist: 4, 5.")]
    [InlineData(new uint[] { 7, 1 }, "Nothing was deleted, because these are the caller or do not exist: 1.")]
    public async Task Ids_that_block_a_deletion_are_named_and_nothing_is_deleted(uint[] userIds, string message)
    {
        Assert.Equal(message, (await app.Get<DeleteOperators>().ExecuteAsync(Administrator, userIds, default)).Error!.Message);
        Assert.NotNull(await app.Operators.FindAsync(42, 7, default));
        Assert.Empty(app.Get<InMemoryDeletedOperators>().Sent);
    }

    [Fact]
    public async Task No_caller_deletes_an_operator_with_more_rights_among_others()
    {
        var reader = AnOperator.Active() with
        {
            Id = AccountId.At(AccountKind.Operator, 42, 20, 0, 1),
            UserName = "reader",
            Authorizations = [OperatorAuthorization.AccountAccess],
        };
        await app.Operators.KeepAsync(reader);
        Assert.Equal("forbidden", (await app.Get<DeleteOperators>().ExecuteAsync(Manager, [7, 20], default)).Error!.Code);
        Assert.Equal("forbidden", (await app.Get<DeleteOperators>().ExecuteAsync(Ada, [7], default)).Error!.Code);
        Assert.NotNull(await app.Operators.FindAsync(42, 7, default));
        Assert.Null((await app.Get<DeleteOperators>().ExecuteAsync(Manager, [7], default)).Error);
    }

    [Fact]
    public async Task Groups_are_deleted_together_or_not_at_all()
    {
        var (one, other, used) = (await NewGroupAsync(), await NewGroupAsync(), await NewGroupAsync());
        Assert.Null((await ChangeAsync(Administrator, new() { Groups = [used.Number] })).Error);

        Assert.Equal(
            "Nothing was deleted, because these do not exist: 7.", (await DeleteAsync(Administrator, used.Number, 7)).Error!.Message);
        Assert.Equal([used.Number], (await FindAsync()).Groups);
        Assert.Equal("forbidden", (await DeleteAsync(Manager, one.Number)).Error!.Code);
        Assert.Null((await DeleteAsync(Administrator, one.Number, other.Number)).Error);
        Assert.Equal([10u], await app.Get<IGroupStore>().ListAsync(42, default).Select(found => found.Value.Number).ToListAsync());
    }

    [Fact]
    public async Task A_caller_without_the_right_does_not_learn_which_numbers_there_are()
    {
        var find = new FindOperatorId(app.Operators);
        Assert.Equal("forbidden", (await find.ExecuteAsync(Ada, 1, Permission.ReadOperators, default)).Error!.Code);
        Assert.Equal("forbidden", (await find.ExecuteAsync(Ada, 99, Permission.ReadOperators, default)).Error!.Code);
        Assert.Null((await find.ExecuteAsync(Ada, 7, Permission.ReadOperators, default)).Error);
        Assert.Equal("not_found", (await find.ExecuteAsync(Administrator, 99, Permission.ReadOperators, default)).Error!.Code);
        Assert.Equal("forbidden", (await app.Get<FindGroupId>().ExecuteAsync(Ada, 99, Permission.ReadOperators, default)).Error!.Code);
    }

    private async Task<Group> NewGroupAsync() =>
        (await app.Get<CreateGroup>().ExecuteAsync(Administrator, "A group", "name", "", default)).Value();

    private async Task<Result<Unit>> DeleteAsync(Group group) =>
        await app.Get<DeleteGroup>().ExecuteAsync(Administrator, group.Id, default);

    private Task<Result<Unit>> DeleteAsync(Caller caller, params uint[] numbers) =>
        app.Get<DeleteGroups>().ExecuteAsync(caller, numbers, default);

    private Task<Result<Operator>> ChangeAsync(Caller caller, OperatorChanges changes) =>
        app.Get<ChangeOperator>().ExecuteAsync(caller, Known.OperatorId, changes, version: null, default);

    private Task<Result<Versioned<Operator>>> AddAsync(Caller caller, OperatorChanges fields) =>
        app.Get<AddOperator>().ExecuteAsync(caller, fields with { UserName = fields.UserName ?? "grace", Email = "g@x" }, default);

    private async Task<Operator> FindAsync() => (await app.Operators.FindAsync(42, 7, default))!.Value;
}
