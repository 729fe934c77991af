using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Net.Http.Headers;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>
/// The place of an invocation in a distributed trace (W3C Trace Context). With a telemetry listener, ASP.NET Core starts an activity for
/// each request. Without a listener, this is created on first use.
/// </summary>
internal sealed class InvocationTrace : TraceContext
{
    private InvocationTrace(string traceParent, string traceState)
    {
        TraceParent = traceParent;
        TraceState = traceState;
    }

    public override string TraceParent { get; }

    public override string TraceState { get; }

    /// <summary>Continues the current activity, or starts a trace.</summary>
    public static InvocationTrace Begin() => OfCurrentActivity() ?? Of(ActivityTraceId.CreateRandom(), ActivityTraceFlags.None, "");

    /// <summary>Continues the current activity or the caller's trace, or starts a trace.</summary>
    public static InvocationTrace Continue(IHeaderDictionary headers)
    {
        if (OfCurrentActivity() is { } current) return current;
        return ActivityContext.TryParse(headers[HeaderNames.TraceParent], headers[HeaderNames.TraceState], out var caller)
            ? Of(caller.TraceId, caller.TraceFlags, caller.TraceState ?? "")
            : Begin();
    }

    private static InvocationTrace? OfCurrentActivity() =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } activity ? new(id, activity.TraceStateString ?? "") : null;

    private static InvocationTrace Of(ActivityTraceId traceId, ActivityTraceFlags flags, string traceState) =>
        new($"00-{traceId}-{ActivitySpanId.CreateRandom()}-{(int)flags:x2}", traceState);
}
