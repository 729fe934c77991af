using System.Collections.Concurrent;
using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Usage;

namespace ApiAccounts.Core.Overview;

/// <summary>
/// Caches the overviews of requested partners: <c>docs/decisions/0010-the-overview-is-kept-in-memory.md</c>. Without requests, it reads
/// nothing.
/// </summary>
public sealed partial class OverviewCache : IDisposable
{
    private readonly OverviewReader reader;
    private readonly ChangesFeed feed;
    private readonly TimeProvider clock;
    private readonly int maxRows;
    private readonly ILogger<OverviewCache> logger;
    private readonly SemaphoreSlim scans;
    private readonly CancellationTokenSource stopping = new();
    private readonly CancellationToken stop;
    private readonly ConcurrentDictionary<uint, CachedOverview> partners = new();
    private readonly Lock counting = new();
    private long rows;

    public OverviewCache(
        IOverviewStore store,
        IApiUserStore apiUsers,
        IOperatorStore operators,
        ChangesFeed feed,
        TimeProvider clock,
        IOptions<OverviewOptions> options,
        IOptions<LastUsedOptions> lastUsed,
        ILogger<OverviewCache> logger)
    {
        reader = new(store, apiUsers, operators, clock, lastUsed.Value.TrackedSince);
        this.feed = feed;
        this.clock = clock;
        maxRows = options.Value.MaxRows;
        this.logger = logger;
        scans = new(options.Value.MaxScans);
        stop = stopping.Token;
        feed.Changed += Invalidate;
        feed.Created += Invalidate;
    }

    /// <summary>
    /// Returns all API users of a partner: no older than <see cref="CachedOverview.MaxAge"/>, and with every announced change.
    /// </summary>
    internal async ValueTask<OverviewSnapshot> FindAsync(uint pid, CancellationToken cancellationToken)
    {
        await feed.IsCurrentAsync();
        return await partners.GetOrAdd(pid, added => new(added, this)).FindAsync(cancellationToken);
    }

    public void Dispose()
    {
        feed.Changed -= Invalidate;
        feed.Created -= Invalidate;
        stopping.Cancel();
        stopping.Dispose();
    }

    private void Invalidate(AccountId id)
    {
        if (partners.TryGetValue(id.Pid, out var partner)) partner.Invalidate(id);
    }

    /// <summary>Makes room for a partner by evicting the least recently requested ones.</summary>
    /// <returns>False if there cannot be enough room. The partner is then not cached.</returns>
    private bool TryCache(CachedOverview partner, int count)
    {
        lock (counting)
        {
            if (partner.IsEvicted) return false;
            if (count > maxRows)
            {
                Evict(partner);
                return false;
            }
            rows += count - partner.Count;
            partner.Count = count;
            if (rows <= maxRows) return true;
            foreach (var other in partners.Values.Where(other => other != partner).OrderBy(other => other.LastRequested).ToList())
            {
                if (rows <= maxRows) break;
                if (other.Count > 0) Evict(other);
            }
            return true;
        }
    }

    /// <summary>Waiting requests still get it. The next request reads the partner again.</summary>
    private void Evict(CachedOverview partner)
    {
        partners.TryRemove(KeyValuePair.Create(partner.Pid, partner));
        partner.IsEvicted = true;
        rows -= partner.Count;
        partner.Count = 0;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The API users of partner {Pid} could not be read for the overview.")]
    private static partial void LogUnreadable(ILogger logger, uint pid, Exception exception);
}
