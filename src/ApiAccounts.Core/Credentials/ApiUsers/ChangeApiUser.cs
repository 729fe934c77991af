using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Changes an API user's description.</summary>
public sealed class ChangeApiUser(IApiUserStore store, AuditEntries audit)
{
    /// <param name="operatorId">Its owner. It must match.</param>
    public async Task<Result<Unit>> ExecuteAsync(
        Caller caller, AccountId id, AccountId operatorId, string description, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        if (ApiUserDescription.Check(description) is { } fault) return fault;
        if (await store.FindAsync(id, cancellationToken) is not { } apiUser) return Error.NotFound("API user");
        if (apiUser.OperatorId != operatorId) return Error.Invalid("An API user cannot be moved to another operator.", "operatorId");

        var entry = audit.New(AuditAction.ApiUserChanged, id, caller, AuditChange.Of("description", apiUser.Description, description));
        return await store.ChangeDescriptionAsync(id, description, entry, cancellationToken) ? new Unit() : Error.NotFound("API user");
    }
}
