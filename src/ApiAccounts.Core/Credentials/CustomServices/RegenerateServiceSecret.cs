using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Credentials.Secrets;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Gives a custom service a new secret. A token is valid as long as the secret that it was requested with.</summary>
public sealed class RegenerateServiceSecret(ICustomServiceStore store, ApiUserHolders holders, SecretRotation secrets, AuditEntries audit)
{
    /// <param name="overlapDays">
    /// How long the previous secret stays valid: 0, which revokes it now, to <see cref="SecretRotation.MaxOverlap"/>.
    /// </param>
    public async Task<Result<NewServiceSecret>> ExecuteAsync(
        Caller caller, AccountId id, int overlapDays, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, GetCustomService.What) is { } refusal) return refusal;
        if (SecretRotation.Check(overlapDays) is { } fault) return fault;

        var (secret, hash) = secrets.New();
        var entry = audit.New(AuditAction.CustomServiceRotated, id, caller, SecretRotation.Change(overlapDays));
        return await OptimisticRetry.UntilDoneAsync<NewServiceSecret>($"Custom service {id}", async () =>
        {
            if (await store.FindAsync(id, cancellationToken) is not { Value: var service } found) return GetCustomService.NotFound;
            var former = overlapDays > 0 ? service.Ceiling : null;
            var rotating = holders.RotatedAsync(caller, service.OperatorId, former, cancellationToken);
            if (!(await rotating).TryGet(out var holder, out var overreach)) return overreach;
            if (CallerEnds.ToLearnSecret(caller, service.OperatorId, end: null) is { } outlives) return outlives;
            var rotated = service with
            {
                SecretHash = hash,
                SecretVersion = service.SecretVersion + 1,
                TokenIssuedAt = null,
                PreviousSecret = secrets.Replaced(service.SecretHash, overlapDays),
                PreviousTokenIssuedAt = overlapDays == 0 ? null : service.TokenIssuedAt,
                Ceiling = holder.Ceiling,
            };
            if (await store.RotateAsync(found with { Value = rotated }, entry, cancellationToken))
                return new NewServiceSecret(rotated, secret);
            return null;
        });
    }
}
