using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Identity;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Gives the caller another password, for the one it has. That ends its sessions.</summary>
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
            if (!(await chosen.ApplyAsync(current.Value, cancellationToken)).TryGet(out var changed, out var fault)) return fault with { Target = "newPassword" };

            var entry = audit.New(AuditAction.OperatorChanged, caller.Operator, caller, string.Join("; ", OperatorChanges.Describe(current.Value, changed)));
            return await store.ChangeAsync(current with { Value = changed }, partner: null, entry, cancellationToken) ? new Unit() : null;
        });
    }

    /// <summary>
    /// A guess at a password like any other: a wrong one counts as a failed sign-in. It is wrong, too, for one that may not sign in with a
    /// password, and once a temporary one has ended.
    /// </summary>
    private async Task<Error?> RefusalAsync(Caller caller, Operator current, string oldPassword, CancellationToken cancellationToken)
    {
        var refusal = (await attempts.TryAsync(current.LoginKey, caller.Address, VerifyAsync, cancellationToken)).Error;
        return refusal?.Kind == ErrorKind.Unauthenticated ? WrongPassword : refusal;

        async Task<Result<Unit>> VerifyAsync()
        {
            if (!(await hashing.VerifyAsync(oldPassword, current.PasswordHash, cancellationToken)).TryGet(out var verified, out var busy)) return busy;
            return verified != PasswordVerificationResult.Failed && current.MayUsePasswordAt(clock.GetUtcNow()) ? new Unit() : Error.Unauthenticated;
        }
    }
}
