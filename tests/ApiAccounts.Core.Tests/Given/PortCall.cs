using System.Reflection;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Tests.Given;

/// <param name="Step">The method without <c>Async</c>; a write of an operator is <c>Activate</c> or <c>Change</c>.</param>
/// <param name="Number">The how manieth of its step it is, from 1.</param>
internal sealed record PortCall(string Step, IReadOnlyList<object?> Arguments, int Number)
{
    public static PortCall Of(MethodInfo method, object?[] arguments) => new(StepOf(method.Name, arguments), arguments, Number: 0);

    /// <summary>The argument that has this type.</summary>
    public T Argument<T>() => Arguments.OfType<T>().Single();

    private static string StepOf(string method, object?[] arguments) =>
        arguments.OfType<OperatorWrite>().SingleOrDefault() is { } write
            ? write.IsCompletion ? "Activate" : "Change"
            : method.EndsWith("Async", StringComparison.Ordinal) ? method[..^"Async".Length] : method;
}
