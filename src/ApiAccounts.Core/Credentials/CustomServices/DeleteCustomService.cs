using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Deletes a custom service: its tokens stop working and cannot come back.</summary>
public sealed class DeleteCustomService(ICustomServiceStore store, AuditEntries audit)
{
    public async Task<Result<Unit>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, GetCustomService.What) is { } refusal) return refusal;
        var entry = audit.New(AuditAction.CustomServiceDeleted, id, caller);
        return await store.DeleteAsync(id, entry, cancellationToken) ? new Unit() : GetCustomService.NotFound;
    }
}
