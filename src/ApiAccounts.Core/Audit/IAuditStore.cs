namespace ApiAccounts.Core.Audit;

/// <summary>Reads the audit entries that the other stores write together with their changes.</summary>
public interface IAuditStore
{
    /// <summary>Returns the entries of one partner about operators and groups, the newest first.</summary>
    /// <param name="max">The maximum number of entries.</param>
    Task<IReadOnlyList<AuditEntry>> ReadDirectoryAsync(uint pid, AuditQuery query, int max, CancellationToken cancellationToken);

    /// <summary>Returns the entries of one partner about API users and custom services in one bucket, the newest first.</summary>
    /// <inheritdoc cref="ReadDirectoryAsync"/>
    Task<IReadOnlyList<AuditEntry>> ReadBucketAsync(uint pid, int bucket, AuditQuery query, int max, CancellationToken cancellationToken);
}
