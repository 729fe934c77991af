using System.Reflection;
using Xunit.Sdk;

namespace ApiAccounts.Worker.Tests.Running;

/// <summary>Runs a theory on one host, as its only parameter.</summary>
public abstract class OnHostAttribute(HostKind host) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[host]];
}

/// <summary>On the host of the tests.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnTestHostAttribute() : OnHostAttribute(HostKind.Tests);

/// <summary>On the Functions host, where it is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnCoreToolsAttribute : OnHostAttribute
{
    public OnCoreToolsAttribute()
        : base(HostKind.CoreTools)
    {
        if (!CoreToolsApp.IsInstalled) Skip = "The Azure Functions Core Tools (func) are not on the PATH.";
    }
}
