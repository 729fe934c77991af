using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Reads one custom service that the caller may see. That of an operator that is gone is gone too, though its row may be there still.</summary>
public sealed class GetCustomService(ICustomServiceStore store, IOperatorStore operators)
{
    /// <summary>What it is, for messages.</summary>
    internal const string What = "custom service";

    internal static Error NotFound { get; } = Error.NotFound(What);

    public async Task<Result<CustomService>> ExecuteAsync(Caller caller, AccountId id, CancellationToken cancellationToken)
    {
        if (Rights.ToReadApiUsersOf(caller, id, What) is { } refusal) return refusal;
        return await store.FindAsync(id, cancellationToken) is { Value: var service } && await IsVisibleAsync(service, caller, cancellationToken)
            ? service
            : NotFound;
    }

    private async Task<bool> IsVisibleAsync(CustomService service, Caller caller, CancellationToken cancellationToken) =>
        service.OperatorId == caller.Operator || await operators.FindCompleteAsync(service.OperatorId, cancellationToken) is not null;
}
