using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.SignIn;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>
/// Verifies an operator's current password before it changes its own password, e-mail address or user name. A credential that was
/// lent, or a stolen token, is not enough to take the operator over.
/// </summary>
public sealed class CurrentPassword(PasswordHashing hashing, SignInAttempts attempts, TimeProvider clock)
{
    /// <summary>The password is missing. An operator without one asks somebody who manages operators.</summary>
    internal static readonly Error Required = new(
        ErrorKind.Invalid,
        "current_password_required",
        "An operator changes its own password, e-mail address and user name only with its current password.",
        "currentPassword");

    internal static readonly Error Wrong = new(
        ErrorKind.Invalid, "wrong_password", "The current password is wrong.", "currentPassword");

    /// <summary>
    /// Counts a wrong password as a failed sign-in, because this is a way to guess it. Any password is wrong if the operator may not
    /// sign in with one, or if its temporary one has expired.
    /// </summary>
    /// <returns>Null if the password is right; <see cref="Wrong"/>, or the reason why it was not verified.</returns>
    internal async Task<Error?> RefusalAsync(Caller caller, Operator current, string password, CancellationToken cancellationToken)
    {
        // The name may be that of other operators too, whose failures must stay.
        var refusal = (await attempts.TryAsync(
            current.LoginKey, caller.Address, clearsFailures: false, VerifyAsync, cancellationToken)).Error;
        return refusal?.Kind == ErrorKind.Unauthenticated ? Wrong : refusal;

        async Task<Result<Unit>> VerifyAsync()
        {
            var verification = await hashing.VerifyAsync(password, current.PasswordHash, cancellationToken);
            if (!verification.TryGet(out var verified, out var busy)) return busy;
            return verified != PasswordVerificationResult.Failed && current.MayUsePasswordAt(clock.GetUtcNow())
                ? new Unit()
                : Error.Unauthenticated;
        }
    }
}
