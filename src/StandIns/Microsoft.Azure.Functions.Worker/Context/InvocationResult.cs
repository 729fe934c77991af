namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a run has returned so far; middleware may replace it.</summary>
public abstract class InvocationResult
{
    public abstract object? Value { get; set; }
}
