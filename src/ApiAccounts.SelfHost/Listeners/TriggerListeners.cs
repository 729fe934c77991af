namespace ApiAccounts.SelfHost.Listeners;

/// <summary>All queue and timer functions of the app, from the start of the host until they have drained.</summary>
/// <param name="listeners">By the function's name, whatever its case.</param>
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

    /// <summary>Lets nothing new begin.</summary>
    /// <returns>Completes when all that runs has ended.</returns>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        Task all;
        lock (running) all = Task.WhenAll(running);
        await all;
    }

    public void Dispose() => stopping.Dispose();
}
