using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>An API user just made, with the secret that is shown this one time and kept nowhere.</summary>
public sealed record RegisteredApiUser(ApiUser ApiUser, string Secret, string OperatorName);

/// <summary>Makes an API user for the caller's operator, or for another of the same partner.</summary>
public sealed class RegisterApiUser(
    IApiUserStore store, ApiUserHolders holders, ExpiryDeadlines deadlines, SecretRotation secrets, AuditEntries audit, TimeProvider clock)
{
    /// <param name="operatorId">Whose it will be.</param>
    public async Task<Result<RegisteredApiUser>> ExecuteAsync(
        Caller caller, AccountId operatorId, NewApiUser request, CancellationToken cancellationToken)
    {
        if (request.Check(clock.GetUtcNow()) is { } fault) return fault;
        if (Rights.ToManageApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (!(await holders.NameOfAsync(caller, operatorId, cancellationToken)).TryGet(out var operatorName, out var error)) return error;

        var made = Make(operatorId, operatorName, request);
        await deadlines.SetAsync(made.ApiUser.Id, request.ExpiresAt, cancellationToken);
        await store.AddAsync(made.ApiUser, audit.New(AuditAction.ApiUserRegistered, made.ApiUser.Id, caller), cancellationToken);
        return made;
    }

    /// <summary>One that is kept nowhere yet.</summary>
    internal RegisteredApiUser Make(AccountId operatorId, string operatorName, NewApiUser request)
    {
        var (secret, hash) = secrets.New();
        var apiUser = new ApiUser
        {
            Id = AccountId.New(AccountKind.ApiUser, operatorId.Pid, operatorId.UserId, operatorId.Bucket),
            OperatorId = operatorId,
            Description = request.Description,
            Type = request.Type,
            CreatedAt = clock.GetUtcNow(),
            SecretHash = hash,
            ExpiresAt = request.ExpiresAt,
            RateLimit = request.RateLimit,
        };
        return new(apiUser, secret, operatorName);
    }
}
