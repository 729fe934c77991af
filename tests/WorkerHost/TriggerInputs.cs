using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ApiAccounts.Testing.Hosting;

/// <summary>What the host gives a function to work on, in the host's own forms.</summary>
internal static class TriggerInputs
{
    private static readonly TypedData ProxiedRequest = new() { Http = new() };

    /// <summary>The request itself goes over HTTP; here are its route values, the query and the headers.</summary>
    public static InvocationRequest OfRequest(
        HostedFunction function, string invocationId, HttpRequest request, RouteValueDictionary values)
    {
        var invocation = For(function, invocationId, ProxiedRequest, Traces.Of(request));
        foreach (var (name, value) in values)
            if (value is string text) invocation.TriggerMetadata[name] = new() { String = text };
        invocation.TriggerMetadata["Query"] = Json(request.Query.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()));
        invocation.TriggerMetadata["Headers"] = Json(request.Headers.ToDictionary(entry => entry.Key, entry => entry.Value.ToString()));
        return invocation;
    }

    /// <param name="text">The message as the queue's encoding gives it.</param>
    public static InvocationRequest OfMessage(HostedFunction function, QueueMessage message, string text)
    {
        var invocation = For(function, NewId(), new() { String = text }, Traces.New());
        var metadata = invocation.TriggerMetadata;
        metadata["QueueTrigger"] = new() { String = text };
        metadata["Id"] = new() { String = message.MessageId };
        metadata["PopReceipt"] = new() { String = message.PopReceipt };
        metadata["DequeueCount"] = Json(message.DequeueCount);
        metadata["InsertionTime"] = Json(message.InsertedOn);
        metadata["ExpirationTime"] = Json(message.ExpiresOn);
        metadata["NextVisibleTime"] = Json(message.NextVisibleOn);
        return invocation;
    }

    /// <param name="now">When the timer is due; that is shown as the time of the host, whatever its zone.</param>
    public static InvocationRequest OfTimer(HostedFunction function, DateTimeOffset now)
    {
        var timer = Json(new
        {
            Schedule = new { AdjustForDST = true },
            ScheduleStatus = new { Last = now.AddHours(-1), Next = now, LastUpdated = now.AddHours(-1) },
            IsPastDue = false,
        });
        var invocation = For(function, NewId(), timer, Traces.New());
        invocation.TriggerMetadata["TimerTrigger"] = new() { String = now.ToString(CultureInfo.InvariantCulture) };
        return invocation;
    }

    private static InvocationRequest For(HostedFunction function, string invocationId, TypedData value, RpcTraceContext trace) => new()
    {
        InvocationId = invocationId,
        FunctionId = function.Id,
        InputData = { new ParameterBinding { Name = function.Parameter, Data = value } },
        TraceContext = trace,
    };

    private static string NewId() => Guid.NewGuid().ToString();

    private static TypedData Json<T>(T value) => new() { Json = JsonSerializer.Serialize(value) };
}
