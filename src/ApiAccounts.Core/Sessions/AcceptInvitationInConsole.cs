using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Invitations;

namespace ApiAccounts.Core.Sessions;

/// <summary>
/// Accepts an invitation and signs the operator in: it has just proved that it is the one invited, and chosen its password.
/// </summary>
public sealed class AcceptInvitationInConsole(AcceptInvitation accept, OperatorGrants grants, BeginConsoleSession begin)
{
    /// <inheritdoc cref="AcceptInvitation.ExecuteAsync" path="/param"/>
    public async Task<Result<BegunConsoleSession>> ExecuteAsync(
        string token, string password, string? address, CancellationToken cancellationToken)
    {
        if (begin.Refusal is { } disabled) return disabled;
        if (!(await accept.ExecuteAsync(token, password, address, cancellationToken)).TryGet(out var accepted, out var refusal))
            return refusal;
        var current = await grants.OfAsync(accepted, cancellationToken);
        var caller = new Caller(accepted.Id, accepted.FullName, current, Address: address);
        return await begin.ExecuteAsync(caller, accepted, cancellationToken);
    }
}
