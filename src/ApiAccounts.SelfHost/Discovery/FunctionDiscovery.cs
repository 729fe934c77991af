using System.Reflection;
using System.Text.RegularExpressions;
using ApiAccounts.SelfHost.Http;
using ApiAccounts.SelfHost.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ApiAccounts.SelfHost.Discovery;

/// <summary>Finds the functions of an assembly.</summary>
internal static partial class FunctionDiscovery
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <returns>The functions by name, ignoring case: the order in which the host tries their routes.</returns>
    /// <exception cref="StartException">A function is not valid.</exception>
    public static IReadOnlyList<Function> Find(Assembly assembly)
    {
        var functions = assembly.GetTypes()
            .SelectMany(type => type.GetMethods(Declared))
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<FunctionAttribute>()))
            .Where(found => found.Attribute is not null)
            .Select(found => Describe(found.Attribute!.Name, found.Method))
            .OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        foreach (var (one, other) in functions.Zip(functions.Skip(1)))
        {
            if (one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase))
                throw new StartException($"Two functions are named {one.Name}: {one.EntryPoint} and {other.EntryPoint}.");
        }
        return functions;
    }

    private static Function Describe(string name, MethodInfo method)
    {
        if (!Name().IsMatch(name))
        {
            throw new StartException(
                $"'{name}' is not a valid name of a function: it must be a letter, then up to 126 letters, digits, '_' and '-'.");
        }
        if (!method.IsPublic || !method.DeclaringType!.IsVisible)
            throw new StartException($"Function {name}: {method.DeclaringType!.FullName}.{method.Name} and its class must be public.");
        if (method.ContainsGenericParameters || (method.DeclaringType.IsAbstract && !method.IsStatic))
        {
            throw new StartException(
                $"Function {name}: {method.DeclaringType.FullName}.{method.Name} must not be generic or abstract.");
        }
        var (parameter, trigger) = TriggerOf(name, method);
        if (Triggers.ExpectedInsteadOf(parameter.ParameterType, trigger) is { } expected)
        {
            throw new StartException(
                $"Function {name}: parameter '{parameter.Name}' of a {Triggers.BindingTypeOf(trigger)} must be {expected}, " +
                $"not {parameter.ParameterType.Name}.");
        }
        var routeParameters = RouteParameters(name, trigger);
        var invoker = InvokerCompiler.Compile(
            method, (other, invocation) => ParameterBinding.Bind(name, trigger, parameter, routeParameters, other, invocation));
        return new(name, method, parameter, trigger, invoker);
    }

    private static (ParameterInfo Parameter, TriggerBindingAttribute Trigger) TriggerOf(string name, MethodInfo method)
    {
        var triggers = method.GetParameters()
            .Select(parameter => (Parameter: parameter, Attribute: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
            .Where(found => found.Attribute is not null)
            .ToList();
        if (triggers is not [var (parameter, attribute)])
            throw new StartException($"Function {name}: exactly one parameter must be a trigger; {triggers.Count} are.");
        return Triggers.BindingTypeOf(attribute!) is not null
            ? (parameter, attribute!)
            : throw new StartException(
                $"Function {name}: this host does not support the trigger {attribute!.GetType().Name}; " +
                "it supports HTTP, queue and timer triggers.");
    }

    private static HashSet<string> RouteParameters(string name, TriggerBindingAttribute trigger) =>
        trigger is HttpTriggerAttribute http
            ? HttpEndpoints.Parse(name, http, prefix: "").Parameters.Select(parameter => parameter.Name)
                .ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];

    [GeneratedRegex("^[a-z][a-z0-9_-]{0,126}$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
