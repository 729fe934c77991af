using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ApiAccounts.Core.Tests.Given;

internal interface ISpy
{
    object? Invoke(MethodInfo method, object?[] arguments);
}

/// <summary>What the runtime derives the class from that implements a port and hands every call to its <see cref="Spy{TPort}"/>.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The runtime derives from it.")]
internal class SpyProxy : DispatchProxy
{
    private ISpy spy = null!;

    public static TPort Create<TPort>(ISpy spy)
        where TPort : class
    {
        var proxy = Create<TPort, SpyProxy>();
        ((SpyProxy)(object)proxy).spy = spy;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => spy.Invoke(targetMethod!, args ?? []);
}

/// <summary>Stands for a crash of the process: nothing after the call runs.</summary>
internal sealed class ProcessDiedException : Exception;
