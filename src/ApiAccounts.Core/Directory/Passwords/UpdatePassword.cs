using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Changes the caller's password after verifying the old one. This ends its sessions.</summary>
public sealed class UpdatePassword(
    IOperatorStore store, PasswordHashing hashing, CurrentPassword currentPassword, YieldNames yields, AuditEntries audit)
{
    public static readonly Error WrongPassword =
        CurrentPassword.Wrong with { Message = "The old password is wrong.", Target = "oldPassword" };

    public async Task<Result<Unit>> ExecuteAsync(Caller caller, string oldPassword, string newPassword, CancellationToken cancellationToken)
    {
        var chosen = new ChosenPassword(newPassword, hashing);
        string? verifiedHash = null;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {caller.Operator}", async () =>
        {
            if (await store.FindCompleteAsync(caller.Operator, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (verifiedHash is null || verifiedHash != current.Value.PasswordHash)
            {
                if (await currentPassword.RefusalAsync(caller, current.Value, oldPassword, cancellationToken) is { } refusal)
                    return refusal == CurrentPassword.Wrong ? WrongPassword : refusal;
                verifiedHash = current.Value.PasswordHash;
            }
            if (!(await chosen.ApplyAsync(current.Value, cancellationToken)).TryGet(out var changed, out var fault))
                return fault with { Target = "newPassword" };
            if (current.Value is { EmailProof: EmailProof.Welcomed, TemporaryPasswordEndsAt: not null })
            {
                changed = changed.WithConfirmedEmail(); // the password was in a mail to that address only
                await yields.ExecuteAsync(changed, cancellationToken);
            }

            var changes = OperatorChanges.Describe(current.Value, changed);
            var entry = audit.New(AuditAction.OperatorChanged, caller.Operator, caller, changes);
            return await store.ChangeAsync(current with { Value = changed }, partner: null, entry, cancellationToken) ? new Unit() : null;
        });
    }
}
