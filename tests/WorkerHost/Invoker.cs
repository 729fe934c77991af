using System.Collections.Concurrent;

namespace ApiAccounts.Testing.Hosting;

/// <summary>Runs functions on the worker, and remembers each that failed.</summary>
internal sealed class Invoker(WorkerChannel channel)
{
    private readonly ConcurrentQueue<InvocationOutcome> failed = [];
    private readonly ConcurrentDictionary<string, string> running = [];

    public IReadOnlyList<InvocationOutcome> Failed => [.. failed];

    /// <summary>How many of a function have begun and not ended.</summary>
    public int InFlight(string function) => running.Values.Count(name => name == function);

    /// <inheritdoc cref="WorkerChannel.InvokeAsync"/>
    public async Task<InvocationOutcome> InvokeAsync(
        HostedFunction function, InvocationRequest request, CancellationToken cancellationToken = default)
    {
        running[request.InvocationId] = function.Name;
        try
        {
            var outcome = InvocationOutcome.Of(function.Name, await channel.InvokeAsync(request, cancellationToken));
            if (!outcome.IsSuccess) failed.Enqueue(outcome);
            return outcome;
        }
        finally
        {
            running.TryRemove(request.InvocationId, out _);
        }
    }
}
