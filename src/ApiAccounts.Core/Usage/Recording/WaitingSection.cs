using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>A section to store, with the result for its callers.</summary>
internal sealed class WaitingSection(SectionMarker marker, IReadOnlyList<UsagePing> pings)
{
    private readonly TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SectionMarker Marker => marker;

    public IReadOnlyList<UsagePing> Pings => pings;

    /// <summary>The ids of the rows that it changes, without duplicates.</summary>
    public HashSet<AccountId> Ids { get; } = [.. pings.Select(ping => ping.Id)];

    /// <summary>Completes once it is stored, by this instance or another.</summary>
    public Task Stored => stored.Task;

    public void Succeed() => stored.TrySetResult();

    public void Fail(Exception exception) => stored.TrySetException(exception);
}
