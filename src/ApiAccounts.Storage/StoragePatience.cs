namespace ApiAccounts.Storage;

/// <summary>
/// Marks what somebody waits for: calls of the storage made from there end soon, also when it does not answer. Work that nobody waits for
/// (queues, timers, the sends of usage) takes its time.
/// </summary>
/// <param name="wait">How long one call may take, with all its tries.</param>
public sealed class StoragePatience(TimeSpan wait)
{
    private static readonly AsyncLocal<StoragePatience?> OfThisFlow = new();

    /// <summary>Null where nobody waits.</summary>
    internal static StoragePatience? Current => OfThisFlow.Value;

    internal TimeSpan Wait => wait;

    /// <summary>From here on, in all that is awaited from here.</summary>
    public void Begin() => OfThisFlow.Value = this;
}
