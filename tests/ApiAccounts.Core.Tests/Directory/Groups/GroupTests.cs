using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Directory.Groups;

public sealed class GroupTests : IAsyncLifetime
{
    private static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 99, 0), "Root", Known.EveryGrant);
    private static readonly AuditEntries Audit = new(TimeProvider.System);

    private readonly InMemoryOperatorStore store = new(AFeed.InMemory(TimeProvider.System));

    public Task InitializeAsync() => store.KeepAsync(AnOperator.Active());

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_group_gets_the_next_number_of_its_partner()
    {
        var (first, second) = (await CreateAsync("First"), await CreateAsync("Second"));
        Assert.Equal((AccountKind.Group, 42u, 8u, 0), (first.Id.Kind, first.Id.Pid, first.Number, first.Id.Bucket));
        Assert.Equal(9u, second.Number);
        Assert.Equal(9u, (await store.PartnerAsync(42)).LastUserId);
    }

    [Theory]
    [InlineData("", "The description of a group must not be empty.")]
    [InlineData(" \t", "The description of a group must not be empty.")]
    [InlineData("a\u0007b", "The description of a group must not contain control characters.")]
    public async Task A_name_that_is_none_is_refused(string name, string message)
    {
        Assert.Equal(message, (await new CreateGroup(store, store, Audit).ExecuteAsync(Administrator, name, "description", "", default)).Error!.Message);
        var group = await CreateAsync("First");
        Assert.Equal(message, (await new ChangeGroup(store, Audit).ExecuteAsync(Administrator, group.Id, name, "description", null, default)).Error!.Message);
    }

    [Fact]
    public async Task A_group_with_members_stays_and_one_without_goes()
    {
        var group = await CreateAsync("First");
        Assert.Null(await AddAsync(group));
        Assert.Null(await AddAsync(group)); // and again, which changes nothing
        Assert.Equal([8u], (await store.FindAsync(42, 7, default))!.Value.Groups);
        Assert.Equal("group_has_members", await DeleteAsync(group));
        Assert.Null(await RemoveAsync(group));
        Assert.Equal("not_found", await RemoveAsync(group));
        Assert.Null(await DeleteAsync(group));
        Assert.Equal("not_found", await AddAsync(group));
    }

    [Fact]
    public async Task Who_becomes_a_member_while_the_group_is_deleted_keeps_it()
    {
        var group = await CreateAsync("First");
        var racing = new RacingGroupStore(store, beforeDelete: async () => Assert.Null(await AddAsync(group)));
        Assert.Equal("group_has_members", (await new DeleteGroup(racing, store, Audit).ExecuteAsync(Administrator, group.Id, default)).Error!.Code);
        Assert.Equal([8u], (await store.FindAsync(42, 7, default))!.Value.Groups);
    }

    [Fact]
    public async Task A_group_that_is_deleted_while_someone_becomes_a_member_leaves_no_membership()
    {
        var group = await CreateAsync("First");
        var racing = new CrashingOperatorStore(store) { Before = ("Change", async () => Assert.Null(await DeleteAsync(group))) };
        Assert.Equal(
            Error.NotFound("group"), (await new AddGroupMember(store, racing, Audit).ExecuteAsync(Administrator, group.Id, Known.OperatorId, default)).Error);
        Assert.Empty((await store.FindAsync(42, 7, default))!.Value.Groups);
    }

    private async Task<Group> CreateAsync(string name) =>
        (await new CreateGroup(store, store, Audit).ExecuteAsync(Administrator, name, "name", "", default)).TryGet(out var group, out var error)
            ? group
            : throw new InvalidOperationException(error.Message);

    private async Task<string?> AddAsync(Group group) =>
        (await new AddGroupMember(store, store, Audit).ExecuteAsync(Administrator, group.Id, Known.OperatorId, default)).Error?.Code;

    private async Task<string?> RemoveAsync(Group group) =>
        (await new RemoveGroupMember(store, store, Audit).ExecuteAsync(Administrator, group.Id, Known.OperatorId, default)).Error?.Code;

    private async Task<string?> DeleteAsync(Group group) =>
        (await new DeleteGroup(store, store, Audit).ExecuteAsync(Administrator, group.Id, default)).Error?.Code;

    /// <summary>A store to which someone else does something just before a write, once.</summary>
    private sealed class RacingGroupStore(IGroupStore inner, Func<Task>? beforeDelete) : IGroupStore
    {
        public Task<Stored<Group>?> FindAsync(uint pid, uint number, CancellationToken cancellationToken) => inner.FindAsync(pid, number, cancellationToken);

        public IAsyncEnumerable<Stored<Group>> ListAsync(uint pid, CancellationToken cancellationToken) => inner.ListAsync(pid, cancellationToken);

        public Task<bool> AddAsync(Stored<Partner> partner, Group group, AuditEntry audit, CancellationToken cancellationToken) =>
            inner.AddAsync(partner, group, audit, cancellationToken);

        public Task<bool> ChangeAsync(Stored<Group> changed, AuditEntry audit, CancellationToken cancellationToken) =>
            inner.ChangeAsync(changed, audit, cancellationToken);

        public async Task<bool> DeleteAsync(Stored<Group> deleted, AuditEntry audit, CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref beforeDelete, null) is { } action) await action();
            return await inner.DeleteAsync(deleted, audit, cancellationToken);
        }

        public async Task<bool> DeleteAllAsync(IReadOnlyList<GroupDeletion> deletions, CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref beforeDelete, null) is { } action) await action();
            return await inner.DeleteAllAsync(deletions, cancellationToken);
        }
    }
}
