namespace Microsoft.Azure.Functions.Worker;

/// <summary>The waits between looks at an empty queue: from 100 ms, doubling with ±20 % up to a maximum.</summary>
internal sealed class PollingBackOff(TimeSpan maximum)
{
    private const double Spread = 0.2;
    private int looksInVain;

    public void Reset() => looksInVain = 0;

    public TimeSpan Next()
    {
        var shortest = QueueSettings.ShortestPollingInterval;
        if (looksInVain is 0)
        {
            looksInVain = 1;
            return shortest;
        }
        var random = 1 - Spread + (2 * Spread * Random.Shared.NextDouble());
        var wait = shortest + (shortest * (random * (Math.Pow(2, looksInVain) - 1)));
        if (wait >= maximum) return maximum;
        looksInVain++;
        return wait;
    }
}
