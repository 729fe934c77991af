using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using ApiAccounts.SelfHost.Invocations;
using ApiAccounts.SelfHost.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace ApiAccounts.SelfHost.Discovery;

/// <summary>Where the parameters of a function get their values from.</summary>
internal static class ParameterBinding
{
    private static readonly MethodInfo RouteValueOf =
        typeof(ParameterBinding).GetMethod(nameof(RouteValue), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <param name="routeParameters">Those of an HTTP function's route; empty for other triggers.</param>
    /// <exception cref="StartException">Nothing gives the parameter a value.</exception>
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
            $"Function {function}: nothing gives parameter '{parameter.Name}' ({type.Name}) a value; " +
            (type == typeof(HttpContext)
                ? "take the HttpRequest and use its HttpContext."
                : "it is neither the trigger, a FunctionContext, a CancellationToken nor a parameter of the route."));
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
    /// Converts as the worker does: a string as it is, a Guid in any of its forms, all else as JSON (so no name of an enum).
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
