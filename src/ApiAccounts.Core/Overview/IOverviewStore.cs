namespace ApiAccounts.Core.Overview;

/// <summary>Reads all API users of a partner, with nothing of them but what the overview shows.</summary>
public interface IOverviewStore
{
    /// <returns>In no order, without those of operators that the scan does not know.</returns>
    Task<IReadOnlyCollection<OverviewRow>> ReadAsync(OverviewScan scan, CancellationToken cancellationToken);
}
