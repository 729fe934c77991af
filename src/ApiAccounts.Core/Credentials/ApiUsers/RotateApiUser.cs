using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.Secrets;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>An API user with its new secret, which is shown only once and not stored.</summary>
public sealed record RotatedApiUser(ApiUser ApiUser, string Secret);

/// <summary>Gives an API user a new secret.</summary>
public sealed class RotateApiUser(
    IApiUserStore store, ApiUserHolders holders, ApiUserBounds bounds, SecretRotation secrets, AuditEntries audit)
{
    /// <param name="overlapDays">
    /// How long the previous secret stays valid: 0, which revokes it now, to <see cref="SecretRotation.MaxOverlap"/>.
    /// </param>
    public async Task<Result<RotatedApiUser>> ExecuteAsync(
        Caller caller, AccountId id, int overlapDays, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        if (SecretRotation.Check(overlapDays) is { } fault) return fault;

        var (secret, hash) = secrets.New();
        var entry = audit.New(AuditAction.ApiUserRotated, id, caller, SecretRotation.Change(overlapDays));
        return await OptimisticRetry.UntilDoneAsync<RotatedApiUser>($"API user {id}", async () =>
        {
            if (await store.FindVersionedAsync(id, cancellationToken) is not { } found) return Error.NotFound("API user");
            var former = overlapDays > 0 ? found.Value.Ceiling : null;
            var rotating = holders.RotatedAsync(caller, found.Value.OperatorId, former, cancellationToken);
            if (!(await rotating).TryGet(out var holder, out var overreach)) return overreach;
            if (bounds.RefusalToUse(caller, found.Value) is { } outlives) return outlives;
            var rotated = found.Value with
            {
                SecretHash = hash,
                PreviousSecret = secrets.Replaced(found.Value.SecretHash, overlapDays),
                Ceiling = holder.Ceiling,
            };
            if (await store.RotateAsync(found with { Value = rotated }, entry, cancellationToken))
                return new RotatedApiUser(rotated, secret);
            return null;
        });
    }
}
