using System.Diagnostics;

namespace Microsoft.Azure.Functions.Worker.InProcess;

/// <summary>One run; what few functions ask for is made when asked for.</summary>
internal abstract class Invocation(Function function, CancellationToken cancellationToken) : FunctionContext
{
    private string? id;
    private IDictionary<object, object>? items;
    private InvocationFeatures? features;
    private Result? result;

    public Function Function => function;

    public sealed override string InvocationId => id ??= InProcess.InvocationId.Next();

    public sealed override string FunctionId => function.Id;

    public sealed override FunctionDefinition FunctionDefinition => function;

    public sealed override CancellationToken CancellationToken => cancellationToken;

    public sealed override TraceContext TraceContext => CurrentTrace.Instance;

    /// <summary>The real host gives null as well when there is no retry policy, whatever the type says.</summary>
    public sealed override RetryContext RetryContext => null!;

    public sealed override IDictionary<object, object> Items
    {
        get => items ??= new Dictionary<object, object>();
        set => items = value;
    }

    public sealed override IInvocationFeatures Features => features ??= new();

    public object? ReturnValue { get; set; }

    public InvocationResult InvocationResult => result ??= new(this);

    private sealed class Result(Invocation invocation) : InvocationResult
    {
        public override object? Value
        {
            get => invocation.ReturnValue;
            set => invocation.ReturnValue = value;
        }
    }

    private sealed class CurrentTrace : TraceContext
    {
        public static readonly CurrentTrace Instance = new();

        public override string TraceParent => Activity.Current?.Id ?? "";

        public override string TraceState => Activity.Current?.TraceStateString ?? "";
    }
}
