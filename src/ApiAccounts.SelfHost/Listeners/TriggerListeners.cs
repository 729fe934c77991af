namespace ApiAccounts.SelfHost.Listeners;

/// <summary>The listeners of all queue and timer functions, from the start of the host until they have drained.</summary>
/// <param name="listeners">The listeners by the name of the function, ignoring case.</param>
internal sealed class TriggerListeners(IReadOnlyDictionary<string, ITriggerListener> listeners) : IDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly List<Task> running = [];

    public void Start()
    {
        lock (running) running.AddRange(listeners.Values.Select(listener => Task.Run(() => listener.ListenAsync(stopping.Token))));
    }

    public ITriggerListener? Find(string function) => listeners.GetValueOrDefault(function);

    public void Trigger(ITriggerListener listener, string input)
    {
        lock (running)
        {
            running.RemoveAll(run => run.IsCompleted);
            running.Add(Task.Run(() => listener.TriggerAsync(input)));
        }
    }

    /// <summary>Stops starting new runs.</summary>
    /// <returns>A task that completes when all runs have ended.</returns>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        Task all;
        lock (running) all = Task.WhenAll(running);
        await all;
    }

    public void Dispose() => stopping.Dispose();
}
