using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Sessions;

/// <summary>Lists the sessions of an operator: of the caller itself, or of one that the caller may change.</summary>
public sealed class ListSessions(IOperatorStore operators, LivingSessions living)
{
    public async Task<Result<IReadOnlyList<Session>>> ExecuteAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (Rights.ToChangeOperator(caller, operatorId) is { } refusal) return refusal;
        return await operators.FindCompleteAsync(operatorId, cancellationToken) is { Value: var @operator }
            ? Result.Of(await living.OfAsync(@operator, cancellationToken))
            : Error.NotFound("operator");
    }
}
