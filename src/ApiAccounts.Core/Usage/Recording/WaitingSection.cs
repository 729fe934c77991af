using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>A section to store, with the result for its callers.</summary>
internal sealed class WaitingSection(SectionMarker marker, IReadOnlyList<UsagePing> pings)
{
    private readonly TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SectionMarker Marker => marker;

    public IReadOnlyList<UsagePing> Pings { get; private set; } = pings;

    /// <summary>Whether pings were removed from it, which must never count again.</summary>
    public bool HasSetAside { get; private set; }

    /// <summary>The ids of the rows that it changes, without duplicates.</summary>
    public HashSet<AccountId> Ids { get; } = [.. pings.Select(ping => ping.Id)];

    /// <summary>Completes once it is stored, by this instance or another.</summary>
    public Task Stored => stored.Task;

    /// <summary>Removes the pings of some rows, once they are on the poison queue.</summary>
    public void SetAside(IEnumerable<AccountId> ids)
    {
        Ids.ExceptWith(ids);
        Pings = [.. Pings.Where(ping => Ids.Contains(ping.Id))];
        HasSetAside = true;
    }

    public void Succeed() => stored.TrySetResult();

    public void Fail(Exception exception) => stored.TrySetException(exception);
}
