using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>Reads one API user that the caller may see.</summary>
public sealed class GetApiUser(IApiUserStore store)
{
    public async Task<Result<ApiUser>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        return await store.FindAsync(id, cancellationToken) is { } apiUser ? apiUser : Error.NotFound("API user");
    }
}
