using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Changes the name and description of a custom service.</summary>
public sealed class UpdateCustomService(ICustomServiceStore store, AuditEntries audit)
{
    /// <returns>The custom service after the change.</returns>
    public async Task<Result<CustomService>> ExecuteAsync(
        Caller caller, AccountId id, CustomServiceSettings settings, CancellationToken cancellationToken)
    {
        if (Rights.ToManageApiUsersOf(caller, id, GetCustomService.What) is { } refusal) return refusal;
        if (settings.Check() is { } fault) return fault;
        if (await store.FindAsync(id, cancellationToken) is not { Value: var service }) return GetCustomService.NotFound;

        var entry = audit.New(AuditAction.CustomServiceChanged, id, caller, service.Settings.ChangesTo(settings));
        return await store.ChangeAsync(id, settings, entry, cancellationToken) ? service.With(settings) : GetCustomService.NotFound;
    }
}
