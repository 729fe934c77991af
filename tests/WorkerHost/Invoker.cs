using System.Collections.Concurrent;

namespace ApiAccounts.Testing.Hosting;

/// <summary>Runs functions on the worker, and remembers each that failed.</summary>
internal sealed class Invoker(WorkerChannel channel)
{
    private readonly ConcurrentQueue<InvocationOutcome> failed = [];
    private int inFlight;

    public IReadOnlyList<InvocationOutcome> Failed => [.. failed];

    /// <summary>How many have begun and not ended.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    /// <inheritdoc cref="WorkerChannel.InvokeAsync"/>
    public async Task<InvocationOutcome> InvokeAsync(HostedFunction function, InvocationRequest request, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref inFlight);
        try
        {
            var outcome = InvocationOutcome.Of(function.Name, await channel.InvokeAsync(request, cancellationToken));
            if (!outcome.IsSuccess) failed.Enqueue(outcome);
            return outcome;
        }
        finally
        {
            Interlocked.Decrement(ref inFlight);
        }
    }
}
