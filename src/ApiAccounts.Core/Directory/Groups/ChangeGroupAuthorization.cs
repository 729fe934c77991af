using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Grants or withdraws an authorization of a group, for all its members.</summary>
public sealed class ChangeGroupAuthorization(IGroupStore store, IOperatorStore operators, IGainsOfRights gains, AuditEntries audit)
{
    /// <inheritdoc cref="ChangeAuthorization.ExecuteAsync"/>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, AccountId id, OperatorAuthorization authorization, bool isGranted, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
        if (!isGranted) return await ChangeAsync();
        var members = await operators.ListMembersAsync(id, cancellationToken);
        return await gains.TellAsync(caller, members, ChangeAsync, cancellationToken);

        Task<Result<Unit>> ChangeAsync() => this.ChangeAsync(caller, id, authorization, isGranted, cancellationToken);
    }

    private async Task<Result<Unit>> ChangeAsync(
        Caller caller, AccountId id, OperatorAuthorization authorization, bool isGranted, CancellationToken cancellationToken)
    {
        return await OptimisticRetry.UntilDoneAsync<Unit>($"Group {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { } current) return Error.NotFound("group");
            var granted = current.Value.Authorizations;
            if (granted.Contains(authorization) == isGranted) return isGranted ? new Unit() : Error.NotFound("authorization");
            var changed = current.Value with
            {
                Authorizations = isGranted ? granted.Add(authorization) : granted.Remove(authorization),
            };
            var action = isGranted ? AuditAction.AuthorizationGranted : AuditAction.AuthorizationWithdrawn;
            var (before, after) = isGranted ? (null, authorization.ToString()) : (authorization.ToString(), (string?)null);
            var entry = audit.New(action, id, caller, new AuditChange("authorization", before, after));
            return await store.ChangeAsync(current with { Value = changed }, entry, cancellationToken) ? new Unit() : null;
        });
    }
}
