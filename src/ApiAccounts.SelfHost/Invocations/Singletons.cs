using System.Collections.Frozen;

namespace ApiAccounts.SelfHost.Invocations;

/// <summary>Knows which services are singletons.</summary>
/// <param name="root">The root provider.</param>
internal sealed class Singletons(IServiceCollection services, IServiceProvider root)
{
    private readonly FrozenDictionary<Type, bool> known = services
        .Where(service => !service.IsKeyedService)
        .GroupBy(service => service.ServiceType)
        .ToFrozenDictionary(group => group.Key, group => group.All(service => service.Lifetime == ServiceLifetime.Singleton));

    public IServiceProvider Root => root;

    /// <param name="type">The type of a service. A closed generic type may be registered itself or by its definition.</param>
    public bool Contains(Type type)
    {
        if (known.TryGetValue(type, out var isSingleton)) return isSingleton;
        return type.IsConstructedGenericType && known.GetValueOrDefault(type.GetGenericTypeDefinition());
    }
}
