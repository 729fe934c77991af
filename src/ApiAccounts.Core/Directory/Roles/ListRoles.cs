namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Lists the roles of the caller's partner: the built-in ones first, the others in the order of creation.</summary>
public sealed class ListRoles(IRoleStore store)
{
    public async Task<Result<IReadOnlyList<Role>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadOperators, caller) is { } refusal) return refusal;
        var custom = store.ListAsync(caller.Pid, cancellationToken).Select(found => found.Value);
        return BuiltInRoles.Of(caller.Pid).Concat(await custom.ToListAsync(cancellationToken)).ToList();
    }
}
