using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>Finds the id of an operator of the caller's partner by its number, for dialects that use the number.</summary>
public sealed class FindOperatorId(IOperatorStore store)
{
    /// <param name="permission">The permission that the caller's action needs. Without it, the caller cannot probe for numbers.</param>
    public async Task<Result<AccountId>> ExecuteAsync(
        Caller caller, uint userId, Permission permission, CancellationToken cancellationToken)
    {
        if (!caller.May(permission, userId)) return Error.Forbidden;
        return await store.FindCompleteAsync(caller.Pid, userId, cancellationToken) is { Value: var found }
            ? found.Id
            : Error.NotFound("user");
    }
}
