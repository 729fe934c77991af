using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ApiAccounts.SelfHost.Discovery;

/// <summary>The trigger attributes that this host supports: their names, and the types of their parameters.</summary>
internal static class Triggers
{
    /// <returns>The type of the binding, such as <c>httpTrigger</c>; null for a trigger that this host does not support.</returns>
    public static string? BindingTypeOf(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => "httpTrigger",
        QueueTriggerAttribute => "queueTrigger",
        TimerTriggerAttribute => "timerTrigger",
        _ => null,
    };

    /// <returns>The type that the parameter must have, for an error message; null if the type is right.</returns>
    public static string? ExpectedInsteadOf(Type parameterType, TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute => parameterType == typeof(HttpRequest) ? null : nameof(HttpRequest),
        TimerTriggerAttribute => parameterType == typeof(TimerInfo) ? null : nameof(TimerInfo),
        _ when parameterType == typeof(byte[]) => null,
        _ when parameterType is { IsClass: true, IsAbstract: false, IsArray: false } => null,
        _ => "a string, BinaryData, byte[] or a class that its JSON describes",
    };
}
