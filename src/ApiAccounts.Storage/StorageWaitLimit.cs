namespace ApiAccounts.Storage;

/// <summary>
/// Limits the time of storage calls for which a caller waits, so that they fail soon if the storage does not respond. Background work
/// (queues, timers, the sending of usage) has no such limit.
/// </summary>
/// <param name="wait">How long one call may take, including retries.</param>
public sealed class StorageWaitLimit(TimeSpan wait)
{
    private static readonly AsyncLocal<StorageWaitLimit?> OfThisFlow = new();

    /// <summary>Null if no caller waits.</summary>
    internal static StorageWaitLimit? Current => OfThisFlow.Value;

    internal TimeSpan Wait => wait;

    /// <summary>Applies the limit from here on, to everything awaited from here.</summary>
    public void Begin() => OfThisFlow.Value = this;
}
