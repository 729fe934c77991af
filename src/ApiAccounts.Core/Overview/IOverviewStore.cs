namespace ApiAccounts.Core.Overview;

/// <summary>Reads all API users of a partner, with only their displayed properties.</summary>
public interface IOverviewStore
{
    /// <returns>The rows in any order, without those of operators missing from the scan.</returns>
    Task<IReadOnlyCollection<OverviewRow>> ReadAsync(OverviewScan scan, CancellationToken cancellationToken);
}
