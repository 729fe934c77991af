namespace ApiAccounts.Core.Usage.Recording;

/// <summary>Stores what each reported batch contains, so that its id is not used for anything else.</summary>
public interface IReportedBatchStore
{
    /// <summary>Records the content of a batch, unless the batch has one.</summary>
    /// <param name="bucket">That of the caller that reports it.</param>
    /// <param name="id">The batch of one caller: 1 to 64 hexadecimal characters.</param>
    /// <param name="content">The hash of its content.</param>
    /// <param name="now">The content is stored for at least 8 days from then on.</param>
    /// <returns>The recorded content, of this call or an earlier one.</returns>
    Task<string> RecordAsync(int bucket, string id, string content, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Deletes the batches of a bucket that were stored for long enough.</summary>
    /// <returns>The number of deleted batches.</returns>
    Task<int> PurgeAsync(int bucket, DateTimeOffset now, CancellationToken cancellationToken);
}
