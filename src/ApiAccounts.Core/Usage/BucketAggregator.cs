using ApiAccounts.Core.Ids;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Usage;

/// <summary>
/// Applies sections to the rows of one bucket, one transaction at a time: what comes in while one runs goes with the next, so the
/// messages that run at once do not get in each other's way.
/// </summary>
internal sealed partial class BucketAggregator(int bucket, IUsageStore store, TimeProvider clock, UsageOptions options, ILogger logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Queue<Waiting> queue = new();
    private bool isRunning;

    /// <returns>Once the section is stored, by this call or an earlier one.</returns>
    public Task AddAsync(SectionMarker marker, IReadOnlyList<UsagePing> pings, CancellationToken cancellationToken)
    {
        var waiting = new Waiting(marker, pings);
        lock (gate)
        {
            queue.Enqueue(waiting);
            if (!isRunning)
            {
                isRunning = true;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }
        return waiting.Stored.Task.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        await Task.Delay(options.Linger, clock);
        while (TakeBatch() is { } batch)
        {
            try
            {
                await ApplyAsync(batch);
            }
            catch (Exception exception) // whatever it is, the messages that carried these sections have to hear of it
            {
                foreach (var waiting in batch) waiting.Stored.TrySetException(exception);
            }
        }
    }

    /// <summary>
    /// As many whole sections as one transaction holds, with their markers; null when none waits, which ends the run. A section that was
    /// delivered twice waits for the next transaction, which finds its marker.
    /// </summary>
    private List<Waiting>? TakeBatch()
    {
        lock (gate)
        {
            var batch = new List<Waiting>();
            var rows = new HashSet<AccountId>();
            while (queue.TryPeek(out var next))
            {
                var ids = next.Pings.Select(ping => ping.Id).ToHashSet();
                ids.ExceptWith(rows);
                if (batch.Count + 1 + rows.Count + ids.Count > IUsageStore.MaxRows || batch.Any(waiting => waiting.Marker == next.Marker)) break;
                rows.UnionWith(ids);
                batch.Add(queue.Dequeue());
            }
            isRunning = batch.Count > 0;
            return isRunning ? batch : null;
        }
    }

    private async Task ApplyAsync(List<Waiting> batch)
    {
        var began = clock.GetTimestamp();
        for (var pause = FirstPause; batch.Count > 0; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                var outcome = await TryApplyAsync(batch);
                while (outcome.AppliedBefore is { } index)
                {
                    batch[index].Stored.TrySetResult();
                    batch.RemoveAt(index);
                    outcome = await TryApplyAsync(batch);
                }
                if (outcome.IsApplied)
                {
                    foreach (var waiting in batch) waiting.Stored.TrySetResult();
                    return;
                }
                if (clock.GetElapsedTime(began) >= options.RetryWindow) throw new TimeoutException($"The rows of bucket {bucket} kept changing.");
            }
            catch (StorageUnavailableException exception) when (clock.GetElapsedTime(began) < options.RetryWindow)
            {
                LogUnavailable(logger, bucket, exception);
            }
            await Task.Delay(pause * (0.5 + Jitter.Next()), clock);
        }
    }

    private async Task<UsageOutcome> TryApplyAsync(List<Waiting> batch)
    {
        var pings = batch.SelectMany(waiting => waiting.Pings).ToLookup(ping => ping.Id);
        var rows = await store.ReadAsync(bucket, [.. pings.Select(group => group.Key)], CancellationToken.None);
        var now = clock.GetUtcNow();
        var updates = rows.Select(row => new UsageUpdate(row.Key, row.Value.Version, row.Value.Value.Plus([.. pings[row.Key]], now))).ToList();
        var outcome = updates.Count == 0
            ? UsageOutcome.Applied
            : await store.ApplyAsync(bucket, [.. batch.Select(waiting => waiting.Marker)], updates, CancellationToken.None);
        if (outcome.IsApplied && updates.Count < pings.Count)
        {
            var gone = pings.Where(group => !rows.ContainsKey(group.Key)).Sum(group => group.Sum(ping => ping.Count));
            LogGone(logger, gone, bucket);
        }
        return outcome;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage of bucket {Bucket} could not be stored and is tried again.")]
    private static partial void LogUnavailable(ILogger logger, int bucket, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Pings} pings in bucket {Bucket} were dropped: their API users are gone.")]
    private static partial void LogGone(ILogger logger, long pings, int bucket);

    private sealed record Waiting(SectionMarker Marker, IReadOnlyList<UsagePing> Pings)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
