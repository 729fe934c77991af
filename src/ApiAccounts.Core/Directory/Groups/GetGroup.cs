namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Reads a group.</summary>
public sealed class GetGroup(IGroupStore store)
{
    public async Task<Result<Group>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadGroup(caller, id) is { } refusal) return refusal;
        return await store.FindAsync(id, cancellationToken) is { } found ? found.Value : Error.NotFound("group");
    }
}
