namespace Microsoft.Azure.Functions.Worker;

/// <summary>What is known of the trigger of a run besides its argument.</summary>
public abstract class BindingContext
{
    /// <summary>By name. A queue message has <c>Id</c>, <c>DequeueCount</c>, <c>InsertionTime</c> (a quoted JSON date) and so on.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
