using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.Secrets;
using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>A new API user with its secret, which is shown only once and not stored.</summary>
public sealed record RegisteredApiUser(ApiUser ApiUser, string Secret, string OperatorName);

/// <summary>Creates an API user for the caller's operator or another one of the same partner.</summary>
public sealed class RegisterApiUser(
    IApiUserStore store,
    ApiUserHolders holders,
    ApiUserBounds bounds,
    ExpiryDeadlines deadlines,
    SecretRotation secrets,
    AuditEntries audit,
    TimeProvider clock)
{
    /// <param name="operatorId">Its owner.</param>
    /// <param name="request">Without an end or a rate limit, the caller's own apply.</param>
    public async Task<Result<RegisteredApiUser>> ExecuteAsync(
        Caller caller, AccountId operatorId, NewApiUser request, CancellationToken cancellationToken)
    {
        if (request.Check(clock.GetUtcNow()) is { } fault) return fault;
        if (Rights.ToManageApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (!(await holders.HolderAsync(caller, operatorId, cancellationToken)).TryGet(out var holder, out var error)) return error;
        if (!bounds.Within(caller, operatorId, request).TryGet(out var bounded, out var tooMuch)) return tooMuch;

        var created = Create(operatorId, holder, bounded);
        await deadlines.SetAsync(created.ApiUser.Id, bounded.ExpiresAt, cancellationToken);
        await store.AddAsync(created.ApiUser, audit.New(AuditAction.ApiUserRegistered, created.ApiUser.Id, caller), cancellationToken);
        return created;
    }

    /// <summary>Creates an API user without storing it.</summary>
    internal RegisteredApiUser Create(AccountId operatorId, ApiUserHolder holder, NewApiUser request)
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
            Ceiling = holder.Ceiling,
        };
        return new(apiUser, secret, holder.Name);
    }
}
