using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>
/// Whose API users and custom services a caller may make and rotate. They act with the rights of their operator, so it has to be one that may do no more than the
/// caller: else whoever is shown the secret would have rights that nobody gave it.
/// </summary>
public sealed class ApiUserHolders(IOperatorStore operators, OperatorGrants grants)
{
    /// <summary>The full name of an operator that exists and that the caller may act for.</summary>
    public async Task<Result<string>> NameOfAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (operatorId == caller.Operator) return caller.OperatorName;
        return (await FindAsync(caller, operatorId, cancellationToken)).TryGet(out var found, out var error) ? found.FullName : error;
    }

    /// <summary>An operator that exists and that the caller may act for.</summary>
    public async Task<Result<Operator>> FindAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (await operators.FindCompleteAsync(operatorId, cancellationToken) is not { Value: var found }) return Error.NotFound("operator");
        if (operatorId == caller.Operator) return found;
        return await grants.RefusalToActAsync(caller, found, cancellationToken) is { } refusal ? refusal : found;
    }

    /// <returns>Null when the caller may act for the operator; it is not looked for where that does not matter.</returns>
    public async Task<Error?> RefusalAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken) =>
        caller.Grants.Cover(Grants.All) ? null : (await NameOfAsync(caller, operatorId, cancellationToken)).Error;
}
