using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Directory.Operators;

/// <summary>The first message about a deletion is visible after 30 s. A slower deletion needs another.</summary>
public sealed class SlowDeletionTests : IDisposable
{
    private readonly CoreUnderTest app = new();

    private int Sent => app.Get<InMemoryDeletedOperators>().Sent.Count;

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData(14, 1)]
    [InlineData(15, 2)]
    [InlineData(45, 2)]
    public async Task A_slow_deletion_is_enqueued_again_when_it_has_ended(int seconds, int messages)
    {
        Assert.True(await DeleteAsync(() => Task.FromResult(true), seconds));
        Assert.Equal(messages, Sent);
    }

    [Fact]
    public async Task A_slow_deletion_whose_answer_was_lost_is_enqueued_again()
    {
        await Assert.ThrowsAsync<StorageUnavailableException>(
            () => DeleteAsync(() => throw new StorageUnavailableException(new IOException("No answer.")), seconds: 45));
        Assert.Equal(2, Sent);
    }

    [Fact]
    public async Task A_deletion_of_45_seconds_leaves_no_API_user_behind()
    {
        await app.KeepAsync(AnApiUser.Working());
        await app.Operators.KeepAsync(AnOperator.Active());
        var queue = app.Get<InMemoryDeletedOperators>();
        app.Spy<IOperatorStore>().Before("Delete", async () =>
        {
            app.Clock.Advance(TimeSpan.FromSeconds(45));
            await PurgeAsync(queue.Sent[0]); // finds the operator still there
            Assert.NotNull(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
        });

        Assert.Null((await app.Get<DeleteOperator>().ExecuteAsync(Callers.Administrator, Known.OperatorId, default)).Error);
        foreach (var id in queue.Sent.Skip(1)) await PurgeAsync(id);

        Assert.Null(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
    }

    private Task PurgeAsync(Core.Kernel.Ids.AccountId id) =>
        app.Get<PurgeOperator>().ExecuteAsync($$"""{"version":1,"operatorId":"{{id}}"}""", default);

    private Task<bool> DeleteAsync(Func<Task<bool>> delete, int seconds) => app.Get<EnqueueDeletedOperators>().AroundAsync(
        [Known.OperatorId],
        () =>
        {
            app.Clock.Advance(TimeSpan.FromSeconds(seconds));
            return delete();
        },
        default);
}
