using System.Reflection;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Stands before a port: it records the calls, and a test can do something before or after one, or in its place.</summary>
/// <param name="inner">What is called in the end.</param>
internal sealed class Spy<TPort>(TPort inner) : ISpy
    where TPort : class
{
    private static readonly IReadOnlyList<string> Steps = [.. typeof(TPort).GetMethods().SelectMany(PortCall.StepsOf).Distinct()];

    private readonly Lock gate = new();
    private readonly List<PortCall> calls = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly List<Hook> hooks = [];

    public TPort Port => field ??= SpyProxy.Create<TPort>(this);

    public IReadOnlyList<PortCall> Calls
    {
        get
        {
            lock (gate) return [.. calls];
        }
    }

    public int CallCount => Calls.Count;

    /// <summary>Whether each hook for a next call has had its call.</summary>
    public bool IsSpent
    {
        get
        {
            lock (gate) return !hooks.Exists(hook => hook.IsOnce);
        }
    }

    public IReadOnlyList<PortCall> CallsTo(params string[] steps)
    {
        foreach (var step in steps) Check(step);
        return [.. Calls.Where(call => steps.Contains(call.Step))];
    }

    public int CountOf(params string[] steps) => CallsTo(steps).Count;

    /// <summary>What happens before each call of a step from now on, and nothing else that was set for it.</summary>
    public void Before(string step, Func<PortCall, Task> action) => Instead(step, async (call, next) =>
    {
        await action(call);
        return await next();
    });

    /// <inheritdoc cref="Before(string, Func{PortCall, Task})"/>
    public void Before(string step, Func<Task> action) => Before(step, _ => action());

    /// <summary>
    /// What happens after each call of a step from now on, before its caller knows; and nothing else that was set for it.
    /// </summary>
    public void After(string step, Func<PortCall, Task> action) => Instead(step, async (call, next) =>
    {
        var result = await next();
        await action(call);
        return result;
    });

    /// <summary>What each call of a step does in place of its own, which it is handed.</summary>
    public void Instead(string step, Func<PortCall, Func<Task<object?>>, Task<object?>> run)
    {
        LeaveAlone(step);
        Add(new(step, IsOnce: false, (_, call, next) => run(call, next)));
    }

    /// <summary>Each call of a step does what the port does from now on.</summary>
    public void LeaveAlone(string step)
    {
        lock (gate) hooks.RemoveAll(hook => hook.Step == step && !hook.IsOnce);
    }

    /// <summary>What the next call of a step does in place of its own, which it is handed.</summary>
    public void InsteadOfNext(
        string step, Func<Func<Task<object?>>, Task<object?>> run) => Add(new(step, IsOnce: true, async (hook, _, next) =>
    {
        return await (Take(hook) ? run(next) : next());
    }));

    /// <summary>What someone else does just before the next call of a step.</summary>
    public void BeforeNext(string step, Func<Task> action) => InsteadOfNext(step, async next =>
    {
        await action();
        return await next();
    });

    /// <summary>What happens just after the next call of a step that does what it is to do.</summary>
    public void AfterNext(string step, Func<Task> action) => Add(new(step, IsOnce: true, async (hook, _, next) =>
    {
        var result = await next();
        if (result is not false && Take(hook)) await action();
        return result;
    }));

    /// <summary>The process dies right after the next call of a step that does what it is to do: the caller hears no more.</summary>
    public void DieAfter(string step) => AfterNext(step, () => throw new ProcessDiedException());

    object? ISpy.Invoke(MethodInfo method, object?[] arguments)
    {
        var call = Record(method, arguments);
        var returns = method.ReturnType;
        if (!typeof(Task).IsAssignableFrom(returns) || HooksOf(call) is not { Count: > 0 } found) return Call();

        return returns == typeof(Task)
            ? RunAsync<object?>(call, found, AwaitAsync)
            : GenericRun(returns).Invoke(null, [call, found, (Func<Task<object?>>)AwaitAsync]);

        object? Call() => method.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, arguments, null);

        async Task<object?> AwaitAsync()
        {
            var task = (Task)Call()!;
            await task;
            return returns == typeof(Task) ? null : returns.GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }
    }

    private static MethodInfo GenericRun(Type returns) =>
        typeof(Spy<TPort>).GetMethod(
            nameof(RunAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(returns.GetGenericArguments());

    private static async Task<T> RunAsync<T>(PortCall call, IReadOnlyList<Hook> found, Func<Task<object?>> inmost) =>
        (T)(await found.Reverse().Aggregate(inmost, (next, hook) => () => hook.Run(hook, call, next))())!;

    private PortCall Record(MethodInfo method, object?[] arguments)
    {
        lock (gate)
        {
            var call = PortCall.Of(method, arguments);
            call = call with { Number = numbers[call.Step] = numbers.GetValueOrDefault(call.Step) + 1 };
            calls.Add(call);
            return call;
        }
    }

    private List<Hook> HooksOf(PortCall call)
    {
        lock (gate) return hooks.FindAll(hook => hook.Step == call.Step);
    }

    private void Add(Hook hook)
    {
        Check(hook.Step);
        lock (gate) hooks.Add(hook);
    }

    /// <summary>A step that the port does not have would never come, and its test could not fail.</summary>
    private static void Check(string step)
    {
        if (!Steps.Contains(step)) throw new ArgumentException(
            $"{typeof(TPort).Name} has no step {step}, only {string.Join(", ", Steps)}.");
    }

    /// <returns>False when a call at the same time has it already.</returns>
    private bool Take(Hook hook)
    {
        lock (gate) return hooks.Remove(hook);
    }

    private sealed record Hook(string Step, bool IsOnce, Func<Hook, PortCall, Func<Task<object?>>, Task<object?>> Run);
}
