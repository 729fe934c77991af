using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Reports;

/// <summary>The usage that somebody sees: that of the API users and custom services that it sees.</summary>
internal static class VisibleUsage
{
    /// <param name="visible">The operators that the caller sees, being read.</param>
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
