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
    /// <summary>Returns an existing operator that the caller may act for, as the holder of a secret that the caller learns.</summary>
    public async Task<Result<ApiUserHolder>> HolderAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (operatorId == caller.Operator)
            return new ApiUserHolder(caller.OperatorName, Ceiling.Of(caller, operatorId, caller.Grants));
        if (!(await FindAsync(caller, operatorId, cancellationToken)).TryGet(out var found, out var error)) return error;
        return new ApiUserHolder(found.FullName, await CeilingAsync(caller, found, cancellationToken));
    }

    /// <summary>Returns the ceiling of a secret of an operator that the caller learns.</summary>
    public async Task<string?> CeilingAsync(Caller caller, Operator holder, CancellationToken cancellationToken) =>
        Ceiling.IsTrusted(caller, holder.Id)
            ? null
            : Ceiling.Of(caller, holder.Id, await grants.OfAsync(holder, cancellationToken));

    /// <summary>Returns an existing operator that the caller may act for.</summary>
    public async Task<Result<Operator>> FindAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (await operators.FindCompleteAsync(operatorId, cancellationToken) is not { Value: var found }) return Error.NotFound("operator");
        if (operatorId == caller.Operator) return found;
        return await grants.RefusalToActAsync(caller, found, cancellationToken) is { } refusal ? refusal : found;
    }

    /// <summary>As <see cref="HolderAsync"/>. An administrator needs no lookup.</summary>
    /// <param name="former">The ceiling of the previous secret, which stays while that works; null for none.</param>
    /// <returns>The ceiling of an API user or custom service with a new secret.</returns>
    public async Task<Result<Rotated>> RotatedAsync(
        Caller caller, AccountId operatorId, string? former, CancellationToken cancellationToken)
    {
        if (Ceiling.IsTrusted(caller, operatorId)) return new Rotated(former);
        return (await HolderAsync(caller, operatorId, cancellationToken)).TryGet(out var holder, out var error)
            ? new Rotated(former ?? holder.Ceiling)
            : error;
    }

    /// <param name="Ceiling">Null for none.</param>
    public readonly record struct Rotated(string? Ceiling);
}

/// <param name="Name">The full name of the operator.</param>
/// <param name="Ceiling">The ceiling of a secret of the operator that the caller learns; null for none.</param>
public sealed record ApiUserHolder(string Name, string? Ceiling);
