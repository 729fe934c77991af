using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Logins;

/// <summary>Finds an operator of the caller's partner by its user name, for dialects that use the user name.</summary>
public sealed class FindOperatorByName(ReserveNames names)
{
    public async Task<Result<Operator>> ExecuteAsync(Caller caller, string userName, CancellationToken cancellationToken)
    {
        if (Rights.To(Permission.ReadOperators, caller) is { } refusal) return refusal;
        return LoginName.Normalise(userName) is { Length: > 0 } normalised
            && await names.FindAsync(caller.Pid, LoginName.KeyOf(normalised), cancellationToken) is { } found
            && found.Status != OperatorStatus.Pending
                ? found
                : Error.NotFound("user");
    }
}
