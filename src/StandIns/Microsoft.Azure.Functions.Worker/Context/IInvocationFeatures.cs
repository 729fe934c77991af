namespace Microsoft.Azure.Functions.Worker;

/// <summary>Objects that belong to one run, by their type.</summary>
public interface IInvocationFeatures : IEnumerable<KeyValuePair<Type, object>>
{
    void Set<T>(T instance);

    /// <returns>Null when none was set.</returns>
    T? Get<T>();
}
