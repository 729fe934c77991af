using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Links;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.EmailConfirmations;

/// <summary>Confirms the e-mail address of an operator. Anyone with the mailed link may do so, once.</summary>
public sealed class ConfirmEmail(IOperatorStore store, MailedLinks links, YieldNames yields, AuditEntries audit)
{
    /// <summary>The same message for every fault of the token, so that it reveals nothing about it.</summary>
    private static readonly Error NoSuchConfirmation = new(
        ErrorKind.NotFound,
        "no_such_confirmation",
        "There is nothing to confirm: the link expired or was used, or was replaced by another, or the address has changed.");

    /// <param name="token">The end of the link.</param>
    /// <param name="address">The caller's network address, for the audit trail.</param>
    public async Task<Result<Unit>> ExecuteAsync(string token, string? address, CancellationToken cancellationToken)
    {
        if (!LinkToken.TryParse(token, out var parsed)) return NoSuchConfirmation;
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Operator {parsed.OperatorId}", async () =>
        {
            var current = await store.FindCompleteAsync(parsed.OperatorId, cancellationToken);
            if (!links.Match(parsed, current?.Value.EmailLink) || current is null) return NoSuchConfirmation;

            var confirmed = current with { Value = current.Value.WithConfirmedEmail() };
            var entry = audit.New(
                AuditAction.EmailConfirmed, parsed.OperatorId, caller: null, AuditChange.Set("email", current.Value.Email)) with
            {
                Actor = parsed.OperatorId,
                Address = address,
            };
            await yields.ExecuteAsync(confirmed.Value, cancellationToken);
            return await store.WriteAsync(new(confirmed, entry), cancellationToken) ? new Unit() : null;
        });
    }
}
