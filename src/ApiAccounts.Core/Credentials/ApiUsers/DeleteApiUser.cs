using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Revokes and deletes an API user: its credentials stop working and cannot come back.</summary>
public sealed class DeleteApiUser(IApiUserStore store, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        var entry = audit.New(AuditAction.ApiUserDeleted, id, caller);
        return await store.DeleteAsync(id, entry, cancellationToken) ? new Unit() : Error.NotFound("API user");
    }
}
