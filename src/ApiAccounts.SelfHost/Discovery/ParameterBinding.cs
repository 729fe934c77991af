using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using ApiAccounts.SelfHost.Invocations;
using ApiAccounts.SelfHost.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ApiAccounts.SelfHost.Discovery;

/// <summary>Binds the parameters of a function to the parts of an invocation.</summary>
internal static class ParameterBinding
{
    private static readonly MethodInfo RouteValueOf =
        typeof(ParameterBinding).GetMethod(nameof(RouteValue), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <param name="routeParameters">The parameters of an HTTP function's route; empty for other triggers.</param>
    /// <exception cref="StartException">The parameter has no source.</exception>
    public static Expression Bind(
        string function,
        TriggerBindingAttribute trigger,
        ParameterInfo triggerParameter,
        IReadOnlySet<string> routeParameters,
        ParameterInfo parameter,
        Expression invocation)
    {
        var type = parameter.ParameterType;
        if (parameter == triggerParameter) return trigger is HttpTriggerAttribute ? Request(invocation) : Argument(invocation, type);
        if (type == typeof(FunctionContext)) return invocation;
        if (type == typeof(CancellationToken)) return Expression.Property(invocation, nameof(Invocation.CancellationToken));
        if (routeParameters.Contains(parameter.Name!))
        {
            return Expression.Call(
                RouteValueOf.MakeGenericMethod(type),
                Expression.Convert(invocation, typeof(HttpInvocation)),
                Expression.Constant(parameter.Name),
                Expression.Constant(parameter.HasDefaultValue),
                Expression.Constant(parameter.HasDefaultValue ? parameter.DefaultValue ?? Default(type) : Default(type), type));
        }
        throw new StartException(
            $"Function {function}: parameter '{parameter.Name}' ({type.Name}) cannot be bound; " +
            (type == typeof(HttpContext)
                ? "take the HttpRequest and use its HttpContext."
                : "it must be the trigger, a FunctionContext, a CancellationToken or a parameter of the route."));
    }

    private static MemberExpression Request(Expression invocation) =>
        Expression.Property(Expression.Convert(invocation, typeof(HttpInvocation)), nameof(HttpInvocation.Request));

    private static UnaryExpression Argument(Expression invocation, Type type)
    {
        var argument = Expression.Property(Expression.Convert(invocation, typeof(TriggerInvocation)), nameof(TriggerInvocation.Argument));
        return Expression.Convert(argument, type);
    }

    private static object? Default(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

    /// <summary>
    /// Converts values like the worker: a string is unchanged, a Guid may have any of its forms, and all other types are read as JSON (so
    /// an enum by its number, not its name).
    /// </summary>
    private static T? RouteValue<T>(HttpInvocation invocation, string name, bool hasDefault, T? standard)
    {
        if (invocation.Request.RouteValues.TryGetValue(name, out var value) && value is string text)
        {
            if (typeof(T) == typeof(string)) return (T)(object)text;
            if (typeof(T) == typeof(Guid) || typeof(T) == typeof(Guid?))
                return Guid.TryParse(text, out var id) ? (T)(object)id : throw Unconvertible<T>(invocation, name, text);
            try
            {
                return JsonSerializer.Deserialize<T>(text);
            }
            catch (JsonException exception)
            {
                throw Unconvertible<T>(invocation, name, text, exception);
            }
        }
        return hasDefault || default(T) is null ? standard : throw Unconvertible<T>(invocation, name, null);
    }

    private static InvalidOperationException Unconvertible<T>(
        HttpInvocation invocation, string name, string? text, Exception? inner = null)
    {
        var value = text is null ? "absent" : $"'{text}'";
        return new($"Function {invocation.Function.Name}: the route's '{name}' ({value}) does not convert to {typeof(T).Name}.", inner);
    }
}
