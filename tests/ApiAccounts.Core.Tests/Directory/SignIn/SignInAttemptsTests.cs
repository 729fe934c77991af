using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.SignIn;

/// <summary>After 5 wrong passwords in a row a user name is locked for 15 minutes.</summary>
public sealed class SignInAttemptsTests : IDisposable
{
    private const string Key = "ad319ccf316c681b1fa259fe25dc960b8cfa18c1a3a5244111397cb241a7a526"; // of ada@partner.example

    private readonly CoreUnderTest app = new();
    private int looks;

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Five_wrong_passwords_lock_the_name_and_a_sixth_is_refused_unchecked()
    {
        await FailAsync(5);
        Assert.Equal("sign_in_locked", (await RightAsync()).Error!.Code);
        Assert.Equal(5, looks);
    }

    [Fact]
    public async Task Four_wrong_passwords_do_not_lock_and_a_right_one_resets_the_count()
    {
        await FailAsync(4);
        Assert.Null((await RightAsync()).Error);
        await FailAsync(4);
        Assert.Null((await RightAsync()).Error);
    }

    [Fact]
    public async Task The_lock_ends_15_minutes_after_the_last_failure_and_says_when()
    {
        await FailAsync(5);
        app.Clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal(TimeSpan.FromMinutes(15), (await RightAsync()).Error!.RetryAfter);
        app.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(0.5) - TimeSpan.FromTicks(1));
        Assert.Equal(TimeSpan.FromSeconds(1), (await RightAsync()).Error!.RetryAfter);
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Null((await RightAsync()).Error);
    }

    [Fact]
    public async Task Five_more_attempts_are_allowed_after_the_lock()
    {
        await FailAsync(5);
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await FailAsync(5);
        Assert.Equal(10, looks);
        Assert.Equal("sign_in_locked", (await RightAsync()).Error!.Code);
    }

    [Fact]
    public async Task A_clock_that_was_ahead_does_not_prolong_the_lock()
    {
        await FailAsync(5);
        app.Clock.AdjustTime(Known.Now.AddMinutes(-5));
        Assert.Equal(TimeSpan.FromMinutes(15), (await RightAsync()).Error!.RetryAfter);
    }

    [Fact]
    public async Task Only_five_of_a_hundred_concurrent_wrong_passwords_are_checked()
    {
        var results = await TryAtOnceAsync(100, Error.Unauthenticated);
        Assert.Equal(5, looks);
        Assert.Equal(5, results.Count(result => result.Error!.Code == "invalid_credentials"));
        Assert.Equal(95, results.Count(result => result.Error!.Code == "sign_in_locked"));
    }

    [Fact]
    public async Task Twenty_concurrent_right_passwords_all_succeed()
    {
        Assert.All(await TryAtOnceAsync(20, new Unit()), result => Assert.Null(result.Error));
        Assert.Equal(20, looks);
    }

    [Fact]
    public async Task An_attempt_that_finds_five_in_progress_waits_for_their_outcome()
    {
        var ends = new TaskCompletionSource<Result<Unit>>();
        var running = Enumerable.Range(0, 5).Select(
            _ => app.Get<SignInAttempts>().TryAsync(Key, null, clearsFailures: true, () => ends.Task, default)).ToList();
        var sixth = RightAsync();
        await app.Clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(50));
        Assert.False(sixth.IsCompleted);

        ends.SetResult(new Unit());
        await Task.WhenAll(running);
        await app.Clock.PassUntilAsync(sixth);
        Assert.Null((await sixth).Error);
    }

    [Fact]
    public async Task Five_attempts_that_never_end_count_as_wrong_after_five_seconds()
    {
        var never = new TaskCompletionSource<Result<Unit>>();
        for (var i = 0; i < 5; i++) _ = app.Get<SignInAttempts>().TryAsync(Key, null, clearsFailures: true, () => never.Task, default);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("sign_in_locked", (await RightAsync()).Error!.Code);
        app.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromSeconds(5));
        Assert.Null((await RightAsync()).Error);
    }

    [Fact]
    public async Task An_attempt_that_was_not_checked_or_threw_does_not_count()
    {
        var busy = new Error(ErrorKind.TooManyRequests, "busy", "Busy.");
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(
                busy,
                (await app.Get<SignInAttempts>().TryAsync<Unit>(Key, null, clearsFailures: true, () => LookAsync(busy), default)).Error);
            await Assert.ThrowsAsync<IOException>(
                () => app.Get<SignInAttempts>().TryAsync<Unit>(Key, null, clearsFailures: true, () => throw new IOException(), default));
        }
        await FailAsync(4);
        Assert.Null((await RightAsync()).Error);
    }

    [Fact]
    public async Task A_wrong_password_that_ends_after_a_right_one_starts_the_next_count()
    {
        var ends = new TaskCompletionSource<Result<Unit>>();
        var late = app.Get<SignInAttempts>().TryAsync(Key, null, clearsFailures: true, () => ends.Task, default);
        Assert.Null((await RightAsync()).Error);
        ends.SetResult(Error.Unauthenticated);
        await late;
        await FailAsync(4);
        Assert.Equal("sign_in_locked", (await RightAsync()).Error!.Code);
    }

    [Fact]
    public async Task The_lock_of_an_existing_user_name_is_audited_once_and_of_an_unknown_one_never()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await FailAsync(5);
        await RightAsync();
        for (var i = 0; i < 6; i++) await app.Get<SignInOperator>().ExecuteAsync("nobody", "wrong", "192.0.2.7", default);

        var entry = Assert.Single(app.Trail);
        Assert.Equal(
            (AuditAction.SignInLocked, Known.OperatorId, null, "192.0.2.7"), (entry.Action, entry.Subject, entry.Actor, entry.Address));
    }

    [Fact]
    public async Task Old_tallies_are_purged_and_current_ones_stay()
    {
        await FailAsync(1);
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(0, await app.Get<PurgeSignInTallies>().ExecuteAsync(default));
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await app.Get<PurgeSignInTallies>().ExecuteAsync(default));
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
            Assert.Equal(
                Error.Unauthenticated,
                (await app.Get<SignInAttempts>().TryAsync<Unit>(
                    Key, "192.0.2.7", clearsFailures: true, () => LookAsync(Error.Unauthenticated), default)).Error);
    }

    private Task<Result<Unit>> RightAsync() => app.Get<SignInAttempts>().TryAsync<Unit>(
        Key, null, clearsFailures: true, () => LookAsync(new Unit()), default);

    private Task<Result<Unit>> LookAsync(Result<Unit> result)
    {
        Interlocked.Increment(ref looks);
        return Task.FromResult(result);
    }

    /// <summary>By the real clock. The first look ends when all have begun or wait.</summary>
    private async Task<Result<Unit>[]> TryAtOnceAsync(int count, Result<Unit> result)
    {
        var attempts = app.New<SignInAttempts>(new AuditEntries(TimeProvider.System), TimeProvider.System);
        var allThere = new TaskCompletionSource();
        var trying = Enumerable.Range(0, count).Select(
            _ => attempts.TryAsync(Key, null, clearsFailures: true, LookUntilAllAreThereAsync, default)).ToList();
        allThere.SetResult();
        return await Task.WhenAll(trying);

        async Task<Result<Unit>> LookUntilAllAreThereAsync()
        {
            await allThere.Task;
            return await LookAsync(result);
        }
    }
}
