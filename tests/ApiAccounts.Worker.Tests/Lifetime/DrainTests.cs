using System.Text.Json;
using ApiAccounts.Worker.Tests.Running;
using Azure.Storage.Queues;

namespace ApiAccounts.Worker.Tests.Lifetime;

/// <summary>A stop while callers call.</summary>
public sealed class DrainTests
{
    private const int Callers = 8;
    private const int Calls = 200;

    [Theory]
    [InlineData("Durable")]
    [InlineData("Immediate")]
    public async Task What_was_answered_before_the_end_is_on_the_queue(string acknowledge)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var app = await WorkerApp.StartAsync(
            account, pumpsQueues: false, ("Usage__Acknowledge", acknowledge), ("Usage__FlushInterval", "00:01:00"));
        var caller = await app.RegisterAsync();
        var (begun, answered) = (0, 0);

        var calling = Enumerable.Range(0, Callers).Select(_ => CallUntilRefusedAsync()).ToArray();
        await Eventually.Async(() => Task.FromResult(Volatile.Read(ref answered) >= Calls), "some calls are answered");
        var exitCode = await app.Host.StopAsync();
        await Task.WhenAll(calling);

        Assert.Equal(0, exitCode);
        Assert.InRange(await OnTheQueueAsync(account, caller), answered, begun);

        async Task CallUntilRefusedAsync()
        {
            try
            {
                while (true)
                {
                    Interlocked.Increment(ref begun);
                    using var request = app.Request(HttpMethod.Get, "/verify", caller);
                    using var answer = await app.Client.SendAsync(request);
                    if (answer.StatusCode != HttpStatusCode.OK) return;
                    Interlocked.Increment(ref answered);
                }
            }
            catch (HttpRequestException)
            {
                // Nothing listens any more.
            }
        }
    }

    private static async Task<long> OnTheQueueAsync(StorageAccount account, RegisteredAccount caller)
    {
        var queue = new QueueClient(account.ConnectionString, "usage-pings", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        var counted = 0L;
        while ((await queue.ReceiveMessagesAsync(32)).Value is { Length: > 0 } messages)
        {
            counted += messages.Select(message => JsonElement.Parse(message.MessageText))
                .SelectMany(message => message.GetProperty("sections").EnumerateArray())
                .SelectMany(section => section.GetProperty("pings").EnumerateArray())
                .Where(ping => ping[0].GetString() == caller.UserName)
                .Sum(ping => ping[1].GetInt64());
        }
        return counted;
    }
}
