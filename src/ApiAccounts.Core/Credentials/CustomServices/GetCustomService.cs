using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>
/// Reads a custom service that the caller may read. With its operator deleted, it counts as deleted before its row is purged.
/// </summary>
public sealed class GetCustomService(ICustomServiceStore store, IOperatorStore operators)
{
    /// <summary>The noun for messages.</summary>
    internal const string What = "custom service";

    internal static Error NotFound { get; } = Error.NotFound(What);

    public async Task<Result<CustomService>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, id, What) is { } refusal) return refusal;
        return await store.FindAsync(id, cancellationToken) is { Value: var service }
            && await IsVisibleAsync(service, caller, cancellationToken)
            ? service
            : NotFound;
    }

    private async Task<bool> IsVisibleAsync(CustomService service, Caller caller, CancellationToken cancellationToken) =>
        service.OperatorId == caller.Operator || await operators.FindCompleteAsync(service.OperatorId, cancellationToken) is not null;
}
