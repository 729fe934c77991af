namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What connects a parameter with something outside the app.</summary>
public abstract class BindingAttribute : Attribute;
