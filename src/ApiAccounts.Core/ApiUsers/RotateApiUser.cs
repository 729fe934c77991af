using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Ids;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.ApiUsers;

/// <summary>An API user with the new secret, which is shown this one time and kept nowhere.</summary>
public sealed record RotatedApiUser(ApiUser ApiUser, string Secret);

/// <summary>
/// Gives an API user a new secret. The one before lives on for as long as asked, so that nothing stops while the new one is brought to
/// where it is used; one from before an earlier rotation ends now.
/// </summary>
public sealed class RotateApiUser(
    IApiUserStore store, ApiUserHolders holders, SecretHasher secrets, AuditEntries audit, TimeProvider clock, IOptions<SecretsOptions> options)
{
    /// <summary>Days.</summary>
    public const int MaxOverlap = 30;

    /// <param name="overlapDays">How long the secret before lives on: from 0, which ends it now, to <see cref="MaxOverlap"/>.</param>
    public async Task<Result<RotatedApiUser>> ExecuteAsync(Caller caller, AccountId id, int overlapDays, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        if (overlapDays is < 0 or > MaxOverlap)
            return Error.Invalid($"The overlap is {overlapDays} days; it may be from 0 to {MaxOverlap}.", "overlapDays");

        var secret = ApiSecret.New(options.Value.Prefix);
        var hash = secrets.Hash(secret);
        var words = overlapDays == 0 ? "The secret before ended." : $"The secret before lives on for {overlapDays} days.";
        var entry = audit.New(AuditAction.ApiUserRotated, id, caller, words);
        return await Changing.UntilDoneAsync<RotatedApiUser>($"API user {id}", async () =>
        {
            if (await store.FindStoredAsync(id, cancellationToken) is not { } found) return Error.NotFound("API user");
            if (await holders.RefusalAsync(caller, found.Value.OperatorId, cancellationToken) is { } overreach) return overreach;
            var rotated = found.Value with { SecretHash = hash, PreviousSecret = PreviousOf(found.Value, overlapDays) };
            if (await store.RotateAsync(found with { Value = rotated }, entry, cancellationToken)) return new RotatedApiUser(rotated, secret);
            return null;
        });
    }

    private PreviousSecret? PreviousOf(ApiUser apiUser, int overlapDays)
    {
        if (overlapDays == 0) return null;
        var now = clock.GetUtcNow();
        return new(apiUser.SecretHash, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)), now.AddDays(overlapDays));
    }
}
