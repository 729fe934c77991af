using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Invitations;

internal static class InvitationReads
{
    public static readonly Error NotFound = Error.NotFound("invitation");

    /// <summary>Finds the operator with exactly this id, if its invitation is pending.</summary>
    public static async Task<Versioned<Operator>?> FindInvitedAsync(
        this IOperatorStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindCompleteAsync(id, cancellationToken) is { Value.Status: OperatorStatus.Invited } found ? found : null;
}
