using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>How <see cref="CoreUnderTest"/> registers what differs from the product.</summary>
internal static class GivenServices
{
    /// <summary>A port, with its <see cref="Spy{TPort}"/> before it.</summary>
    public static void AddSpied(this IServiceCollection services, ServiceDescriptor port)
    {
        var spy = typeof(Spy<>).MakeGenericType(port.ServiceType);
        var proxy = spy.GetProperty(nameof(Spy<>.Port))!;
        services.AddSingleton(spy, provider => Activator.CreateInstance(spy, Resolve(provider))!);
        services.Add(port.IsKeyedService
            ? new(port.ServiceType, port.ServiceKey, (provider, _) => PortOf(provider), ServiceLifetime.Singleton)
            : new(port.ServiceType, PortOf, ServiceLifetime.Singleton));

        object Resolve(IServiceProvider provider) => port.IsKeyedService
            ? port.KeyedImplementationFactory!(provider, port.ServiceKey)
            : port.ImplementationFactory!(provider);

        object PortOf(IServiceProvider provider) => proxy.GetValue(provider.GetRequiredService(spy))!;
    }

    /// <summary>Options as what is bound to settings, anything else as each port it is.</summary>
    public static void AddGiven(this IServiceCollection services, object given)
    {
        var type = given.GetType();
        if (type.Name.EndsWith("Options", StringComparison.Ordinal))
        {
            var wrapper = Activator.CreateInstance(typeof(OptionsWrapper<>).MakeGenericType(type), given)!;
            services.AddSingleton(typeof(IOptions<>).MakeGenericType(type), wrapper);
            return;
        }
        foreach (var port in type.GetInterfaces().Where(port => port.Assembly == typeof(ServiceCollectionExtensions).Assembly))
        {
            services.AddSingleton(port, given);
            services.RemoveAll(typeof(Spy<>).MakeGenericType(port)); // nobody could call it
        }
    }
}
