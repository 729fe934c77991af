using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.SignIn;

/// <summary>Signs an operator in with its user name and password.</summary>
public sealed class SignInOperator(
    IOperatorStore store,
    OperatorGrants grants,
    PasswordHashing passwords,
    SignInAttempts attempts,
    CreateOperator create,
    TimeProvider clock)
{
    /// <summary>How long a name is known after a sign-in.</summary>
    private static readonly TimeSpan KnownFor = TimeSpan.FromDays(30);

    /// <param name="address">The caller's network address, for the audit trail.</param>
    /// <returns>
    /// <see cref="Error.Unauthenticated"/> for an unknown name, a wrong password, an expired temporary one, and an operator that is not
    /// active, is API-only or may only use single sign-on, or whose password an administrator must confirm first.
    /// Neither the response nor its time distinguishes them.
    /// </returns>
    public async Task<Result<SignedInOperator>> ExecuteAsync(
        string userName, string password, string? address, CancellationToken cancellationToken)
    {
        if (LoginName.Normalise(userName) is not { Length: > 0 } normalised)
        {
            using var nameless = passwords.Enter(new(Name: null, address, IsKnown: false));
            return await VerifyAsync(nameless, [], password, address, cancellationToken);
        }
        var loginKey = LoginName.KeyOf(normalised);
        var found = await store.FindSigningInAsync(loginKey, cancellationToken);

        // Entered before the attempt is counted, so that a flood makes no more tallies than hashes.
        using var place = passwords.Enter(new(loginKey, address, found.Any(IsKnown)));
        if (place is null) return PasswordHashing.TooMany;

        // Who shares a name with others does not clear their failures, which it would between guesses at their passwords.
        return await attempts.TryAsync(
            loginKey, address, found.Count <= 1, () => VerifyAsync(place, found, password, address, cancellationToken), cancellationToken);
    }

    /// <summary>Whether the operator signed in lately. Its sign-ins then come before those of others.</summary>
    private bool IsKnown(Versioned<Operator> found) => found.Value.LastSignInAt > clock.GetUtcNow() - KnownFor;

    /// <summary>
    /// Compares the password with that of each operator that has the name, in the same place. The first that may signs in.
    /// </summary>
    private async Task<Result<SignedInOperator>> VerifyAsync(
        HashQueue.Place? place, IReadOnlyList<Versioned<Operator>> found, string password, string? address,
        CancellationToken cancellationToken)
    {
        if (place is null) return PasswordHashing.TooMany;
        Versioned<Operator>?[] candidates = found.Count == 0 ? [null] : [.. found];
        foreach (var candidate in candidates)
        {
            var verification = await passwords.VerifyAsync(place, password, candidate?.Value.PasswordHash, cancellationToken);
            if (!verification.TryGet(out var verified, out var busy)) return busy;
            if (candidate is null || verified == PasswordVerificationResult.Failed) continue;
            var signedIn = await SignInAsync(place, candidate, verified, password, address, cancellationToken);
            if (signedIn.Error is null) return signedIn;
        }
        return Error.Unauthenticated;
    }

    private async Task<Result<SignedInOperator>> SignInAsync(
        HashQueue.Place place, Versioned<Operator> found, PasswordVerificationResult verified, string password, string? address,
        CancellationToken cancellationToken)
    {
        var @operator = found.Value;
        if (@operator.Status == OperatorStatus.Pending)
        {
            if (!(await create.CompleteAsync(@operator, caller: null, cancellationToken)).TryGet(out var completed, out _))
                return Error.Unauthenticated;
            @operator = completed;
        }
        var now = clock.GetUtcNow();
        if (!@operator.MaySignInAt(now) || !@operator.MayUsePasswordAt(now)) return Error.Unauthenticated;

        if (verified == PasswordVerificationResult.SuccessRehashNeeded)
            await store.RehashPasswordAsync(found, passwords.Rehash(place, password), cancellationToken);
        var current = await grants.OfAsync(@operator, cancellationToken);
        if (Ceiling.IsExceeded(@operator.PasswordCeiling, current)) return Error.Unauthenticated;
        var caller = new Caller(@operator.Id, @operator.FullName, current, Address: address)
        {
            IsPlanted = @operator.PasswordCeiling is not null,
            AccessEndsAt = @operator.ExpiresAt,
            MustChangePassword = @operator.TemporaryPasswordEndsAt is not null,
        };
        return new SignedInOperator(@operator, caller);
    }
}

/// <summary>An operator as it was when its password was verified, and its rights.</summary>
public sealed record SignedInOperator(Operator Operator, Caller Caller);
