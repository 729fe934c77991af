using System.Security.Cryptography;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>
/// Locks the sign-in with a user name for a while after 5 wrong passwords in a row, whether anybody has that name or not. An attempt is
/// counted before its password is looked at, so that of many at once no more are looked at than of as many one after the other. It is about
/// passwords alone: API users and sessions go on.
/// </summary>
public sealed class SignInAttempts(ISignInTallyStore tallies, IOperatorStore operators, IAuditTrail trail, AuditEntries audit, TimeProvider clock)
{
    private const int MaxFailures = 5;
    private const int RandomCharacters = 16;

    /// <summary>How long a name is locked, and how long failures are remembered.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    /// <summary>One that runs for longer will not end any more: its process has died.</summary>
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestWait = 2 * LongestAttempt;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private static readonly Error Locked = new(
        ErrorKind.TooManyRequests, "sign_in_locked", "Sign-in with this user name is locked after too many wrong passwords in a row: try again later.");

    /// <summary>Looks at a password, unless the user name is locked.</summary>
    /// <param name="loginKey">As <see cref="LoginName.KeyOf"/> makes it.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <param name="attempt">
    /// A value says that the password was right, <see cref="ErrorKind.Unauthenticated"/> that it was wrong; another error that it was not looked at,
    /// and then it does not count.
    /// </param>
    public async Task<Result<T>> TryAsync<T>(string loginKey, string? address, Func<Task<Result<T>>> attempt, CancellationToken cancellationToken)
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
        if (result.Error is null) await tallies.RemoveAsync(loginKey, CancellationToken.None);
        else if (await EndAsync(loginKey, round, result.Error.Kind == ErrorKind.Unauthenticated) == MaxFailures) await TellAsync(loginKey, address);
        return result;
    }

    /// <summary>How the last sign-ins with a user name went.</summary>
    public async Task<SignInState> StateOfAsync(string loginKey, CancellationToken cancellationToken)
    {
        var current = CurrentAt(clock.GetUtcNow(), await tallies.FindAsync(loginKey, cancellationToken));
        return new(current.Failed, current.Failed >= MaxFailures);
    }

    /// <summary>Counts an attempt. Where those that run decide whether the name is locked, it waits for how they end: they may all be right.</summary>
    /// <returns>The round it is counted in.</returns>
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
                var begun = current with { Running = current.Running + 1, LastBegan = now, Write = NewKey() };
                if (await tallies.WriteAsync(loginKey, begun, found, cancellationToken)) return begun.Round;
                continue;
            }
            var age = now - current.LastBegan;
            if (current.Running == 0 || age >= LongestAttempt) return Locked with { RetryAfter = Rest(age) };
            if (clock.GetElapsedTime(since) >= LongestWait) return PasswordHashing.TooMany;
            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>Whoever asked may have left: what became of it is written all the same.</summary>
    /// <returns>How many have failed by now.</returns>
    private async Task<int> EndAsync(string loginKey, string round, bool isFailure)
    {
        while (true)
        {
            var found = await tallies.FindAsync(loginKey, CancellationToken.None);
            var current = CurrentAt(clock.GetUtcNow(), found);
            var isSameRound = current.Round == round; // else a good sign-in came between, and this is the first failure since
            if (!isSameRound && !isFailure) return current.Failed;
            var ended = current with
            {
                Running = current.Running - (isSameRound ? 1 : 0),
                Failed = current.Failed + (isFailure ? 1 : 0),
                Write = NewKey(),
            };
            if (await tallies.WriteAsync(loginKey, ended, found, CancellationToken.None)) return ended.Failed;
        }
    }

    private async Task TellAsync(string loginKey, string? address)
    {
        if (await operators.FindHolderAsync(loginKey, CancellationToken.None) is not { } holder) return;
        var entry = audit.New(AuditAction.SignInLocked, holder.Value.Id, caller: null) with { Address = address };
        await trail.AddAsync(entry, CancellationToken.None);
    }

    /// <summary>What counts still; a new round where nothing does.</summary>
    private static SignInTally CurrentAt(DateTimeOffset now, Versioned<SignInTally>? found) =>
        found is { Value: var tally } && now - tally.LastBegan < LockedFor ? tally : new(NewKey(), Running: 0, Failed: 0, now, Write: "");

    /// <summary>In whole seconds; never longer than a lock is, whatever the clock was that the last attempt was begun by.</summary>
    private static TimeSpan Rest(TimeSpan age) =>
        TimeSpan.FromSeconds(Math.Clamp(Math.Ceiling((LockedFor - age).TotalSeconds), 1, LockedFor.TotalSeconds));

    private static string NewKey() => RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true);
}

/// <summary>How the last sign-ins with a user name went.</summary>
/// <param name="Failures">Wrong passwords in a row.</param>
/// <param name="IsLocked">Whether no more are looked at for a while.</param>
public readonly record struct SignInState(int Failures, bool IsLocked);
