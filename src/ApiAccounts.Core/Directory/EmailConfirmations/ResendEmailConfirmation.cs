using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.EmailConfirmations;

/// <summary>Mails another link to the unconfirmed e-mail address of an operator. The previous link is revoked.</summary>
public sealed class ResendEmailConfirmation(
    IOperatorStore store, OperatorGrants grants, MailEmailConfirmation mail, AuditEntries audit)
{
    private static readonly Error Confirmed = Error.Conflict("email_confirmed", "The e-mail address is confirmed already.");

    /// <param name="id">The caller itself, or another operator that it may change.</param>
    public async Task<Result<Operator>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToChangeOperator(caller, id) is { } refusal) return refusal;
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {id}", async () =>
        {
            if (await store.FindCompleteAsync(id, cancellationToken) is not { } current) return Error.NotFound("operator");
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } overreach) return overreach;
            if (current.Value.Status == OperatorStatus.Invited) return ChangeOperator.InvitationPending;
            if (current.Value.EmailProof == EmailProof.Confirmed && current.Value.HasProvenEmail) return Confirmed;
            if (mail.Refusal is { } notNow) return notNow;

            var entry = audit.New(AuditAction.EmailConfirmationSent, id, caller, AuditChange.Set("email", current.Value.Email));
            return await mail.ExecuteAsync(
                current,
                (asked, encrypted) => store.WriteAsync(new(asked, entry) { Mail = encrypted }, cancellationToken),
                cancellationToken);
        });
    }
}
