using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Directory.Authorizations;

/// <summary>Lists the authorizations of an operator.</summary>
public sealed class ListAuthorizations(IOperatorStore store)
{
    public async Task<Result<IReadOnlyList<OperatorAuthorization>>> ExecuteAsync(
        Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadOperator(caller, id) is { } refusal) return refusal;
        if (await store.FindCompleteAsync(id, cancellationToken) is not { Value: var found }) return Error.NotFound("operator");
        return Authorizations.OfOperators.Where(found.Has).ToList();
    }
}
