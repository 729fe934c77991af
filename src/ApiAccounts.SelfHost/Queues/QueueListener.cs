using System.Globalization;
using System.Text.Json;
using ApiAccounts.SelfHost.Listeners;
using ApiAccounts.SelfHost.Settings;
using Azure;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Queues;

/// <summary>Fetches the messages of one queue in batches and runs the function for each.</summary>
internal sealed partial class QueueListener(
    TriggeredFunction function, QueueConnection connection, QueueSettings settings, ListenerServices services)
    : ITriggerListener
{
    private readonly ILogger logger = services.LoggerFactory.CreateLogger<QueueListener>();
    private readonly List<Task> running = [];

    /// <exception cref="StartException">A setting is missing or wrong, or the name of the queue is not valid.</exception>
    public static QueueListener Create(QueueTriggerAttribute trigger, TriggeredFunction function, ListenerServices host)
    {
        var name = host.Configuration.Resolve(trigger.QueueName, function.Name);
        var connection = QueueConnection.Open(host.Configuration, trigger.Connection, name, function.Name);
        return new(function, connection, QueueSettings.Read(host), host);
    }

    public async Task ListenAsync(CancellationToken stopping)
    {
        var backOff = new PollingBackOff(settings.MaxPollingInterval, new Random());
        try
        {
            while (true)
            {
                await WaitForCapacityAsync(stopping);
                stopping.ThrowIfCancellationRequested();
                var messages = await FetchAsync();
                running.AddRange(messages.Select(message => Task.Run(() => ProcessAsync(message), CancellationToken.None)));
                if (messages.Length > 0) backOff.Reset();
                else await Task.Delay(backOff.Next(), services.Time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await Task.WhenAll(running);
        }
    }

    public Task TriggerAsync(string input) => RunAsync(new(input), BindingData(input));

    private async Task WaitForCapacityAsync(CancellationToken stopping)
    {
        running.RemoveAll(run => run.IsCompleted);
        while (running.Count > settings.NewBatchThreshold)
        {
            await Task.WhenAny(running).WaitAsync(stopping);
            running.RemoveAll(run => run.IsCompleted);
        }
    }

    /// <summary>Takes no cancellation token, because messages of a cancelled call would stay invisible.</summary>
    /// <returns>No messages if the queue is empty, missing or unreachable.</returns>
    private async Task<QueueMessage[]> FetchAsync()
    {
        try
        {
            return (await connection.Queue.ReceiveMessagesAsync(settings.BatchSize, settings.HiddenTime)).Value;
        }
        catch (RequestFailedException exception) when (exception.Status is 404)
        {
            return []; // the trigger does not create its queue
        }
        catch (Exception exception)
        {
            NotFetched(connection.Queue.Name, exception);
            return [];
        }
    }

    private async Task ProcessAsync(QueueMessage received)
    {
        try
        {
            await using var message = new HiddenMessage(connection.Queue, received, settings.HiddenTime, services.Time, logger);
            if (QueuePayload.Decode(received.Body, settings.IsBase64) is not { } payload)
            {
                Undecodable(connection.Queue.Name, received.MessageId);
                await PoisonAsync(message);
            }
            else if (await RunAsync(payload, BindingData(received, payload)))
            {
                await message.DeleteAsync();
            }
            else if (received.DequeueCount >= settings.MaxDequeueCount)
            {
                FailedTooOften(connection.Queue.Name, received.MessageId, received.DequeueCount);
                await PoisonAsync(message);
            }
            else
            {
                await message.ReturnAsync(settings.VisibilityTimeout);
            }
        }
        catch (Exception exception)
        {
            NotSettled(connection.Queue.Name, received.MessageId, exception);
        }
    }

    private async Task<bool> RunAsync(BinaryData payload, Dictionary<string, object?> bindingData)
    {
        object? argument;
        try
        {
            argument = QueuePayload.ConvertTo(function.ArgumentType, payload);
        }
        catch (JsonException exception)
        {
            NotConverted(function.Name, function.ArgumentType.Name, exception);
            return false;
        }
        return await function.RunAsync(argument, bindingData);
    }

    private async Task PoisonAsync(HiddenMessage message)
    {
        await connection.Poison.CreateIfNotExistsAsync();
        await connection.Poison.SendMessageAsync(message.Message.Body);
        await message.DeleteAsync();
    }

    /// <summary>All values are strings, as on the worker.</summary>
    private static Dictionary<string, object?> BindingData(QueueMessage message, BinaryData payload) => new(BindingData(payload.ToString()))
    {
        ["Id"] = message.MessageId,
        ["PopReceipt"] = message.PopReceipt,
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["InsertionTime"] = JsonSerializer.Serialize(message.InsertedOn),
        ["ExpirationTime"] = JsonSerializer.Serialize(message.ExpiresOn),
        ["NextVisibleTime"] = JsonSerializer.Serialize(message.NextVisibleOn),
    };

    /// <summary>The data of a manual trigger, whose message was in no queue.</summary>
    private static Dictionary<string, object?> BindingData(string text) => new() { ["QueueTrigger"] = text };

    [LoggerMessage(1, LogLevel.Warning, "Queue {Queue} could not be read; trying again.")]
    private partial void NotFetched(string queue, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Queue {Queue}: message {MessageId} cannot be decoded; moving it to the poison queue.")]
    private partial void Undecodable(string queue, string messageId);

    [LoggerMessage(3, LogLevel.Error, "Queue {Queue}: message {MessageId} has failed {Count} times; moving it to the poison queue.")]
    private partial void FailedTooOften(string queue, string messageId, long count);

    [LoggerMessage(4, LogLevel.Error, "Queue {Queue}: message {MessageId} could not be deleted or returned; it will be delivered again.")]
    private partial void NotSettled(string queue, string messageId, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "Function {Function}: a message is not valid JSON for {Type}.")]
    private partial void NotConverted(string function, string type, Exception exception);
}
