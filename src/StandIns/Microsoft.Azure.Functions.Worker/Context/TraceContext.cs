namespace Microsoft.Azure.Functions.Worker;

/// <summary>Where a run belongs in a distributed trace (W3C trace context).</summary>
public abstract class TraceContext
{
    /// <summary>Empty without a trace.</summary>
    public abstract string TraceParent { get; }

    public abstract string TraceState { get; }
}
