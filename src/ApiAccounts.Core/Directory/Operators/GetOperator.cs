using ApiAccounts.Core.Directory.Logins;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>Reads an operator that the caller may read.</summary>
public sealed class GetOperator(IOperatorStore store)
{
    public async Task<Result<Versioned<Operator>>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadOperator(caller, id) is { } refusal) return refusal;
        return await store.FindCompleteAsync(id, cancellationToken) is { } found ? found : Error.NotFound("operator");
    }
}
