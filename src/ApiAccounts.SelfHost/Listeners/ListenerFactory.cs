using ApiAccounts.SelfHost.Discovery;
using ApiAccounts.SelfHost.Queues;
using ApiAccounts.SelfHost.Settings;
using ApiAccounts.SelfHost.Timers;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Listeners;

/// <summary>Creates the listeners of the queue and timer functions.</summary>
internal static class ListenerFactory
{
    /// <exception cref="StartException">A setting is missing or wrong.</exception>
    public static TriggerListeners Create(IEnumerable<Function> functions, IServiceProvider services)
    {
        var listeners = new Dictionary<string, ITriggerListener>(StringComparer.OrdinalIgnoreCase);
        foreach (var function in functions)
        {
            if (ListenerOf(function, services) is { } listener) listeners.Add(function.Name, listener);
        }
        return new(listeners);
    }

    /// <returns>Null for an HTTP function.</returns>
    private static ITriggerListener? ListenerOf(Function function, IServiceProvider services)
    {
        if (function.Trigger is HttpTriggerAttribute) return null;
        var triggered = ActivatorUtilities.CreateInstance<TriggeredFunction>(services, function);
        var host = services.GetRequiredService<ListenerServices>();
        return function.Trigger is QueueTriggerAttribute queue
            ? QueueListener.Create(queue, triggered, host)
            : TimerListener.Create((TimerTriggerAttribute)function.Trigger, triggered, host);
    }
}
