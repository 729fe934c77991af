namespace ApiAccounts.SelfHost.Queues;

/// <summary>The waits between polls of an empty queue: from 100 ms, doubling with ±20 % up to a maximum.</summary>
internal sealed class PollingBackOff(TimeSpan maximum, Random random)
{
    private const double Spread = 0.2;
    private int emptyPolls;

    public void Reset() => emptyPolls = 0;

    public TimeSpan Next()
    {
        var shortest = QueueSettings.ShortestPollingInterval;
        if (emptyPolls is 0)
        {
            emptyPolls = 1;
            return shortest;
        }
        var factor = 1 - Spread + (2 * Spread * random.NextDouble());
        var wait = shortest + (shortest * (factor * (Math.Pow(2, emptyPolls) - 1)));
        if (wait >= maximum) return maximum;
        emptyPolls++;
        return wait;
    }
}
