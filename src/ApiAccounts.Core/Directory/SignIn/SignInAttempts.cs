using System.Security.Cryptography;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;

namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>
/// Locks the sign-in with a user name for a while after 5 wrong passwords in a row, whether or not the name exists. An attempt is
/// counted before its password is verified, so that concurrent attempts get no more verifications than sequential ones. The lock
/// affects only passwords: API users and sessions continue to work.
/// </summary>
public sealed class SignInAttempts(
    ISignInTallyStore tallies, IOperatorStore operators, IAuditTrail trail, AuditEntries audit, TimeProvider clock)
{
    private const int MaxFailures = 5;
    private const int RandomCharacters = 16;

    /// <summary>How long a name is locked, and how long failures count.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>An attempt that runs for longer has crashed.</summary>
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = 2 * LongestAttempt;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly Error Locked = new(
        ErrorKind.TooManyRequests,
        "sign_in_locked",
        "Sign-in with this user name is locked after too many wrong passwords in a row. Try again later.");

    /// <summary>Verifies a password, unless the user name is locked.</summary>
    /// <param name="loginKey">See <see cref="LoginName.KeyOf"/>.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <param name="clearsFailures">Whether the right password ends the round. If not, earlier failures still count.</param>
    /// <param name="attempt">
    /// Returns a value if the password is correct and <see cref="ErrorKind.Unauthenticated"/> if it is wrong. Any other error means
    /// that it was not verified, and does not count.
    /// </param>
    public async Task<Result<T>> TryAsync<T>(
        string loginKey, string? address, bool clearsFailures, Func<Task<Result<T>>> attempt, CancellationToken cancellationToken)
    {
        if (!(await BeginAsync(loginKey, cancellationToken)).TryGet(out var round, out var refusal)) return refusal;
        Result<T> result;
        try
        {
            result = await attempt();
        }
        catch
        {
            await EndAsync(loginKey, round, isFailure: false);
            throw;
        }
        if (result.Error is null && clearsFailures) await tallies.RemoveAsync(loginKey, CancellationToken.None);
        else if (await EndAsync(loginKey, round, result.Error?.Kind == ErrorKind.Unauthenticated) == MaxFailures
            && result.Error is not null) await RecordLockAsync(loginKey, address);
        return result;
    }

    /// <summary>Returns the state of the last sign-ins with a user name.</summary>
    public async Task<SignInState> StateOfAsync(string loginKey, CancellationToken cancellationToken)
    {
        var current = CurrentAt(clock.GetUtcNow(), await tallies.FindAsync(loginKey, cancellationToken));
        return new(current.Failed, current.Failed >= MaxFailures);
    }

    /// <summary>Counts an attempt. If running attempts decide whether the name is locked, waits for their results.</summary>
    /// <returns>The round in which it counts.</returns>
    private async Task<Result<string>> BeginAsync(string loginKey, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            var found = await tallies.FindAsync(loginKey, cancellationToken);
            var now = clock.GetUtcNow();
            var current = CurrentAt(now, found);
            if (current.Counted < MaxFailures)
            {
                var started = current with { Running = current.Running + 1, LastBegan = now, Write = NewKey() };
                if (await tallies.WriteAsync(loginKey, started, found, cancellationToken)) return started.Round;
                continue;
            }
            var age = now - current.LastBegan;
            if (current.Running == 0 || age >= LongestAttempt) return Locked with { RetryAfter = Rest(age) };
            if (clock.GetElapsedTime(since) >= LongestWait) return PasswordHashing.TooMany;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Ignores cancellation: the result counts even if the caller has disconnected.</summary>
    /// <returns>The number of failures so far.</returns>
    private async Task<int> EndAsync(string loginKey, string round, bool isFailure)
    {
        while (true)
        {
            var found = await tallies.FindAsync(loginKey, CancellationToken.None);
            var current = CurrentAt(clock.GetUtcNow(), found);
            var isSameRound = current.Round == round; // if not, a successful sign-in started a new round, and this is its first failure
            if (!isSameRound && !isFailure) return current.Failed;
            var ended = current with
            {
                Running = current.Running - (isSameRound ? 1 : 0),
                Failed = current.Failed + (isFailure ? 1 : 0),
                Write = NewKey(),
            };
            if (ended is { Running: <= 0, Failed: 0 })
            {
                await tallies.RemoveAsync(loginKey, CancellationToken.None); // a flood must not leave a row for each refused name
                return 0;
            }
            if (await tallies.WriteAsync(loginKey, ended, found, CancellationToken.None)) return ended.Failed;
        }
    }

    private async Task RecordLockAsync(string loginKey, string? address)
    {
        var holders = await operators.FindSigningInAsync(loginKey, CancellationToken.None);
        if (holders.Count == 0) await trail.PretendAsync(CancellationToken.None);
        foreach (var holder in holders)
        {
            var entry = audit.New(AuditAction.SignInLocked, holder.Value.Id, caller: null) with { Address = address };
            await trail.AddAsync(entry, CancellationToken.None);
        }
    }

    /// <summary>Returns the tally if it still counts; otherwise a new round.</summary>
    private static SignInTally CurrentAt(DateTimeOffset now, Versioned<SignInTally>? found) =>
        found is { Value: var tally } && now - tally.LastBegan < LockedFor ? tally : new(NewKey(), Running: 0, Failed: 0, now, Write: "");

    /// <summary>Returns whole seconds, never more than the duration of a lock, even if the clocks of instances differ.</summary>
    private static TimeSpan Rest(TimeSpan age) =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling((LockedFor - age).TotalSeconds), 1, LockedFor.TotalSeconds));

    private static string NewKey() => RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true);
}

/// <summary>The state of the last sign-ins with a user name.</summary>
/// <param name="Failures">The number of wrong passwords in a row.</param>
/// <param name="IsLocked">Whether no passwords are verified for a while.</param>
public readonly record struct SignInState(int Failures, bool IsLocked);
