namespace ApiAccounts.Core.Overview;

public sealed partial class OverviewCache
{
    /// <summary>The overview of one partner.</summary>
    private sealed class CachedOverview(uint pid, OverviewCache owner)
    {
        /// <summary>After more changes than this, all is read again, which takes fewer calls.</summary>
        private const int MaxChanges = 200;

        private static readonly TimeSpan UsualAge = TimeSpan.FromSeconds(5);

        private readonly Lock gate = new();

        /// <summary>The changes announced since the last scan started, by their numbers. <see cref="unread"/> has those to read.</summary>
        private readonly Dictionary<AccountId, long> changes = [];
        private readonly HashSet<AccountId> unread = [];
        private Scan? last;
        private Task<Scan>? scanning;
        private Task? rereading;
        private long announced;
        private long needed;
        private long lastRequested = owner.clock.GetTimestamp();

        public uint Pid { get; } = pid;

        public long LastRequested => Volatile.Read(ref lastRequested);

        /// <summary>Its share of <see cref="OverviewOptions.MaxRows"/>.</summary>
        public int Count { get; set; }

        /// <summary>Whether it was evicted. It then receives no more requests and no more changes.</summary>
        public bool IsEvicted { get; set; }

        /// <summary>Records a change that was written already or will be in a moment.</summary>
        public void Invalidate(AccountId id)
        {
            lock (gate)
            {
                announced++;
                if (id.Kind is not (AccountKind.ApiUser or AccountKind.Operator)) return;
                changes[id] = announced;
                unread.Add(id);
                if (changes.Count <= MaxChanges) return;
                needed = announced;
                changes.Clear();
                unread.Clear();
            }
        }

        public async ValueTask<OverviewSnapshot> FindAsync(CancellationToken cancellationToken)
        {
            long requested;
            lock (gate) requested = announced;
            while (true)
            {
                Task? rereading = null;
                Task<Scan>? scanning = null;
                lock (gate)
                {
                    lastRequested = owner.clock.GetTimestamp();
                    if (last is null || last.Announced < needed || Age(last) > MaxAge(last)) scanning = ScanNow();
                    else
                    {
                        if (Age(last) >= MaxAge(last) / 2) _ = ScanNow();
                        if (unread.Count == 0) return last.Found;
                        rereading = RereadNow();
                    }
                }
                if (rereading is not null) await rereading.WaitAsync(cancellationToken);
                else if (await scanning!.WaitAsync(cancellationToken) is var scan && scan.Announced >= requested) return scan.Found;
            }
        }

        private TimeSpan Age(Scan scan) => owner.clock.GetElapsedTime(scan.Started);

        /// <summary>The maximum age of displayed data. At half of it, the next scan starts, so that it completes in time.</summary>
        private static TimeSpan MaxAge(Scan scan) => 2 * scan.Took > UsualAge ? 2 * scan.Took : UsualAge;

        /// <summary>Returns the current scan, started now if there is none.</summary>
        private Task<Scan> ScanNow()
        {
            if (scanning is not { IsCompleted: false }) scanning = Task.Run(ScanAsync);
            return scanning;
        }

        private async Task<Scan> ScanAsync()
        {
            await owner.scans.WaitAsync(owner.stop);
            try
            {
                long from;
                lock (gate) from = announced;
                var started = owner.clock.GetTimestamp();
                var found = await owner.reader.ReadAsync(Pid, owner.stop);
                if (last is { } earlier) found = found.After(earlier.Found);
                var scan = new Scan(found, started, owner.clock.GetElapsedTime(started), from);
                Cache(scan);
                return scan;
            }
            catch (Exception exception) when (!owner.stop.IsCancellationRequested)
            {
                LogUnreadable(owner.logger, Pid, exception);
                throw;
            }
            finally
            {
                owner.scans.Release();
            }
        }

        /// <summary>Changes since the scan started may be missing from it, so they stay unread.</summary>
        private void Cache(Scan scan)
        {
            var isCached = owner.TryCache(this, scan.Found.Count);
            lock (gate)
            {
                last = isCached ? scan : null;
                foreach (var (id, number) in changes)
                    if (number <= scan.Announced) changes.Remove(id);
                unread.Clear();
                unread.UnionWith(changes.Keys);
            }
        }

        /// <summary>Returns the current reread of changes, started now if there is none.</summary>
        private Task RereadNow()
        {
            if (rereading is not { IsCompleted: false }) rereading = Task.Run(RereadAsync);
            return rereading;
        }

        private async Task RereadAsync()
        {
            Scan? scan;
            Dictionary<AccountId, long> read;
            lock (gate)
            {
                scan = last;
                read = unread.ToDictionary(id => id, id => changes[id]);
            }
            if (scan is null || read.Count == 0) return;
            var found = await owner.reader.ReadAsync(scan.Found, read.Keys, owner.stop);
            lock (gate)
            {
                if (last != scan) return; // a scan has completed meanwhile: what it may have missed is read again
                last = scan with { Found = found };
                unread.RemoveWhere(id => read.TryGetValue(id, out var number) && changes[id] == number);
            }
        }

        /// <param name="Started">Its start. Later writes may be missing.</param>
        /// <param name="Announced">The number of the last change announced before.</param>
        private sealed record Scan(OverviewSnapshot Found, long Started, TimeSpan Took, long Announced);
    }
}
