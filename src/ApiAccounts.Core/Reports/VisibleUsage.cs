using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Reports;

/// <summary>The usage of the API users, custom services and operators that a caller may read.</summary>
internal static class VisibleUsage
{
    /// <param name="visible">The operators visible to the caller, being read.</param>
    public static Task<IEnumerable<StoredUsage>> ReadVisibleUsageAsync(
        this IOperatorStore operators,
        IUsageStatsStore store,
        Caller caller,
        Task<IReadOnlyCollection<AccountId>> visible,
        CancellationToken cancellationToken) => operators.ReadVisibleAsync(
            caller,
            visible,
            bucket => store.ListOfPartnerAsync(caller.Pid, bucket, cancellationToken),
            operatorId => store.ListOfOperatorAsync(operatorId, cancellationToken),
            usage => usage.OperatorId,
            cancellationToken);
}
