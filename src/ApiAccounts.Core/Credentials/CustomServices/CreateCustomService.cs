using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.Secrets;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>A custom service with its new secret, which is shown only once and not stored.</summary>
public sealed record NewServiceSecret(CustomService Service, string Secret);

/// <summary>Creates a custom service for an API-only operator.</summary>
public sealed class CreateCustomService(
    ICustomServiceStore store, ApiUserHolders holders, SecretRotation secrets, AuditEntries audit, TimeProvider clock)
{
    private static readonly Error NotApiOnly = new(
        ErrorKind.Invalid, "operator_not_api_only", "Only an API-only operator can have custom services.", "operatorId");

    /// <param name="operatorId">Its owner.</param>
    public async Task<Result<NewServiceSecret>> ExecuteAsync(
        Caller caller, AccountId operatorId, CustomServiceSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Check() is { } fault) return fault;
        if (Rights.ToManageApiUsersOf(caller, operatorId, "operator") is { } refusal) return refusal;
        if (!(await holders.FindAsync(caller, operatorId, cancellationToken)).TryGet(out var holder, out var error)) return error;
        if (!holder.IsApiOnly) return NotApiOnly;
        if (CallerEnds.ToLearnSecret(caller, operatorId, end: null) is { } outlives) return outlives;

        var (secret, hash) = secrets.New();
        var service = new CustomService
        {
            Id = AccountId.New(AccountKind.CustomService, operatorId.Pid, operatorId.UserId, operatorId.Bucket),
            OperatorId = operatorId,
            Name = settings.Name,
            Description = settings.Description,
            CreatedAt = clock.GetUtcNow(),
            SecretHash = hash,
            Ceiling = await holders.CeilingAsync(caller, holder, cancellationToken),
        };
        var entry = audit.New(AuditAction.CustomServiceCreated, service.Id, caller, AuditChange.Set("name", service.Name));
        await store.AddAsync(service, entry, cancellationToken);
        return new NewServiceSecret(service, secret);
    }
}
