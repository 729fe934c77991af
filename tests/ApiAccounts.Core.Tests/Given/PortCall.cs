using System.Reflection;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Tests.Given;

/// <param name="Step">The method without <c>Async</c>; a write of an operator is <c>Activate</c> or <c>Change</c>.</param>
/// <param name="Number">Which call of its step it is, from 1.</param>
internal sealed record PortCall(string Step, IReadOnlyList<object?> Arguments, int Number)
{
    public static PortCall Of(MethodInfo method, object?[] arguments) => new(StepOf(method, arguments), arguments, Number: 0);

    /// <summary>The steps that calls of a method can be.</summary>
    public static IEnumerable<string> StepsOf(MethodInfo method) =>
        method.GetParameters().Any(parameter => parameter.ParameterType == typeof(OperatorWrite))
            ? ["Activate", "Change"]
            : [NameOf(method)];

    /// <summary>The argument that has this type.</summary>
    public T Argument<T>() => Arguments.OfType<T>().Single();

    private static string StepOf(MethodInfo method, object?[] arguments) =>
        arguments.OfType<OperatorWrite>().SingleOrDefault() is not { } write ? NameOf(method)
        : write.Audit.Action is AuditAction.OperatorCreated or AuditAction.OperatorInvited ? "Activate"
        : "Change";

    private static string NameOf(MethodInfo method) =>
        method.Name.EndsWith("Async", StringComparison.Ordinal) ? method.Name[..^"Async".Length] : method.Name;
}
