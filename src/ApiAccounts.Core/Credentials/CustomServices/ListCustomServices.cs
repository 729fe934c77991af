using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Lists the custom services that the caller may see: those of the operators whose API users it sees.</summary>
public sealed class ListCustomServices(ICustomServiceStore store, IOperatorStore operators)
{
    /// <summary>In the order of their creation.</summary>
    public async Task<Result<IReadOnlyList<CustomService>>> ExecuteAsync(Caller caller, CancellationToken cancellationToken)
    {
        var found = await operators.ReadVisibleAsync(
            caller,
            operators.VisibleIdsAsync(caller, cancellationToken),
            bucket => store.ListOfPartnerAsync(caller.Pid, bucket, cancellationToken),
            operatorId => store.ListOfOperatorAsync(operatorId, cancellationToken),
            service => service.OperatorId,
            cancellationToken);
        return found.OrderBy(service => service.CreatedAt).ThenBy(service => service.Id.UserName, StringComparer.Ordinal).ToList();
    }
}
