using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using ApiAccounts.SelfHost.Invocations;

namespace ApiAccounts.SelfHost.Discovery;

/// <summary>Binds the parameters of an invocation and calls the method.</summary>
/// <returns>The result of the function; null if it has none.</returns>
internal delegate ValueTask<object?> Invoker(Invocation invocation);

/// <summary>
/// Compiles an <see cref="Invoker"/> at the first invocation of its function. Later invocations need no reflection, and startup does not
/// compile functions that are never called.
/// </summary>
internal static class InvokerCompiler
{
    private static readonly MethodInfo NewInstance = Own(nameof(Create));
    private static readonly MethodInfo OfTask = Own(nameof(FromTask));
    private static readonly MethodInfo OfTaskWithResult = Own(nameof(FromTaskWithResult));
    private static readonly MethodInfo OfValueTask = Own(nameof(FromValueTask));
    private static readonly MethodInfo OfValueTaskWithResult = Own(nameof(FromValueTaskWithResult));
    private static readonly MethodInfo OfValue = Own(nameof(FromValue));
    private static readonly ConcurrentDictionary<Type, ObjectFactory> Factories = [];

    /// <param name="argument">Creates the expression for the value of a parameter, from the expression of the invocation.</param>
    /// <returns>Compiled when it is first asked for; what cannot be bound throws at once.</returns>
    public static Lazy<Invoker> Compile(MethodInfo method, Func<ParameterInfo, Expression, Expression> argument)
    {
        var invocation = Expression.Parameter(typeof(Invocation), "invocation");
        var arguments = method.GetParameters().Select(parameter => argument(parameter, invocation));
        var call = Expression.Call(Instance(method, invocation), method, arguments);
        return new(Expression.Lambda<Invoker>(Completed(call), invocation).Compile);
    }

    private static UnaryExpression? Instance(MethodInfo method, Expression invocation)
    {
        if (method.IsStatic) return null;
        var type = method.DeclaringType!;
        var factory = Expression.Constant(Factories.GetOrAdd(type, created => ActivatorUtilities.CreateFactory(created, Type.EmptyTypes)));
        return Expression.Convert(Expression.Call(NewInstance, factory, invocation), type);
    }

    private static Expression Completed(Expression call)
    {
        if (call.Type == typeof(void)) return Expression.Block(call, Expression.Default(typeof(ValueTask<object?>)));
        if (call.Type == typeof(Task)) return Expression.Call(OfTask, call);
        if (call.Type == typeof(ValueTask)) return Expression.Call(OfValueTask, call);
        if (ResultOf(call.Type, typeof(ValueTask<>)) is { } valueResult)
            return Expression.Call(OfValueTaskWithResult.MakeGenericMethod(valueResult), call);
        if (ResultOf(call.Type, typeof(Task<>)) is { } result) return Expression.Call(OfTaskWithResult.MakeGenericMethod(result), call);
        return Expression.Call(OfValue, Expression.Convert(call, typeof(object)));
    }

    private static Type? ResultOf(Type type, Type open)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.IsGenericType && current.GetGenericTypeDefinition() == open) return current.GetGenericArguments()[0];
        }
        return null;
    }

    private static object Create(ObjectFactory factory, Invocation invocation) => factory(invocation.InstanceServices, null);

    private static async ValueTask<object?> FromTask(Task task)
    {
        await task;
        return null;
    }

    private static ValueTask<object?> FromTaskWithResult<T>(Task<T> task)
    {
        return task.IsCompletedSuccessfully ? new(task.Result) : Wait(task);

        static async ValueTask<object?> Wait(Task<T> task) => await task;
    }

    private static async ValueTask<object?> FromValueTask(ValueTask task)
    {
        await task;
        return null;
    }

    private static async ValueTask<object?> FromValueTaskWithResult<T>(ValueTask<T> task) => await task;

    private static ValueTask<object?> FromValue(object? value) => new(value);

    private static MethodInfo Own(string name) =>
        typeof(InvokerCompiler).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic) ?? throw new MissingMethodException(name);
}
