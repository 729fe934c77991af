using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Usage.Aggregation;

/// <summary>
/// Applies sections to the rows of one bucket, one transaction at a time. Sections that arrive while a transaction runs are applied
/// by the next one, so that concurrent messages do not conflict.
/// </summary>
internal sealed partial class BucketAggregator(
    int bucket,
    IUsageStore store,
    SetAsideUsage setAside,
    RememberedUsage remembered,
    TimeProvider clock,
    UsageOptions options,
    UsageMetrics metrics,
    ILogger logger)
{
    /// <summary>The number of messages that the Functions host delivers at once. Waiting for more is useless.</summary>
    private const int EnoughToStart = 16;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause while others write the same rows, which takes no longer.</summary>
    private static readonly TimeSpan LongestConflictPause = TimeSpan.FromMilliseconds(640);

    private readonly Lock gate = new();
    private readonly WaitingSections sections = new();
    private TaskCompletionSource enough = new();
    private bool isRunning;

    /// <summary>The messages that arrived since the run started; null once it does not wait for more.</summary>
    private HashSet<string>? gathered;

    /// <returns>Completes once the section is stored, by this call or an earlier one.</returns>
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
            if (gathered?.Add(marker.MessageId) == true && gathered.Count == EnoughToStart) enough.SetResult();
        }
        return section.Stored.WaitAsync(cancellationToken);
    }

    private async Task RunAsync()
    {
        if (options.Linger > TimeSpan.Zero) await Task.WhenAny(Task.Delay(options.Linger, clock), enough.Task);
        lock (gate) gathered = null;
        while (TakeBatch() is { Count: > 0 } batch) await ApplyOrSplitAsync(batch);
    }

    /// <summary>Returns an empty batch to end the run.</summary>
    private List<WaitingSection> TakeBatch()
    {
        lock (gate)
        {
            var batch = sections.TakeBatch();
            isRunning = batch.Count > 0;
            return batch;
        }
    }

    /// <summary>If one section causes an error of any other kind than an unusable row, stores the others without it.</summary>
    private async Task ApplyOrSplitAsync(List<WaitingSection> batch)
    {
        try
        {
            await ApplyAsync(batch);
        }
        catch (Exception exception) when (batch.Count == 1 || exception is StorageUnavailableException or TimeoutException)
        {
            // Any exception must reach the messages of these sections.
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
        var started = clock.GetTimestamp();
        var (pause, timesChanged) = (FirstPause, 0);
        while (batch.Count > 0)
        {
            try
            {
                if (await TryApplyAllAsync(batch)) return;
                if (clock.GetElapsedTime(started) >= options.RetryWindow)
                    throw new TimeoutException($"The rows of bucket {bucket} kept changing.");
                if (++timesChanged == 1) continue; // usually the cached row had changed long before
                if (pause > LongestConflictPause) pause = LongestConflictPause;
            }
            catch (StorageUnavailableException exception) when (clock.GetElapsedTime(started) < options.RetryWindow)
            {
                LogUnavailable(logger, bucket, exception);
            }
            await Task.Delay(pause * (0.5 + Jitter.Next()), clock);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <returns>False if rows had changed. Sections that were applied before are no longer in the batch.</returns>
    private async Task<bool> TryApplyAllAsync(List<WaitingSection> batch)
    {
        var outcome = await TryApplyUsableAsync(batch);
        if (outcome.AppliedBefore is not null) Evict(batch); // the writer of the marker, perhaps this instance, also wrote the rows
        while (outcome.AppliedBefore is { } index)
        {
            batch[index].Succeed();
            batch.RemoveAt(index);
            outcome = await TryApplyUsableAsync(batch);
        }
        if (!outcome.IsApplied)
        {
            Evict(batch);
            return false;
        }
        foreach (var section in batch) section.Succeed();
        return true;
    }

    /// <summary>Sets aside the pings of rows that cannot be stored, and applies everything else.</summary>
    private async Task<UsageOutcome> TryApplyUsableAsync(List<WaitingSection> batch)
    {
        while (true)
        {
            try
            {
                return await TryApplyAsync(batch);
            }
            catch (UnusableUsageException exception) when (batch.Exists(section => section.Ids.Overlaps(exception.Reasons.Keys)))
            {
                foreach (var id in exception.Reasons.Keys) remembered.Evict(id);
                await setAside.ExecuteAsync(batch, exception.Reasons);
            }
        }
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
        var outcome = updates.Count == 0 && !batch.Exists(section => section.HasSetAside)
            ? UsageOutcome.Applied([])
            : await store.ApplyAsync(bucket, [.. batch.Select(section => section.Marker)], updates, CancellationToken.None);
        if (outcome.Versions is { } versions)
        {
            Cache(updates, versions);
            Count(batch, rows);
        }
        return outcome;
    }

    /// <summary>Returns the existing rows: from the cache, the rest from the store.</summary>
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
            remembered.Cache(id, row);
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

    private void Cache(List<UsageUpdate> updates, IReadOnlyList<string?> versions)
    {
        for (var i = 0; i < updates.Count; i++)
        {
            if (versions[i] is { } version) remembered.Cache(updates[i].Id, new(updates[i].Usage, version));
            else remembered.Evict(updates[i].Id);
        }
    }

    private void Evict(List<WaitingSection> batch)
    {
        foreach (var id in batch.SelectMany(section => section.Ids)) remembered.Evict(id);
    }

    private void Count(List<WaitingSection> batch, Dictionary<AccountId, Versioned<AccountUsage>> rows)
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The usage of bucket {Bucket} could not be stored. It will be retried.")]
    private static partial void LogUnavailable(ILogger logger, int bucket, Exception exception);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Sections} sections of bucket {Bucket} could not be stored together. They will be stored one by one.")]
    private static partial void LogSplit(ILogger logger, int sections, int bucket, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Pings} pings in bucket {Bucket} were dropped: their API users were deleted.")]
    private static partial void LogGone(ILogger logger, long pings, int bucket);
}
