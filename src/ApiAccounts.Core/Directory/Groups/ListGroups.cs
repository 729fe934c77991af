namespace ApiAccounts.Core.Directory.Groups;

/// <summary>Lists the groups of the caller's partner.</summary>
public sealed class ListGroups(IGroupStore store)
{
    /// <summary>Lists them in the order of creation.</summary>
    public async Task<Result<IReadOnlyList<Group>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadOperators, caller) is { } refusal) return refusal;
        return await store.ListAsync(caller.Pid, cancellationToken).Select(found => found.Value).ToListAsync(cancellationToken);
    }
}
