using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Testing.Hosting;

/// <summary>W3C Trace Context: the host goes on with the caller's trace, in a span of its own.</summary>
internal static class Traces
{
    public static RpcTraceContext Of(HttpRequest request) =>
        ActivityContext.TryParse(request.Headers.TraceParent, request.Headers.TraceState, out var caller)
            ? Of(caller.TraceId, caller.TraceFlags, caller.TraceState)
            : New();

    public static RpcTraceContext New() => Of(ActivityTraceId.CreateRandom(), ActivityTraceFlags.None, state: null);

    private static RpcTraceContext Of(ActivityTraceId trace, ActivityTraceFlags flags, string? state)
    {
        var span = ActivitySpanId.CreateRandom();
        return new() { TraceParent = $"00-{trace.ToHexString()}-{span.ToHexString()}-{(int)flags:x2}", TraceState = state ?? "" };
    }
}
