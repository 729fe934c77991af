namespace Microsoft.Azure.Functions.Worker;

/// <summary>One run of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>A GUID of its own for each run.</summary>
    public abstract string InvocationId { get; }

    /// <summary>The same for every run of a function.</summary>
    public abstract string FunctionId { get; }

    public abstract TraceContext TraceContext { get; }

    public abstract BindingContext BindingContext { get; }

    /// <summary>Null unless the function has a retry policy.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The scope of this run.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>What the middleware and the function of this run hand each other.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    public abstract IInvocationFeatures Features { get; }

    /// <summary>Cancelled when the host stops and its grace is over.</summary>
    public virtual CancellationToken CancellationToken => CancellationToken.None;
}
