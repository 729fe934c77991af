using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>Reads an operator with a pending invitation.</summary>
public sealed class GetInvitation(IOperatorStore store)
{
    public async Task<Result<Operator>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadInvitation(caller, id) is { } refusal) return refusal;
        return await store.FindInvitedAsync(id, cancellationToken) is { } found ? found.Value : InvitationReads.NotFound;
    }
}
