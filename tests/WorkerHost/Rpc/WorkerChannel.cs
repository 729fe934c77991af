using System.Collections.Concurrent;
using System.Threading.Channels;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace ApiAccounts.Testing.Hosting.Rpc;

/// <summary>The conversation with one worker: what is asked goes out in order, and what comes back finds who asked.</summary>
internal sealed class WorkerChannel
{
    private readonly Channel<StreamingMessage> outgoing = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<StreamingMessage>> asked = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> running = [];
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<LogLine> log = [];
    private volatile Exception? ended;

    /// <summary>Completed by the worker's first message.</summary>
    public Task Started => started.Task;

    public IReadOnlyList<LogLine> Log => [.. log];

    /// <summary>Sends a message and waits for its answer.</summary>
    /// <exception cref="IOException">The worker ended before it answered.</exception>
    public async Task<StreamingMessage> AskAsync(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        var answer = Expect(asked, message.RequestId);
        Send(message);
        return await answer;
    }

    /// <summary>Runs a function. Who cancels asks the worker to end it early, and is told how it ended all the same.</summary>
    /// <exception cref="IOException">The worker ended before the function did.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellationToken)
    {
        var answer = Expect(running, request.InvocationId);
        Send(new() { InvocationRequest = request });
        await using var cancelling = cancellationToken.Register(() =>
            Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } }));
        return await answer;
    }

    public void Terminate(TimeSpan grace) => Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    /// <summary>Speaks with the worker until it hangs up.</summary>
    public async Task RunAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IServerStreamWriter<StreamingMessage> worker, CancellationToken cancellationToken)
    {
        var writing = WriteAsync(worker, cancellationToken);
        try
        {
            await foreach (var message in incoming.ReadAllAsync(cancellationToken)) Take(message);
            End(new IOException("The worker has hung up."));
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            End(new IOException("The worker has ended.", exception));
        }
        outgoing.Writer.TryComplete();
        await writing;
    }

    /// <summary>Nobody is answered any more.</summary>
    public void End(IOException reason)
    {
        ended = reason;
        started.TrySetException(reason);
        FailAll(asked, reason);
        FailAll(running, reason);
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> worker, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var message in outgoing.Reader.ReadAllAsync(cancellationToken))
                await worker.WriteAsync(message, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The worker is gone; who waits for it is told by the reading side.
        }
    }

    private void Send(StreamingMessage message) => outgoing.Writer.TryWrite(message);

    private void Take(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.StartStream:
                started.TrySetResult();
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                log.Enqueue(LogLine.Of(message.RpcLog, running.ContainsKey(message.RpcLog.InvocationId)));
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                var response = message.InvocationResponse;
                if (running.TryRemove(response.InvocationId, out var invocation)) invocation.TrySetResult(response);
                break;
            default:
                if (asked.TryRemove(message.RequestId, out var question)) question.TrySetResult(message);
                break;
        }
    }

    private Task<T> Expect<T>(ConcurrentDictionary<string, TaskCompletionSource<T>> waiting, string id)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[id] = answer;
        if (ended is { } reason) FailAll(waiting, reason);
        return answer.Task;
    }

    private static void FailAll<T>(ConcurrentDictionary<string, TaskCompletionSource<T>> waiting, Exception reason)
    {
        foreach (var id in waiting.Keys)
            if (waiting.TryRemove(id, out var answer)) answer.TrySetException(reason);
    }
}
