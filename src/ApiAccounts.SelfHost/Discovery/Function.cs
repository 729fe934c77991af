using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ApiAccounts.SelfHost.Discovery;

/// <summary>A method with <c>[Function]</c>, its trigger, and its compiled invoker.</summary>
internal sealed class Function : FunctionDefinition
{
    public Function(
        string name, MethodInfo method, ParameterInfo triggerParameter, TriggerBindingAttribute trigger, Lazy<Invoker> invoker)
    {
        Name = name;
        EntryPoint = $"{method.DeclaringType!.FullName}.{method.Name}";
        PathToAssembly = method.DeclaringType.Assembly.Location;
        Trigger = trigger;
        TriggerParameterType = triggerParameter.ParameterType;
        Invoker = invoker;
        Parameters = [.. method.GetParameters().Select(parameter => new FunctionParameter(parameter.Name!, parameter.ParameterType))];
        InputBindings = ImmutableDictionary<string, BindingMetadata>.Empty
            .Add(triggerParameter.Name!, new TriggerBinding(triggerParameter.Name!, Triggers.BindingTypeOf(trigger)!));
    }

    public override string Name { get; }

    /// <summary>The entry point, which is as stable and as unique as the name.</summary>
    public override string Id => EntryPoint;

    public override string EntryPoint { get; }

    public override string PathToAssembly { get; }

    public override ImmutableArray<FunctionParameter> Parameters { get; }

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; }

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

    public TriggerBindingAttribute Trigger { get; }

    public Type TriggerParameterType { get; }

    public Lazy<Invoker> Invoker { get; }

    private sealed class TriggerBinding(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
