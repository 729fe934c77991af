namespace ApiAccounts.SelfHost.Stopping;

/// <summary>The grace periods while the host stops.</summary>
internal sealed class Grace : IDisposable
{
    /// <summary>The time for requests and messages to end by themselves.</summary>
    public static readonly TimeSpan OfRuns = TimeSpan.FromSeconds(30);

    /// <summary>The time for runs to end after cancellation.</summary>
    public static readonly TimeSpan OfCancelledRuns = TimeSpan.FromSeconds(5);

    /// <summary>The time for the app's services to stop, the same as the platform grants a worker.</summary>
    public static readonly TimeSpan OfServices = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource ended = new();

    /// <summary>The cancellation token of every run.</summary>
    public CancellationToken Ended => ended.Token;

    public Task EndAsync() => ended.CancelAsync();

    public void Dispose() => ended.Dispose();
}
