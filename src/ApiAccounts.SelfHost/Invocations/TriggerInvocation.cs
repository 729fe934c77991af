using ApiAccounts.SelfHost.Discovery;
using Microsoft.Azure.Functions.Worker;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>An invocation for a message or a timer. It creates its own service scope on first use.</summary>
/// <param name="argument">The value of the trigger parameter.</param>
internal sealed class TriggerInvocation(
    Function function,
    object? argument,
    IReadOnlyDictionary<string, object?> bindingData,
    IServiceScopeFactory scopes,
    CancellationToken cancellationToken)
    : Invocation(function, cancellationToken), IAsyncDisposable
{
    private AsyncServiceScope? scope;
    private IServiceProvider? services;

    public object? Argument { get; } = argument;

    public override IServiceProvider InstanceServices
    {
        get => services ??= (scope ??= scopes.CreateAsyncScope()).ServiceProvider;
        set => services = value;
    }

    public override BindingContext BindingContext => new Data(bindingData);

    public ValueTask DisposeAsync() => scope?.DisposeAsync() ?? ValueTask.CompletedTask;

    private sealed class Data(IReadOnlyDictionary<string, object?> bindingData) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => bindingData;
    }
}
