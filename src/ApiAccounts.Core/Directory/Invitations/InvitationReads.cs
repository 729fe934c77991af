using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Invitations;

internal static class InvitationReads
{
    public static readonly Error NotFound = Error.NotFound("invitation");

    /// <summary>The operator with exactly this id, as long as it has not accepted.</summary>
    public static async Task<Versioned<Operator>?> FindInvitedAsync(this IOperatorStore store, AccountId id, CancellationToken cancellationToken) =>
        await store.FindCompleteAsync(id, cancellationToken) is { Value.Status: OperatorStatus.Invited } found ? found : null;
}
