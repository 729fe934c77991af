using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Credentials.ApiUsers;

/// <summary>Sets everything that may be changed of an API user: disabling and enabling it, letting it expire, what it is called.</summary>
public sealed class UpdateApiUser(IApiUserStore store, ExpiryDeadlines deadlines, AuditEntries audit)
{
    /// <returns>As it is now.</returns>
    public async Task<Result<ApiUser>> ExecuteAsync(Caller caller, AccountId id, ApiUserSettings settings, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, "API user") is { } refusal) return refusal;
        if (settings.Check() is { } fault) return fault;
        if (await store.FindAsync(id, cancellationToken) is not { } apiUser) return Error.NotFound("API user");

        var entry = audit.New(AuditAction.ApiUserChanged, id, caller, apiUser.Settings.ChangesTo(settings));
        await deadlines.SetAsync(id, settings.ExpiresAt, cancellationToken);
        return await store.ChangeAsync(id, settings, entry, cancellationToken) ? apiUser.With(settings) : Error.NotFound("API user");
    }
}
