using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Testing.InMemory;

/// <summary>The contents of reported batches, in memory.</summary>
internal sealed class InMemoryReportedBatchStore : IReportedBatchStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<(int Bucket, string Id), (string Content, DateTimeOffset At)> batches = [];

    public Task<string> RecordAsync(int bucket, string id, string content, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            batches.TryAdd((bucket, id), (content, now));
            return Task.FromResult(batches[(bucket, id)].Content);
        }
    }

    public Task<int> PurgeAsync(int bucket, DateTimeOffset now, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var old = batches.Where(batch => batch.Key.Bucket == bucket && batch.Value.At < now.AddDays(-16)).ToList();
            foreach (var batch in old) batches.Remove(batch.Key);
            return Task.FromResult(old.Count);
        }
    }
}
