using Microsoft.Azure.Functions.Worker.InProcess;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a run takes in and gives out.</summary>
public static class FunctionContextBindingFeatureExtensions
{
    /// <exception cref="InvalidOperationException">The context is not one of this host.</exception>
    public static InvocationResult GetInvocationResult(this FunctionContext context) =>
        context is Invocation invocation
            ? invocation.InvocationResult
            : throw new InvalidOperationException($"A {context.GetType().Name} has no invocation result: it was not made by the host.");
}
