using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>
/// Applies sections to the rows of one bucket, one transaction at a time: what comes in while one runs goes with the next, so the
/// messages that run at once do not get in each other's way.
/// </summary>
internal sealed partial class BucketAggregator(
    int bucket, IUsageStore store, RememberedUsage remembered, TimeProvider clock, UsageOptions options, UsageMetrics metrics, ILogger logger)
{
    /// <summary>As many messages as the Functions host hands out at once: there is no use in waiting for more.</summary>
    private const int EnoughToBegin = 16;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>While others write the same rows; they do not take longer.</summary>
    private static readonly TimeSpan LongestPauseForOthers = TimeSpan.FromMilliseconds(640);

    private readonly Lock gate = new();
    private readonly WaitingSections sections = new();
    private TaskCompletionSource enough = new();
    private bool isRunning;

    /// <summary>The messages that came since the run began; null when it does not wait for more.</summary>
    private HashSet<string>? gathered;

    /// <returns>Once the section is stored, by this call or an earlier one.</returns>
    public Task AddAsync(SectionMarker marker, IReadOnlyList<UsagePing> pings, CancellationToken cancellationToken)
    {
        var section = new WaitingSection(marker, pings);
        lock (gate)
        {
            sections.Add(section);
            if (!isRunning)
            {
                isRunning = true;
                gathered = [];
                enough = new(TaskCreationOptions.RunContinuationsAsynchronously);
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
            if (gathered?.Add(marker.MessageId) == true && gathered.Count == EnoughToBegin) enough.SetResult();
        }
        return section.Stored.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        if (options.Linger > TimeSpan.Zero) await Task.WhenAny(Task.Delay(options.Linger, clock), enough.Task);
        lock (gate) gathered = null;
        while (TakeBatch() is { Count: > 0 } batch) await ApplyOrSplitAsync(batch);
    }

    /// <summary>Ends the run with an empty one.</summary>
    private List<WaitingSection> TakeBatch()
    {
        lock (gate)
        {
            var batch = sections.TakeBatch();
            isRunning = batch.Count > 0;
            return batch;
        }
    }

    /// <summary>Where something is wrong with one of the sections, as a row that cannot be read, the others are stored without it.</summary>
    private async Task ApplyOrSplitAsync(List<WaitingSection> batch)
    {
        try
        {
            await ApplyAsync(batch);
        }
        catch (Exception exception) when (batch.Count == 1 || exception is StorageUnavailableException or TimeoutException)
        {
            // Whatever it is, the messages that carried these sections have to hear of it.
            foreach (var section in batch) section.Fail(exception);
        }
        catch (Exception exception)
        {
            LogSplit(logger, batch.Count, bucket, exception);
            foreach (var section in batch.ToList()) await ApplyOrSplitAsync([section]);
        }
    }

    private async Task ApplyAsync(List<WaitingSection> batch)
    {
        var began = clock.GetTimestamp();
        var (pause, timesChanged) = (FirstPause, 0);
        while (batch.Count > 0)
        {
            try
            {
                if (await TryApplyAllAsync(batch)) return;
                if (clock.GetElapsedTime(began) >= options.RetryWindow) throw new TimeoutException($"The rows of bucket {bucket} kept changing.");
                if (++timesChanged == 1) continue; // most often what was remembered had been changed long before
                if (pause > LongestPauseForOthers) pause = LongestPauseForOthers;
            }
            catch (StorageUnavailableException exception) when (clock.GetElapsedTime(began) < options.RetryWindow)
            {
                LogUnavailable(logger, bucket, exception);
            }
            await Task.Delay(pause * (0.5 + Jitter.Next()), clock);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <returns>False when rows had changed; what was applied before is no longer in the batch.</returns>
    private async Task<bool> TryApplyAllAsync(List<WaitingSection> batch)
    {
        var outcome = await TryApplyAsync(batch);
        if (outcome.AppliedBefore is not null) Forget(batch); // whoever wrote the marker, this instance perhaps, wrote the rows too
        while (outcome.AppliedBefore is { } index)
        {
            batch[index].Succeed();
            batch.RemoveAt(index);
            outcome = await TryApplyAsync(batch);
        }
        if (!outcome.IsApplied)
        {
            Forget(batch);
            return false;
        }
        foreach (var section in batch) section.Succeed();
        return true;
    }

    private async Task<UsageOutcome> TryApplyAsync(List<WaitingSection> batch)
    {
        var rows = await RowsAsync(batch);
        var updates = UpdatesOf(batch, rows);
        while (batch.Count > 1 && updates.Sum(update => (long)update.Bytes) > IUsageStore.MaxBytes)
        {
            lock (gate) sections.PutBack(batch[^1]);
            batch.RemoveAt(batch.Count - 1);
            updates = UpdatesOf(batch, rows);
        }
        var outcome = updates.Count == 0
            ? UsageOutcome.Applied([])
            : await store.ApplyAsync(bucket, [.. batch.Select(section => section.Marker)], updates, CancellationToken.None);
        if (outcome.Versions is { } versions)
        {
            Remember(updates, versions);
            Tell(batch, rows);
        }
        return outcome;
    }

    /// <summary>Of those that exist: from memory, the rest from the store.</summary>
    private async Task<Dictionary<AccountId, Versioned<AccountUsage>>> RowsAsync(List<WaitingSection> batch)
    {
        var rows = new Dictionary<AccountId, Versioned<AccountUsage>>();
        var unknown = new HashSet<AccountId>();
        foreach (var id in batch.SelectMany(section => section.Ids))
        {
            if (rows.ContainsKey(id)) continue;
            if (remembered.TryGet(id, out var row)) rows[id] = row;
            else unknown.Add(id);
        }
        if (unknown.Count == 0) return rows;

        foreach (var (id, row) in await store.ReadAsync(bucket, unknown, CancellationToken.None))
        {
            rows[id] = row;
            remembered.Keep(id, row);
        }
        return rows;
    }

    private List<UsageUpdate> UpdatesOf(List<WaitingSection> batch, Dictionary<AccountId, Versioned<AccountUsage>> rows)
    {
        var now = clock.GetUtcNow();
        return
        [
            .. batch.SelectMany(section => section.Pings).GroupBy(ping => ping.Id).Where(pings => rows.ContainsKey(pings.Key))
                .Select(pings => new UsageUpdate(pings.Key, rows[pings.Key].Version, rows[pings.Key].Value.Plus([.. pings], now))),
        ];
    }

    private void Remember(List<UsageUpdate> updates, IReadOnlyList<string?> versions)
    {
        for (var i = 0; i < updates.Count; i++)
        {
            if (versions[i] is { } version) remembered.Keep(updates[i].Id, new(updates[i].Usage, version));
            else remembered.Forget(updates[i].Id);
        }
    }

    private void Forget(List<WaitingSection> batch)
    {
        foreach (var id in batch.SelectMany(section => section.Ids)) remembered.Forget(id);
    }

    private void Tell(List<WaitingSection> batch, Dictionary<AccountId, Versioned<AccountUsage>> rows)
    {
        var (counted, gone) = (0L, 0L);
        foreach (var ping in batch.SelectMany(section => section.Pings))
        {
            if (rows.ContainsKey(ping.Id)) counted += ping.Count;
            else gone += ping.Count;
        }
        metrics.Counted(counted);
        if (gone == 0) return;
        metrics.Gone(gone);
        LogGone(logger, gone, bucket);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage of bucket {Bucket} could not be stored and is tried again.")]
    private static partial void LogUnavailable(ILogger logger, int bucket, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Sections} sections of bucket {Bucket} could not be stored together and are tried one by one.")]
    private static partial void LogSplit(ILogger logger, int sections, int bucket, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Pings} pings in bucket {Bucket} were dropped: their API users are gone.")]
    private static partial void LogGone(ILogger logger, long pings, int bucket);
}
