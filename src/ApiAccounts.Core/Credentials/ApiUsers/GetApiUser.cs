using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Reads an API user that the caller may read. With its operator deleted, it counts as deleted before its row is purged.</summary>
public sealed class GetApiUser(IApiUserStore store, IOperatorStore operators)
{
    public async Task<Result<ApiUser>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        return await store.FindAsync(id, cancellationToken) is { } apiUser && await IsVisibleAsync(apiUser, caller, cancellationToken)
            ? apiUser
            : Error.NotFound("API user");
    }

    private async Task<bool> IsVisibleAsync(ApiUser apiUser, Caller caller, CancellationToken cancellationToken) =>
        apiUser.OperatorId == caller.Operator || await operators.FindCompleteAsync(apiUser.OperatorId, cancellationToken) is not null;
}
