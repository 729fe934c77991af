using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Mails a new link to an operator with a pending invitation. The previous link is revoked, and the 7 days start again.</summary>
public sealed class ResendInvitation(IOperatorStore store, OperatorGrants grants, MailInvitation mail, AuditEntries audit)
{
    /// <returns>The operator after the change.</returns>
    public async Task<Result<Operator>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageInvitation(caller, id) is { } refusal) return refusal;
        return await OptimisticRetry.UntilDoneAsync<Operator>($"Operator {id}", async () =>
        {
            if (await store.FindInvitedAsync(id, cancellationToken) is not { } current) return InvitationReads.NotFound;
            if (await grants.RefusalToActAsync(caller, current.Value, cancellationToken) is { } tooMuch) return tooMuch;
            if (mail.Refusal is { } notNow) return notNow;

            var entry = audit.New(AuditAction.InvitationSent, id, caller);
            return await mail.ExecuteAsync(
                current,
                (invited, encrypted) => store.WriteAsync(new(invited, entry) { Mail = encrypted }, cancellationToken),
                cancellationToken);
        });
    }
}
