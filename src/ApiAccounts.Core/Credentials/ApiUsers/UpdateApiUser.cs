using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Sets all changeable properties of an API user: description, type, enabled or disabled, expiry, rate limit.</summary>
public sealed class UpdateApiUser(IApiUserStore store, ApiUserBounds bounds, ExpiryDeadlines deadlines, AuditEntries audit)
{
    /// <returns>The API user after the change.</returns>
    public async Task<Result<ApiUser>> ExecuteAsync(
        Caller caller, AccountId id, ApiUserSettings settings, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        if (settings.Check() is { } fault) return fault;
        if (await store.FindAsync(id, cancellationToken) is not { } apiUser) return Error.NotFound("API user");
        if (bounds.RefusalToChange(caller, apiUser, settings) is { } beyond) return beyond;

        var entry = audit.New(AuditAction.ApiUserChanged, id, caller, apiUser.Settings.ChangesTo(settings));
        await deadlines.SetAsync(id, settings.ExpiresAt, cancellationToken);
        if (!await store.ChangeAsync(id, settings, entry, cancellationToken)) return Error.NotFound("API user");
        await deadlines.MovedAsync(
            id,
            apiUser.ExpiresAt,
            settings.ExpiresAt,
            async () => (await store.FindAsync(id, cancellationToken))?.ExpiresAt,
            cancellationToken);
        return apiUser.With(settings);
    }
}
