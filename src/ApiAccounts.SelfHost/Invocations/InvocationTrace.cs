using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>
/// Where a run belongs in a distributed trace (W3C Trace Context): for a request the trace that its caller began, else one that begins
/// here.
/// </summary>
internal sealed class InvocationTrace : TraceContext
{
    public override string TraceParent { get; } =
        Activity.Current?.Id ?? $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00";

    public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
}
