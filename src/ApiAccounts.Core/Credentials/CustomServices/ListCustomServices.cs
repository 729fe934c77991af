using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Credentials.CustomServices;

/// <summary>Lists the custom services that the caller may read: those of the operators whose API users it may read.</summary>
public sealed class ListCustomServices(ICustomServiceStore store, IOperatorStore operators)
{
    /// <summary>Lists them in the order of creation.</summary>
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
