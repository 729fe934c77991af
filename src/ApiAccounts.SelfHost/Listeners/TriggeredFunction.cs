using ApiAccounts.SelfHost.Discovery;
using ApiAccounts.SelfHost.Invocations;
using ApiAccounts.SelfHost.Stopping;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ApiAccounts.SelfHost.Listeners;

/// <summary>Runs a function once, for its listener.</summary>
internal sealed partial class TriggeredFunction(
    Function function, FunctionExecutionDelegate pipeline, IServiceScopeFactory scopes, Grace grace, ILogger<TriggeredFunction> logger)
{
    public string Name => function.Name;

    /// <summary>The type of the trigger parameter.</summary>
    public Type ArgumentType => function.TriggerParameterType;

    /// <returns>Whether the function succeeded; a failure is logged.</returns>
    public async Task<bool> RunAsync(object? argument, IReadOnlyDictionary<string, object?> bindingData)
    {
        await using var invocation = new TriggerInvocation(function, argument, bindingData, scopes, grace.Ended);
        try
        {
            await pipeline(invocation);
            return true;
        }
        catch (Exception exception)
        {
            Failed(function.Name, invocation.InvocationId, exception);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed (invocation {InvocationId}).")]
    private partial void Failed(string function, string invocationId, Exception exception);
}
