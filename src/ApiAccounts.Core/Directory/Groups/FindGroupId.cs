namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Finds the id of a group of the caller's partner by its number, for dialects that use the number.</summary>
public sealed class FindGroupId(IGroupStore store)
{
    /// <param name="permission">The permission that the caller's action needs. Without it, the caller cannot probe for numbers.</param>
    public async Task<Result<AccountId>> ExecuteAsync(
        Caller caller, uint number, Permission permission, CancellationToken cancellationToken)
    {
        if (Rights.To(permission, caller) is { } refusal) return refusal;
        return await store.FindAsync(caller.Pid, number, cancellationToken) is { } found ? found.Value.Id : Error.NotFound("group");
    }
}
