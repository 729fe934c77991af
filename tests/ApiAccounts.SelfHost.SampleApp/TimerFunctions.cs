using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.SelfHost.SampleApp;

/// <summary>Says in the log when it runs.</summary>
public sealed partial class TimerFunctions(Gate gate, ILogger<TimerFunctions> logger)
{
    [Function("Yearly")]
    public void Yearly([TimerTrigger("0 0 3 1 1 *")] TimerInfo timer, FunctionContext context) =>
        Ran("Yearly", $"{context.FunctionDefinition.InputBindings["timer"].Type} {JsonSerializer.Serialize(timer)}");

    /// <summary>Until the gate is opened.</summary>
    [Function("Held")]
    public Task Held([TimerTrigger("0 0 3 1 1 *")] TimerInfo timer)
    {
        Ran("Held", $"past due: {timer.IsPastDue}");
        return gate.Opened;
    }

    [Function("Unmonitored")]
    public void Unmonitored([TimerTrigger("0 0 3 1 1 *", UseMonitor = false)] TimerInfo timer) =>
        Ran("Unmonitored", JsonSerializer.Serialize(timer));

    [Function("Tick")]
    public void Tick([TimerTrigger("%TickSchedule%")] TimerInfo timer) => Ran("Tick", JsonSerializer.Serialize(timer));

    [Function("AtStart")]
    public void AtStart([TimerTrigger("0 0 3 1 1 *", RunOnStartup = true)] TimerInfo timer) =>
        Ran("AtStart", $"past due: {timer.IsPastDue}");

    [LoggerMessage(1, LogLevel.Information, "{Timer} ran with {Data}")]
    private partial void Ran(string timer, string data);
}
