namespace ApiAccounts.Core.Directory.Roles;

/// <summary>Reads a role of the caller's partner, built in or not.</summary>
public sealed class GetRole(IRoleStore store)
{
    public async Task<Result<Role>> ExecuteAsync(Caller caller, uint number, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadOperators, caller) is { } refusal) return refusal;
        return await store.FindAnyAsync(caller.Pid, number, cancellationToken) is { } found ? found : Error.NotFound("role");
    }
}
