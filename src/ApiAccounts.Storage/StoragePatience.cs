namespace ApiAccounts.Storage;

/// <summary>
/// Marks what somebody waits for: calls of the storage made from there end within 3 s, also when it does not answer. Work that nobody waits
/// for (queues, timers, the sends of usage) takes its time.
/// </summary>
public static class StoragePatience
{
    private static readonly object Limited = new();
    private static readonly AsyncLocal<object?> OfThisFlow = new();

    internal static bool IsLimited => OfThisFlow.Value is not null;

    /// <summary>From here on, in all that is awaited from here.</summary>
    public static void Limit() => OfThisFlow.Value = Limited;
}
