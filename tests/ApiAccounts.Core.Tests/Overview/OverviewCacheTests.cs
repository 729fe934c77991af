using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Overview;

/// <summary>How old what is shown may be, and what is read for it.</summary>
public sealed class OverviewCacheTests : IAsyncLifetime
{
    private static readonly AccountId First = Known.ApiUser(1);
    private static readonly AccountId Second = Known.ApiUser(2);
    private readonly Overviews overviews = new();

    public async ValueTask InitializeAsync()
    {
        await overviews.App.Operators.KeepAsync(AnOperator.Active());
        await overviews.AddAsync(First, "a");
        await overviews.AddAsync(Second, "b");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_cached_overview_is_shown_without_a_read()
    {
        Assert.Equal("a, b", await overviews.ShownAsync());
        await overviews.UseAsync(First, 5);
        var calls = (overviews.ApiUserReads, overviews.App.Spy<IOperatorStore>().CallCount);
        overviews.Clock.Advance(TimeSpan.FromSeconds(2.4));

        var found = await overviews.FindAsync();

        Assert.Equal(("a, b", Known.Now, 1), (Overviews.Text(found), found.AsOf, overviews.Reads));
        Assert.Equal(calls, (overviews.ApiUserReads, overviews.App.Spy<IOperatorStore>().CallCount));
    }

    [Fact]
    public async Task An_overview_past_half_its_age_is_refreshed_while_the_cached_one_is_shown()
    {
        await overviews.ShownAsync();
        await overviews.UseAsync(First, 5);
        overviews.Clock.Advance(TimeSpan.FromSeconds(2.5));
        var gate = new TaskCompletionSource();
        overviews.Store.Before("Read", () => gate.Task);

        Assert.Equal("a, b", await overviews.ShownAsync());
        Assert.Equal("a, b", await overviews.ShownAsync());
        gate.SetResult();
        await UntilAsync(async () => await overviews.ShownAsync() == "a 5, b");

        Assert.Equal((Known.Now.AddSeconds(2.5), 2), ((await overviews.FindAsync()).AsOf, overviews.Reads));
    }

    [Fact]
    public async Task A_request_waits_for_fresh_data_after_five_seconds()
    {
        await overviews.ShownAsync();
        await overviews.UseAsync(First, 5);
        overviews.Clock.Advance(TimeSpan.FromSeconds(5).Add(TimeSpan.FromTicks(1)));

        var found = await overviews.FindAsync();

        Assert.Equal(("a 5, b", Known.Now.AddSeconds(5).AddTicks(1), 2), (Overviews.Text(found), found.AsOf, overviews.Reads));
    }

    [Fact]
    public async Task An_overview_that_is_slow_to_read_may_be_twice_as_old()
    {
        overviews.Store.Before("Read", () =>
        {
            overviews.Clock.Advance(TimeSpan.FromSeconds(4));
            return Task.CompletedTask;
        });
        Assert.Equal(Known.Now, (await overviews.FindAsync()).AsOf); // which is when the reading began
        await overviews.UseAsync(First, 5);
        var gate = new TaskCompletionSource();
        overviews.Store.Before("Read", () => gate.Task);
        overviews.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("a, b", await overviews.ShownAsync());
        overviews.Clock.Advance(TimeSpan.FromTicks(1));
        var waiting = overviews.ShownAsync();
        Assert.False(waiting.IsCompleted);
        gate.SetResult();
        Assert.Equal("a 5, b", await waiting);
    }

    [Fact]
    public async Task Nothing_is_read_while_nobody_asks()
    {
        await overviews.ShownAsync();
        overviews.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, overviews.Reads);
    }

    [Fact]
    public async Task This_instances_own_changes_show_at_once_and_read_only_the_changed_row()
    {
        await overviews.ShownAsync();
        var calls = overviews.ApiUserReads;

        await overviews.AddAsync(Known.ApiUser(3), "c");
        Assert.Equal("a, b, c", await overviews.ShownAsync());
        await overviews.ChangeAsync(First, "z");
        Assert.Equal("b, c, z", await overviews.ShownAsync());
        await overviews.DeleteAsync(Second);
        Assert.Equal("c, z", await overviews.ShownAsync());

        Assert.Equal((1, 3), (overviews.Reads, overviews.ApiUserReads - calls));
    }

    [Fact]
    public async Task Another_instances_changes_show_with_the_next_read_of_the_feed()
    {
        await overviews.ShownAsync(overviews.Elsewhere);
        await overviews.ChangeAsync(First, "z");
        await overviews.DeleteAsync(Second);
        overviews.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("z", await overviews.ShownAsync(overviews.Elsewhere));
        Assert.Equal(1, overviews.Reads);
    }

    [Fact]
    public async Task A_changed_or_deleted_operator_shows_at_once()
    {
        await overviews.ShownAsync();
        var ada = (await overviews.App.Operators.FindAsync(42, 7, default))!;
        Assert.True(
            await overviews.App.Operators.ChangeAsync(
                ada with { Value = ada.Value with { FirstName = "Eve" } }, null, AuditOfAda(), default));
        Assert.Equal(["Eve Example"], (await overviews.FindAsync()).Rows.Select(row => row.Operator.FullName).Distinct());

        Assert.True(
            await overviews.App.Operators.DeleteAsync(
                (await overviews.App.Operators.FindAsync(42, 7, default))!, null, AuditOfAda(), default));
        Assert.Equal("", await overviews.ShownAsync());
        Assert.Equal(1, overviews.Reads);
    }

    [Fact]
    public async Task An_operator_created_in_the_meantime_is_found_with_its_API_users()
    {
        await overviews.ShownAsync();
        var bob = AccountId.At(AccountKind.Operator, 42, 8, 15, 1);
        await overviews.App.Operators.KeepAsync(AnOperator.Active() with { Id = bob, UserName = "bob", FirstName = "Bob" });
        async Task<Result<OverviewOfApiUsers>> FindAsync(AccountId id) =>
            await overviews.App.Get<ReadOverview>().ExecuteAsync(Overviews.AdministratorOf(42), new() { OperatorId = id }, default);

        Assert.True((await FindAsync(bob)).TryGet(out var none, out _));
        Assert.Empty(none.Rows);
        Assert.Equal(
            Error.NotFound("operator") with { Target = "operatorId" }, (await FindAsync(
                AccountId.At(AccountKind.Operator, 42, 8, 15, 2))).Error);

        var made = AccountId.At(AccountKind.ApiUser, 42, 8, 15, 1);
        await overviews.App.ApiUsers.AddAsync(AnApiUser.Working() with { Id = made, OperatorId = bob }, overviews.Audit(made), default);
        Assert.True((await FindAsync(bob)).TryGet(out var one, out _));
        Assert.Equal(["Bob Example"], one.Rows.Select(row => row.Operator.FullName));
        Assert.Equal(1, overviews.Reads);
    }

    [Fact]
    public async Task A_change_that_a_refresh_missed_is_not_lost()
    {
        await overviews.ShownAsync();
        overviews.Clock.Advance(TimeSpan.FromSeconds(3));
        var (read, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        overviews.Store.After("Read", _ =>
        {
            read.TrySetResult();
            return gate.Task;
        });
        await overviews.ShownAsync();
        await read.Task;
        await overviews.ChangeAsync(First, "z");
        Assert.Equal("b, z", await overviews.ShownAsync());
        gate.SetResult();
        await UntilAsync(async () =>
        {
            var found = await overviews.FindAsync();
            Assert.Equal("b, z", Overviews.Text(found));
            return found.AsOf == Known.Now.AddSeconds(3);
        });
    }

    [Fact]
    public async Task The_whole_overview_is_read_again_after_many_changes()
    {
        await overviews.ShownAsync();
        var calls = overviews.ApiUserReads;
        for (var number = 3; number <= 203; number++) await overviews.AddAsync(Known.ApiUser(number), "c");

        Assert.Equal(203, (await overviews.FindAsync()).Page(0, 1).Total);
        Assert.Equal((2, calls), (overviews.Reads, overviews.ApiUserReads));
    }

    [Fact]
    public async Task Concurrent_requests_share_one_read()
    {
        var gate = new TaskCompletionSource();
        overviews.Store.Before("Read", () => gate.Task);
        var asking = AtOnce.RunAsync(8, _ => overviews.ShownAsync());
        await UntilAsync(() => Task.FromResult(overviews.Reads > 0));
        gate.SetResult();

        Assert.Equal(Enumerable.Repeat("a, b", 8), await asking);
        Assert.Equal(1, overviews.Reads);
    }

    [Fact]
    public async Task A_failed_read_is_retried_by_the_next_request()
    {
        overviews.Store.Before("Read", () => throw new IOException("The storage does not answer."));
        await Assert.ThrowsAsync<IOException>(() => overviews.ShownAsync());
        overviews.Store.LeaveAlone("Read");
        Assert.Equal("a, b", await overviews.ShownAsync());
    }

    [Fact]
    public async Task Callers_without_the_right_see_their_own_current_API_users()
    {
        await overviews.ShownAsync();
        await overviews.UseAsync(First, 5);
        var found = await overviews.App.Get<ReadOverview>().ExecuteAsync(
            new Caller(Known.OperatorId, "Ada Example", Grants.None), new() { SortBy = OverviewColumn.Description }, default);
        Assert.True(found.TryGet(out var own, out _));
        Assert.Equal("a 5, b", Overviews.Text(own));
    }

    private AuditEntry AuditOfAda() => overviews.Audit(Known.OperatorId);

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested);
            await Task.Yield();
        }
    }
}
