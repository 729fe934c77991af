using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Deadlines;

/// <summary>Whatever lets an API user expire has it looked at before.</summary>
public sealed class ExpiryDeadlinesTests : IDisposable
{
    private static readonly DateTimeOffset End = Known.Now.AddDays(20).AddTicks(1);

    private readonly CoreUnderTest app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_registered_API_user_gets_a_deadline()
    {
        Assert.True(
            (await app.Get<RegisterApiUser>().ExecuteAsync(
                Callers.Ada, Known.OperatorId, new("a") { ExpiresAt = End }, default)).TryGet(out var made, out _));
        Assert.Equal([new(DeadlineKind.Expiry, made.ApiUser.Id, Known.Now.AddDays(20))], await DeadlinesAsync());
    }

    [Fact]
    public async Task API_users_saved_together_get_their_deadlines()
    {
        NewApiUser[] add = [new("a") { ExpiresAt = End }, new("b"), new("c") { ExpiresAt = End.AddDays(1) }];
        Assert.True(
            (await app.Get<SaveApiUserChanges>().ExecuteAsync(Callers.Ada, Known.OperatorId, add, [], default)).TryGet(
                out var saved, out _));
        Assert.Equal(
            [
                new(DeadlineKind.Expiry, saved.Added[0].ApiUser.Id, Known.Now.AddDays(20)),
                new(DeadlineKind.Expiry, saved.Added[2].ApiUser.Id, Known.Now.AddDays(21)),
            ],
            await DeadlinesAsync());
    }

    [Fact]
    public async Task A_changed_expiry_gets_a_deadline()
    {
        await app.KeepAsync(AnApiUser.Working());
        var settings = AnApiUser.Working().Settings;
        Assert.Null((await app.Get<UpdateApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUserId, settings, default)).Error);
        Assert.Empty(await DeadlinesAsync());
        Assert.Null(
            (await app.Get<UpdateApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUserId, settings with { ExpiresAt = End }, default)).Error);
        Assert.Equal([new(DeadlineKind.Expiry, Known.ApiUserId, Known.Now.AddDays(20))], await DeadlinesAsync());
    }

    [Fact]
    public async Task An_expiry_moved_again_and_again_has_one_deadline()
    {
        await app.KeepAsync(AnApiUser.Working());
        for (var day = 0; day < 20; day++) await ExpireAsync(End.AddDays(day));
        Assert.Equal([new(DeadlineKind.Expiry, Known.ApiUserId, Known.Now.AddDays(39))], await DeadlinesAsync());
        await ExpireAsync(End);
        Assert.Equal([new(DeadlineKind.Expiry, Known.ApiUserId, Known.Now.AddDays(20))], await DeadlinesAsync());
        await ExpireAsync(null);
        Assert.Empty(await DeadlinesAsync());
    }

    [Fact]
    public async Task An_expiry_set_back_at_the_same_time_keeps_its_deadline()
    {
        await app.KeepAsync(AnApiUser.Working());
        await ExpireAsync(End);
        app.Spy<IDeadlineStore>().BeforeNext("Remove", () => ExpireAsync(End)); // another call, before the old deadline is deleted
        await ExpireAsync(End.AddDays(1));
        Assert.Contains(new(DeadlineKind.Expiry, Known.ApiUserId, Known.Now.AddDays(20)), await DeadlinesAsync());
    }

    [Fact]
    public async Task An_expiry_set_while_another_change_removes_the_same_one_keeps_its_deadline()
    {
        await app.KeepAsync(AnApiUser.Working());
        var deadline = new Deadline(DeadlineKind.Expiry, Known.ApiUserId, Known.Now.AddDays(20));
        app.Spy<IApiUserStore>().BeforeNext("Change", () => app.Get<IDeadlineStore>().RemoveAsync(deadline, default)); // that call's end
        await ExpireAsync(End);
        Assert.Equal([deadline], await DeadlinesAsync());
    }

    [Fact]
    public async Task An_expiry_in_the_past_gets_no_deadline()
    {
        await app.KeepAsync(AnApiUser.Working());
        Assert.Null((await app.Get<UpdateApiUser>().ExecuteAsync(
            Callers.Ada, Known.ApiUserId, AnApiUser.Working().Settings with { ExpiresAt = Known.Now }, default)).Error);
        Assert.Empty(await DeadlinesAsync());
    }

    [Fact]
    public async Task Nothing_changes_when_the_deadline_cannot_be_stored()
    {
        using var own = new CoreUnderTest();
        own.Spy<IDeadlineStore>().Before("Add", () => throw new ProcessDiedException());
        await own.KeepAsync(AnApiUser.Working());
        var before = own.Audit;

        await Assert.ThrowsAsync<ProcessDiedException>(() =>
            own.Get<RegisterApiUser>().ExecuteAsync(Callers.Ada, Known.OperatorId, new("a") { ExpiresAt = End }, default));
        await Assert.ThrowsAsync<ProcessDiedException>(() =>
            own.Get<SaveApiUserChanges>().ExecuteAsync(Callers.Ada, Known.OperatorId, [new("a") { ExpiresAt = End }], [], default));
        await Assert.ThrowsAsync<ProcessDiedException>(() => own.Get<UpdateApiUser>().ExecuteAsync(
            Callers.Ada, Known.ApiUserId, AnApiUser.Working().Settings with { ExpiresAt = End }, default));

        Assert.Equal(before, own.Audit);
        Assert.Null((await own.Get<RegisterApiUser>().ExecuteAsync(Callers.Ada, Known.OperatorId, new("never ends"), default)).Error);
    }

    private async Task ExpireAsync(DateTimeOffset? expiresAt) => Assert.Null((await app.Get<UpdateApiUser>().ExecuteAsync(
        Callers.Ada, Known.ApiUserId, AnApiUser.Working().Settings with { ExpiresAt = expiresAt }, default)).Error);

    private async Task<IEnumerable<Deadline>> DeadlinesAsync() =>
        (await app.Get<IDeadlineStore>().ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync())
            .OrderBy(deadline => deadline.At);
}
