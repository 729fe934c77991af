using System.Text;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace ApiAccounts.Testing.Hosting;

/// <summary>
/// Gives the messages of one queue to its function, by the rules of host.json. What runs stays hidden for ten minutes, as on the Functions
/// host, which renews that; no test lasts so long.
/// </summary>
internal sealed class QueuePump(HostedFunction function, string connectionString, HostJson json, Invoker invoker) : IAsyncDisposable
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(10);

    private readonly QueueClient queue = new(connectionString, function.Text("queueName"));
    private readonly QueueClient poison = new(connectionString, function.Text("queueName") + "-poison");
    private readonly CancellationTokenSource stopping = new();
    private Task pumping = Task.CompletedTask;

    public void Start() => pumping = Task.Run(PumpAsync);

    /// <summary>Takes no more messages, and waits for those that run.</summary>
    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await pumping;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        catch (IOException)
        {
            // The worker was killed while it had messages.
        }
        stopping.Dispose();
    }

    private async Task PumpAsync()
    {
        var wait = FirstWait;
        while (!stopping.IsCancellationRequested)
        {
            var messages = (await queue.ReceiveMessagesAsync(json.BatchSize, Hidden)).Value;
            await Task.WhenAll(messages.Select(WorkOffAsync));
            wait = messages.Length > 0 ? FirstWait : TimeSpan.FromTicks(Math.Min(wait.Ticks * 2, json.MaxPollingInterval.Ticks));
            if (messages.Length == 0) await Task.Delay(wait, stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task WorkOffAsync(QueueMessage message)
    {
        if (Decode(message.MessageText) is not { } text)
        {
            await PoisonAsync(message);
            return;
        }
        var outcome = await invoker.InvokeAsync(function, TriggerInputs.OfMessage(function, message, text));
        if (outcome.IsSuccess) await DeleteAsync(message);
        else if (message.DequeueCount >= json.MaxDequeueCount) await PoisonAsync(message);
        else await queue.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: json.VisibilityTimeout);
    }

    /// <returns>Null where it is not base64 of UTF-8.</returns>
    private static string? Decode(string body)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(body));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private async Task PoisonAsync(QueueMessage message)
    {
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.MessageText);
        await DeleteAsync(message);
    }

    private async Task DeleteAsync(QueueMessage message) => await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
}
