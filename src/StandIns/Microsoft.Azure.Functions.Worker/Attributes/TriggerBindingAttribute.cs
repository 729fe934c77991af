namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The binding that makes its function run; a function has exactly one.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute;
