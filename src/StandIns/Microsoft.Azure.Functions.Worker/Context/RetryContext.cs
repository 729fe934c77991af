namespace Microsoft.Azure.Functions.Worker;

/// <summary>The state of a function's retry policy.</summary>
public abstract class RetryContext
{
    public abstract int RetryCount { get; }

    public abstract int MaxRetryCount { get; }
}
