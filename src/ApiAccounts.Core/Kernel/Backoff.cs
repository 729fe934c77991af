namespace ApiAccounts.Core.Kernel;

/// <summary>The pauses between attempts to enqueue a message. Each is about twice as long as the previous one.</summary>
internal sealed class Backoff
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan next = Shortest;

    public TimeSpan Next()
    {
        var pause = next;
        next = pause * 2 < Longest ? pause * 2 : Longest;
        return pause * (0.5 + Jitter.Next());
    }

    /// <summary>Starts again with the shortest pause. Call it after a success.</summary>
    public void Reset() => next = Shortest;
}
