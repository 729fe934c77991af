using System.Globalization;
using ApiAccounts.Worker.Tests.Running;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Worker.Tests.Functions;

/// <summary>Queue and timer functions, run with what the host gives them.</summary>
[Collection(SharedHosts.Name)]
public sealed class TriggerInputTests(Hosts hosts)
{
    [Fact]
    public async Task A_usage_message_is_counted()
    {
        var app = await hosts.WorkerAsync();
        var (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());

        var outcome = await RunAsync(app, "QueueAggregateUsage", Usage("a-message", caller, 7), DateTimeOffset.UtcNow);

        Assert.True(outcome.IsSuccess, outcome.Exception);
        var shown = (await app.As(manager).GetAsync($"/v4/ApiUser/{caller.ApiUserGuid}")).Is(HttpStatusCode.OK);
        Assert.Equal(7, shown.Json.GetProperty("RequestsLast30Days").GetInt64());
    }

    [Fact]
    public async Task A_usage_message_from_the_future_of_its_queue_is_put_aside()
    {
        var app = await hosts.WorkerAsync();
        var caller = await app.RegisterAsync();

        var outcome = await RunAsync(app, "QueueAggregateUsage", Usage("of-tomorrow", caller, 7), DateTimeOffset.UtcNow.AddMinutes(-6));

        Assert.True(outcome.IsSuccess, outcome.Exception);
        Assert.Contains(await PutAsideAsync(app), message => message.Contains("of-tomorrow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_that_cannot_be_read_is_put_aside_as_it_came()
    {
        var app = await hosts.WorkerAsync();

        var outcome = await RunAsync(app, "QueueAggregateUsage", "no usage at all", DateTimeOffset.UtcNow);

        Assert.True(outcome.IsSuccess, outcome.Exception);
        Assert.Contains("no usage at all", await PutAsideAsync(app));
        Assert.Contains(
            Shown(app, outcome),
            line => line.StartsWith("A usage message was rejected and moved to the poison queue:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("QueueSendMail", "A message of the queue outgoing-mail was rejected:")]
    [InlineData("QueuePurgeOperator", "A message of the queue ended-operators was rejected:")]
    public async Task A_message_of_another_queue_that_cannot_be_read_is_logged_and_left_at_that(string function, string logged)
    {
        var app = await hosts.WorkerAsync();

        var outcome = await RunAsync(app, function, "nonsense", DateTimeOffset.UtcNow);

        Assert.True(outcome.IsSuccess, outcome.Exception);
        Assert.Contains(Shown(app, outcome), line => line.StartsWith(logged, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_timer_function_succeeds()
    {
        var app = await hosts.WorkerAsync();

        foreach (var function in app.Host.Functions.Values.Where(function => function.Kind == "timerTrigger"))
        {
            var outcome = await app.Host.RunTimerAsync(function.Name, DateTimeOffset.UtcNow);
            Assert.True(outcome.IsSuccess, $"{function.Name}: {outcome.Exception}");
        }
    }

    [Fact]
    public async Task The_timer_that_watches_poison_logs_what_lies_there()
    {
        var app = await hosts.WorkerAsync();
        await new QueueClient(app.Account.ConnectionString, "outgoing-mail-poison").SendMessageAsync("one");

        var outcome = await app.Host.RunTimerAsync("TimerWatchPoison", DateTimeOffset.UtcNow);

        Assert.Contains("1 messages are in the queue outgoing-mail-poison: processing them failed repeatedly.", Shown(app, outcome));
    }

    private static string Usage(string id, RegisteredAccount caller, int count)
    {
        var now = DateTimeOffset.UtcNow;
        var hour = now.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);
        var section = $$"""{"bucket":1,"hour":"{{hour}}","pings":[["{{caller.UserName}}",{{count}},0]]}""";
        return string.Create(
            CultureInfo.InvariantCulture, $$"""{"version":1,"id":"{{id}}","sentAt":"{{now:O}}","sections":[{{section}}]}""");
    }

    private static Task<InvocationOutcome> RunAsync(WorkerApp app, string function, string text, DateTimeOffset insertedOn) =>
        app.Host.RunQueueFunctionAsync(function, QueuesModelFactory.QueueMessage(
            Guid.NewGuid().ToString(), "a receipt", text, dequeueCount: 1, insertedOn.AddMinutes(10), insertedOn, insertedOn.AddDays(7)));

    private static async Task<IReadOnlyList<string>> PutAsideAsync(WorkerApp app)
    {
        var poison = new QueueClient(
            app.Account.ConnectionString, "usage-pings-poison", new() { MessageEncoding = QueueMessageEncoding.Base64 });
        return [.. (await poison.PeekMessagesAsync(32)).Value.Select(message => message.MessageText)];
    }

    /// <summary>What the host's log has of a run, at Warning and above.</summary>
    private static IEnumerable<string> Shown(WorkerApp app, InvocationOutcome outcome) =>
        from line in app.Host.Log
        where line.IsShown && line.InvocationId == outcome.InvocationId && line.Level >= LogLevel.Warning
        select line.Message;
}
