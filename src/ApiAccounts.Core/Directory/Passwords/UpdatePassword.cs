using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.SignIn;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Changes the caller's password after verifying the old one. This ends its sessions.</summary>
public sealed class UpdatePassword(
    IOperatorStore store, PasswordHashing hashing, SignInAttempts attempts, AuditEntries audit, TimeProvider clock)
{
    public static readonly Error WrongPassword = new(ErrorKind.Invalid, "wrong_password", "The old password is wrong.", "oldPassword");

    public async Task<Result<Unit>> ExecuteAsync(Caller caller, string oldPassword, string newPassword, CancellationToken cancellationToken)
    {
        var chosen = new ChosenPassword(newPassword, hashing);
        string? verifiedHash = null;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {caller.Operator}", async () =>
        {
            if (await store.FindCompleteAsync(caller.Operator, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (verifiedHash is null || verifiedHash != current.Value.PasswordHash)
            {
                if (await RefusalAsync(caller, current.Value, oldPassword, cancellationToken) is { } refusal) return refusal;
                verifiedHash = current.Value.PasswordHash;
            }
            if (!(await chosen.ApplyAsync(current.Value, cancellationToken)).TryGet(out var changed, out var fault))
                return fault with { Target = "newPassword" };

            var changes = string.Join("; ", OperatorChanges.Describe(current.Value, changed));
            var entry = audit.New(AuditAction.OperatorChanged, caller.Operator, caller, changes);
            return await store.ChangeAsync(current with { Value = changed }, partner: null, entry, cancellationToken) ? new Unit() : null;
        });
    }

    /// <summary>
    /// Counts a wrong password as a failed sign-in, because this is a way to guess it. Any password is wrong if the operator may not
    /// sign in with one, or if its temporary one has expired.
    /// </summary>
    private async Task<Error?> RefusalAsync(Caller caller, Operator current, string oldPassword, CancellationToken cancellationToken)
    {
        var refusal = (await attempts.TryAsync(current.LoginKey, caller.Address, VerifyAsync, cancellationToken)).Error;
        return refusal?.Kind == ErrorKind.Unauthenticated ? WrongPassword : refusal;

        async Task<Result<Unit>> VerifyAsync()
        {
            var verification = await hashing.VerifyAsync(oldPassword, current.PasswordHash, cancellationToken);
            if (!verification.TryGet(out var verified, out var busy)) return busy;
            return verified != PasswordVerificationResult.Failed && current.MayUsePasswordAt(clock.GetUtcNow())
                ? new Unit()
                : Error.Unauthenticated;
        }
    }
}
