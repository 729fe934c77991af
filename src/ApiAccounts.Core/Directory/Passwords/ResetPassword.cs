using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Directory.Passwords;

/// <summary>Replaces an operator's password with a temporary one and mails it. This ends its sessions.</summary>
public sealed class ResetPassword(IOperatorStore store, OperatorGrants grants, MailTemporaryPassword temporary, AuditEntries audit)
{
    private static readonly Error NoPasswordSignIn = Error.Conflict("no_password_sign_in", "The operator may not sign in with a password.");

    private static readonly Error EmailUnconfirmed = Error.Conflict(
        "email_unconfirmed",
        "The operator's e-mail address is not confirmed yet. Its owner confirms it by the link that was mailed to it.");

    /// <param name="id">The caller itself, or another operator that it may change.</param>
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToChangeOperator(caller, id) is { } refusal) return refusal;
        TemporaryPassword? password = null;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {id}", async () =>
        {
            if (await store.FindCompleteAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } overreach) return overreach;
            if (current.Value.Status == OperatorStatus.Invited) return ChangeOperator.InvitationPending;
            if (current.Value.IsApiOnly) return ChangeOperator.ApiOnly;
            if (!current.Value.MayHavePassword) return NoPasswordSignIn;
            if (current.Value.EmailProof != EmailProof.Confirmed) return EmailUnconfirmed;
            if (!temporary.IsSetUp) return EnqueueMail.NotSetUp;
            if (password is null && !(await temporary.NewAsync(current.Value, cancellationToken)).TryGet(out password, out var busy))
                return busy;

            var entry = audit.New(AuditAction.OperatorChanged, id, caller, AuditChange.Set("password", "temporary, sent by mail"));
            var changed = await temporary.ExecuteAsync(
                MailTemplate.PasswordReset,
                current,
                password,
                (changed, mail) => store.WriteAsync(new(changed, entry) { Mail = mail }, cancellationToken),
                cancellationToken);
            return changed?.Then(_ => Result.Of(new Unit()));
        });
    }
}
