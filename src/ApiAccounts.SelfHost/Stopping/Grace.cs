namespace ApiAccounts.SelfHost.Stopping;

/// <summary>How long what runs may go on once the host stops.</summary>
internal sealed class Grace : IDisposable
{
    /// <summary>For requests and messages to end by themselves.</summary>
    public static readonly TimeSpan OfRuns = TimeSpan.FromSeconds(30);

    /// <summary>For runs to give up after they were told to.</summary>
    public static readonly TimeSpan OfCancelledRuns = TimeSpan.FromSeconds(5);

    /// <summary>For the app's own services to stop: what the platform announces to a worker.</summary>
    public static readonly TimeSpan OfServices = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource ended = new();

    /// <summary>The cancellation token of every run.</summary>
    public CancellationToken Ended => ended.Token;

    public Task EndAsync() => ended.CancelAsync();

    public void Dispose() => ended.Dispose();
}
