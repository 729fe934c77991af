namespace ApiAccounts.SelfHost.Invocations;

/// <summary>
/// The services of a request. Singletons come from the root provider; the scope is created for the first service that needs it. Most
/// functions need only singletons, so most requests create no scope.
/// </summary>
internal sealed class RequestServices(HttpContext context, Singletons singletons) : IKeyedServiceProvider
{
    public object? GetService(Type serviceType) =>
        (singletons.Contains(serviceType) ? singletons.Root : context.RequestServices).GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        context.RequestServices.GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        context.RequestServices.GetRequiredKeyedService(serviceType, serviceKey);
}
