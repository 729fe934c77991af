using ApiAccounts.SelfHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>One invocation of a function. Its parts are created on first use, because few functions need them.</summary>
internal abstract class Invocation(Function function, CancellationToken cancellationToken) : FunctionContext
{
    private string? id;
    private InvocationFeatures? features;
    private TraceContext? trace;
    private IDictionary<object, object>? items;

    public Function Function => function;

    public sealed override string InvocationId => id ??= Invocations.InvocationId.Next();

    public sealed override string FunctionId => function.Id;

    public sealed override FunctionDefinition FunctionDefinition => function;

    public sealed override CancellationToken CancellationToken => cancellationToken;

    public sealed override TraceContext TraceContext => trace ??= CreateTrace();

    /// <summary>Null despite the type, as on the Functions host when there is no retry policy.</summary>
    public sealed override RetryContext RetryContext => null!;

    public sealed override IInvocationFeatures Features => features ??= new();

    public sealed override IDictionary<object, object> Items
    {
        get => items ??= CreateItems();
        set => items = value;
    }

    protected virtual IDictionary<object, object> CreateItems() => new Dictionary<object, object>();

    protected virtual TraceContext CreateTrace() => InvocationTrace.Begin();
}
