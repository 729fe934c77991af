namespace ApiAccounts.Core.Audit;

/// <summary>Reads what the other stores have kept of changes, beside the changes themselves.</summary>
public interface IAuditStore
{
    /// <summary>Entries of one partner about operators and groups, the newest first.</summary>
    /// <param name="max">How many at most.</param>
    Task<IReadOnlyList<AuditEntry>> ReadDirectoryAsync(uint pid, AuditQuery query, int max, CancellationToken cancellationToken);

    /// <summary>Entries of one partner about API users and custom services in one bucket, the newest first.</summary>
    /// <inheritdoc cref="ReadDirectoryAsync"/>
    Task<IReadOnlyList<AuditEntry>> ReadBucketAsync(uint pid, int bucket, AuditQuery query, int max, CancellationToken cancellationToken);
}
