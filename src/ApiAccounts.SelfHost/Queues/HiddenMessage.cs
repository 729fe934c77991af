using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ApiAccounts.SelfHost.Queues;

/// <summary>A message in progress. It stays invisible by renewals, each of which changes its pop receipt.</summary>
internal sealed partial class HiddenMessage : IAsyncDisposable
{
    private readonly CancellationTokenSource released = new();
    private readonly QueueClient queue;
    private readonly TimeSpan hiddenTime;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Task renewal;
    private string popReceipt;

    public HiddenMessage(QueueClient queue, QueueMessage message, TimeSpan hiddenTime, TimeProvider time, ILogger logger)
    {
        this.queue = queue;
        this.hiddenTime = hiddenTime;
        this.time = time;
        this.logger = logger;
        Message = message;
        popReceipt = message.PopReceipt;
        renewal = RenewAsync();
    }

    public QueueMessage Message { get; }

    public async Task DeleteAsync()
    {
        await ReleaseAsync();
        await IfStillOursAsync(() => queue.DeleteMessageAsync(Message.MessageId, popReceipt));
    }

    /// <summary>Returns the message to the queue, for another delivery after a wait.</summary>
    public async Task ReturnAsync(TimeSpan wait)
    {
        await ReleaseAsync();
        await IfStillOursAsync(() => UpdateAsync(wait));
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        released.Dispose();
    }

    private async Task ReleaseAsync()
    {
        await released.CancelAsync();
        await renewal; // a renewal may be changing the pop receipt
    }

    private async Task RenewAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(hiddenTime / 2, time, released.Token);
                try
                {
                    popReceipt = (await UpdateAsync(hiddenTime)).PopReceipt;
                }
                catch (RequestFailedException exception) when (exception.Status is 404)
                {
                    Lost(queue.Name, Message.MessageId);
                    return;
                }
                catch (Exception exception)
                {
                    NotRenewed(queue.Name, Message.MessageId, exception);
                }
            }
        }
        catch (OperationCanceledException) when (released.IsCancellationRequested)
        {
            // the processing has ended
        }
    }

    /// <summary>Takes no cancellation token, because a cancelled call would lose the pop receipt.</summary>
    private async Task<UpdateReceipt> UpdateAsync(TimeSpan hiddenFor) =>
        (await queue.UpdateMessageAsync(Message.MessageId, popReceipt, visibilityTimeout: hiddenFor)).Value;

    private async Task IfStillOursAsync(Func<Task> change)
    {
        try
        {
            await change();
        }
        catch (RequestFailedException exception) when (exception.Status is 404)
        {
            Lost(queue.Name, Message.MessageId);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Queue {Queue}: message {MessageId} was deleted or delivered again during processing.")]
    private partial void Lost(string queue, string messageId);

    [LoggerMessage(2, LogLevel.Warning, "Queue {Queue}: the invisibility of message {MessageId} could not be renewed; trying again.")]
    private partial void NotRenewed(string queue, string messageId, Exception exception);
}
