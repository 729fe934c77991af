namespace ApiAccounts.Testing;

/// <summary>
/// Stands on the wire before a storage account and writes down each call that passes. Every byte goes on as it came. A call is written down
/// before its answer goes on, so whoever has the answer finds the call.
/// </summary>
public sealed class CountingProxy : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly List<StorageCall> calls = [];
    private readonly ProxiedAccount proxied;

    private CountingProxy(StorageAccount upstream) => proxied = new(upstream, _ => CallFault.None, Record);

    /// <summary>The same account, by way of the proxy.</summary>
    public StorageAccount Account => proxied.Account;

    /// <summary>The calls so far, in the order of their answers.</summary>
    public IReadOnlyList<StorageCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public static Task<CountingProxy> StartAsync(StorageAccount upstream) => Task.FromResult(new CountingProxy(upstream));

    public int Count(StorageService service) => Calls.Count(call => call.Service == service);

    /// <summary>Forgets the calls so far.</summary>
    public void Reset()
    {
        lock (gate) calls.Clear();
    }

    /// <summary>Closes every connection.</summary>
    /// <exception cref="InvalidDataException">Something passed that is not HTTP/1.1: what was counted cannot be trusted.</exception>
    public ValueTask DisposeAsync() => proxied.DisposeAsync();

    private void Record(StorageCall call)
    {
        lock (gate) calls.Add(call);
    }
}
