using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Ids;
using ApiAccounts.Core.Operators;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>An API user just made, with the secret that is shown this one time and kept nowhere.</summary>
public sealed record RegisteredApiUser(ApiUser ApiUser, string Secret, string OperatorName);

/// <summary>Makes an API user for the caller's operator, or for another of the same partner.</summary>
public sealed class RegisterApiUser(
    IApiUserStore store, IOperatorStore operators, SecretHasher secrets, AuditEntries audit, TimeProvider clock, IOptions<SecretsOptions> options)
{
    /// <param name="operatorId">Whose it will be.</param>
    public async Task<Result<RegisteredApiUser>> ExecuteAsync(
        Caller caller, AccountId operatorId, string description, CancellationToken cancellationToken)
    {
        if (ApiUserDescription.Check(description) is { } fault) return fault;
        if (Rights.ToManageApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (!(await NameOfAsync(caller, operatorId, cancellationToken)).TryGet(out var operatorName, out var error)) return error;

        var secret = ApiSecret.New(options.Value.Prefix);
        var apiUser = new ApiUser
        {
            Id = AccountId.New(AccountKind.ApiUser, operatorId.Pid, operatorId.UserId, operatorId.Bucket),
            OperatorId = operatorId,
            Description = description,
            Type = ApiUserType.Generic,
            CreatedAt = clock.GetUtcNow(),
            SecretHash = secrets.Hash(secret),
        };
        await store.AddAsync(apiUser, audit.New(AuditAction.ApiUserRegistered, apiUser.Id, caller), cancellationToken);
        return new RegisteredApiUser(apiUser, secret, operatorName);
    }

    private async Task<Result<string>> NameOfAsync(Caller caller, AccountId operatorId, CancellationToken cancellationToken)
    {
        if (operatorId == caller.Operator) return caller.OperatorName;
        var found = await operators.FindAsync(operatorId.Pid, operatorId.UserId, cancellationToken);
        return found is { Value.Status: not OperatorStatus.Pending } && found.Value.Id == operatorId
            ? found.Value.FullName
            : Error.NotFound("operator");
    }
}
