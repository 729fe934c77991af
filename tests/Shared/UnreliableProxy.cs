namespace ApiAccounts.Testing;

/// <summary>How bad a network is: the share of calls that each thing happens to, from 0 to 1.</summary>
/// <param name="LongestDelay">Of those that are held back; each a random part of it.</param>
public sealed record NetworkWeather(double LostRequests, double LostAnswers, double HalvedAnswers, double Delays, TimeSpan LongestDelay)
{
    /// <summary>Null where it is as bad for both.</summary>
    public StorageService? Only { get; init; }

    public static NetworkWeather Fine { get; } = new(0, 0, 0, 0, TimeSpan.Zero);
}

/// <summary>Stands on the wire before a storage account and harms the calls that pass, at random, as the weather is.</summary>
public sealed class UnreliableProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Random random;
    private readonly ProxiedAccount proxied;
    private NetworkWeather weather = NetworkWeather.Fine;
    private long harmed;

    public UnreliableProxy(StorageAccount upstream, int seed)
    {
        random = new(seed);
        proxied = new(upstream, Treat, _ => { });
    }

    /// <summary>The same account, by way of the proxy.</summary>
    public StorageAccount Account => proxied.Account;

    public NetworkWeather Weather
    {
        get => Volatile.Read(ref weather);
        set => Volatile.Write(ref weather, value);
    }

    /// <summary>How many calls were held back or lost so far.</summary>
    public long Harmed => Interlocked.Read(ref harmed);

    public ValueTask DisposeAsync() => proxied.DisposeAsync();

    private CallFault Treat(StorageService service)
    {
        var now = Weather;
        if (now == NetworkWeather.Fine || (now.Only is { } only && only != service)) return CallFault.None;
        var (loss, delay, length) = Draw();
        var fault = new CallFault(
            delay < now.Delays ? now.LongestDelay * length : TimeSpan.Zero,
            loss < now.LostRequests ? CallLoss.Request
            : loss < now.LostRequests + now.LostAnswers ? CallLoss.Answer
            : loss < now.LostRequests + now.LostAnswers + now.HalvedAnswers ? CallLoss.HalfTheAnswer
            : CallLoss.None);
        if (fault != CallFault.None) Interlocked.Increment(ref harmed);
        return fault;
    }

    private (double Loss, double Delay, double Length) Draw()
    {
        lock (gate) return (random.NextDouble(), random.NextDouble(), random.NextDouble());
    }
}
