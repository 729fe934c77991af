using ApiAccounts.Core.Access;
using ApiAccounts.Core.ApiUsers;
using ApiAccounts.Core.Operators;

namespace ApiAccounts.Core.Usage.Stats;

/// <summary>The usage that somebody sees: that of the API users and custom services that it sees.</summary>
internal static class VisibleUsage
{
    public static Task<IEnumerable<HeldUsage>> ReadVisibleUsageAsync(
        this IOperatorStore operators, IUsageStatsStore store, Caller caller, CancellationToken cancellationToken) => operators.ReadVisibleAsync(
            caller,
            bucket => store.ListOfPartnerAsync(caller.Pid, bucket, cancellationToken),
            operatorId => store.ListOfOperatorAsync(operatorId, cancellationToken),
            usage => usage.OperatorId,
            cancellationToken);
}
