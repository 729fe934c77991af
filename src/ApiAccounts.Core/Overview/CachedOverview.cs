using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Overview;

public sealed partial class OverviewCache
{
    /// <summary>The overview of one partner.</summary>
    private sealed class CachedOverview(uint pid, OverviewCache owner)
    {
        /// <summary>With more changes than this, all is read anew: that is fewer calls.</summary>
        private const int MaxChanges = 200;

        private static readonly TimeSpan UsualAge = TimeSpan.FromSeconds(5);

        private readonly Lock gate = new();

        /// <summary>What was heard of since the last scan began, with the number of the change; of those to be read anew, and those that were.</summary>
        private readonly Dictionary<AccountId, long> changes = [];
        private readonly HashSet<AccountId> unread = [];
        private Scan? last;
        private Task<Scan>? scanning;
        private Task? rereading;
        private long heard;
        private long needed;
        private long lastAsked = owner.clock.GetTimestamp();

        public uint Pid { get; } = pid;

        public long LastAsked => Volatile.Read(ref lastAsked);

        /// <summary>What it takes of the room that there is.</summary>
        public int Count { get; set; }

        /// <summary>It is not asked any more, and hears of nothing.</summary>
        public bool IsDropped { get; set; }

        /// <summary>The change is made already, or will be in a moment.</summary>
        public void Hear(AccountId id)
        {
            lock (gate)
            {
                heard++;
                if (id.Kind is not (AccountKind.ApiUser or AccountKind.Operator)) return;
                changes[id] = heard;
                unread.Add(id);
                if (changes.Count <= MaxChanges) return;
                needed = heard;
                changes.Clear();
                unread.Clear();
            }
        }

        public async ValueTask<OverviewSnapshot> FindAsync(CancellationToken cancellationToken)
        {
            long asked;
            lock (gate) asked = heard;
            while (true)
            {
                Task? rereading = null;
                Task<Scan>? scanning = null;
                lock (gate)
                {
                    lastAsked = owner.clock.GetTimestamp();
                    if (last is null || last.Heard < needed || Age(last) > MaxAge(last)) scanning = ScanNow();
                    else
                    {
                        if (Age(last) >= MaxAge(last) / 2) _ = ScanNow();
                        if (unread.Count == 0) return last.Found;
                        rereading = RereadNow();
                    }
                }
                if (rereading is not null) await rereading.WaitAsync(cancellationToken);
                else if (await scanning!.WaitAsync(cancellationToken) is var scan && scan.Heard >= asked) return scan.Found;
            }
        }

        private TimeSpan Age(Scan scan) => owner.clock.GetElapsedTime(scan.Began);

        /// <summary>How old what is shown may be. At half of it, it is read anew, so that it is there in time.</summary>
        private static TimeSpan MaxAge(Scan scan) => 2 * scan.Took > UsualAge ? 2 * scan.Took : UsualAge;

        /// <summary>The scan under way, which begins now if none is.</summary>
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
                lock (gate) from = heard;
                var began = owner.clock.GetTimestamp();
                var found = await owner.reader.ReadAsync(Pid, owner.stop);
                if (last is { } earlier) found = found.After(earlier.Found);
                var scan = new Scan(found, began, owner.clock.GetElapsedTime(began), from);
                Keep(scan);
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

        /// <summary>What has changed since the scan began may not be in it.</summary>
        private void Keep(Scan scan)
        {
            var isKept = owner.TryKeep(this, scan.Found.Count);
            lock (gate)
            {
                last = isKept ? scan : null;
                foreach (var (id, number) in changes)
                    if (number <= scan.Heard) changes.Remove(id);
                unread.Clear();
                unread.UnionWith(changes.Keys);
            }
        }

        /// <summary>The reading of what has changed that is under way, which begins now if none is.</summary>
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
                if (last != scan) return; // a scan has ended meanwhile: what it may have missed is read again
                last = scan with { Found = found };
                unread.RemoveWhere(id => read.TryGetValue(id, out var number) && changes[id] == number);
            }
        }

        /// <param name="Began">When it began: what was written later may not be in it.</param>
        /// <param name="Heard">The number of the last change that was heard of before.</param>
        private sealed record Scan(OverviewSnapshot Found, long Began, TimeSpan Took, long Heard);
    }
}
