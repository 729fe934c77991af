using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;

namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Grants or withdraws an authorization of a group, for all its members.</summary>
public sealed class ChangeGroupAuthorization(IGroupStore store, AuditEntries audit)
{
    /// <inheritdoc cref="ChangeAuthorization.ExecuteAsync"/>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, AccountId id, OperatorAuthorization authorization, bool isGranted, CancellationToken cancellationToken)
    {
        if (Rights.ToManageGroup(caller, id) is { } refusal) return refusal;
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
