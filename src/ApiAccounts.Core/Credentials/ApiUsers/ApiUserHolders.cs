using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>
/// Decides for which operators a caller may create and rotate API users and custom services. These act with the rights of their
/// operator, which therefore must not exceed the caller's. Otherwise the caller could acquire rights through the secret.
/// </summary>
public sealed class ApiUserHolders(IOperatorStore operators, OperatorGrants grants)
{
    /// <summary>Returns the full name of an existing operator that the caller may act for.</summary>
    public async Task<Result<string>> NameOfAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (operatorId == caller.Operator) return caller.OperatorName;
        return (await FindAsync(caller, operatorId, cancellationToken)).TryGet(out var found, out var error) ? found.FullName : error;
    }

    /// <summary>Returns an existing operator that the caller may act for.</summary>
    public async Task<Result<Operator>> FindAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (await operators.FindCompleteAsync(operatorId, cancellationToken) is not { Value: var found }) return Error.NotFound("operator");
        if (operatorId == caller.Operator) return found;
        return await grants.RefusalToActAsync(caller, found, cancellationToken) is { } refusal ? refusal : found;
    }

    /// <returns>Null if the caller may act for the operator. An administrator needs no lookup.</returns>
    public async Task<Error?> RefusalAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken) =>
        caller.Grants.Cover(Grants.All) ? null : (await NameOfAsync(caller, operatorId, cancellationToken)).Error;
}
