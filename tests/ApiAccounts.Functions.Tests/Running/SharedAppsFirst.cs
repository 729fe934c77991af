using ApiAccounts.Functions.Tests.Running;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SharedAppsFirst))]

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>
/// Begins with the collections of several classes, which take longest, so that none of them is left for the end, beside nothing else.
/// </summary>
public sealed class SharedAppsFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionClassName is not null)];
}
