namespace ApiAccounts.SelfHost.Queues;

/// <summary>The waits between looks at an empty queue: from 100 ms, doubling with ±20 % up to a maximum.</summary>
internal sealed class PollingBackOff(TimeSpan maximum, Random random)
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
        var factor = 1 - Spread + (2 * Spread * random.NextDouble());
        var wait = shortest + (shortest * (factor * (Math.Pow(2, looksInVain) - 1)));
        if (wait >= maximum) return maximum;
        looksInVain++;
        return wait;
    }
}
