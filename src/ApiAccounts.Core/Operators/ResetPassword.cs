using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Groups;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Operators;

/// <summary>Gives an operator a temporary password in place of the one it has, and mails it. That ends its sessions.</summary>
public sealed class ResetPassword(IOperatorStore store, IGroupStore groups, MailTemporaryPassword temporary, AuditEntries audit)
{
    private static readonly Error NoPasswordSignIn = Error.Conflict("no_password_sign_in", "The operator may not sign in with a password.");

    /// <summary>The caller's own.</summary>
    public Task<Result<Done>> ExecuteAsync(Caller caller, CancellationToken cancellationToken) =>
        ExecuteAsync(caller, () => store.FindMadeAsync(caller.Operator, cancellationToken), cancellationToken);

    /// <summary>Another operator's of the caller's partner.</summary>
    public async Task<Result<Done>> ExecuteAsync(Caller caller, uint userId, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ManageOperators, caller) is { } refusal) return refusal;
        return await ExecuteAsync(caller, FindAsync, cancellationToken);

        async Task<Stored<Operator>?> FindAsync() =>
            await store.FindAsync(caller.Pid, userId, cancellationToken) is { Value.Status: not OperatorStatus.Pending } found ? found : null;
    }

    private async Task<Result<Done>> ExecuteAsync(Caller caller, Func<Task<Stored<Operator>?>> find, CancellationToken cancellationToken)
    {
        TemporaryPassword? password = null;
        return await Changing.UntilDoneAsync<Done>($"An operator of partner {caller.Pid}", async () =>
        {
            if (await find() is not { } current) return Error.NotFound("operator");
            if (await groups.RefusalToActAsync(caller, current.Value, cancellationToken) is { } overreach) return overreach;
            if (!current.Value.MayHavePassword) return NoPasswordSignIn;
            if (!temporary.IsSetUp) return PostMail.NotSetUp;
            if (password is null && !(await temporary.NewAsync(current.Value, cancellationToken)).TryGet(out password, out var busy)) return busy;

            var entry = audit.New(AuditAction.OperatorChanged, current.Value.Id, caller, "Password: a temporary one, mailed");
            var changed = await temporary.ExecuteAsync(
                MailTemplate.PasswordReset,
                current,
                password,
                (changed, mail) => store.ChangeAndMailAsync(changed, mail, entry, cancellationToken),
                cancellationToken);
            return changed is null ? null : new Done();
        });
    }
}
