using System.Reflection;
using ApiAccounts.Functions.Timers;

namespace ApiAccounts.Deployment.Tests.Infra;

internal static class Triggers
{
    /// <summary>Those of one kind in the app.</summary>
    public static IEnumerable<T> Of<T>()
        where T : Attribute =>
        from type in typeof(PoisonFunctions).Assembly.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<T>()
        where trigger is not null
        select trigger;
}
