using ApiAccounts.Core.Changes;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Feeds of changes for tests.</summary>
internal static class AFeed
{
    /// <summary>One in memory that nobody else writes to.</summary>
    public static ChangesFeed InMemory(TimeProvider clock) => Over(new InMemoryChangeStore(clock), clock);

    public static ChangesFeed Over(IChangeStore store, TimeProvider clock, VerificationOptions? options = null) =>
        new(store, clock, Options.Create(options ?? new()), NullLogger<ChangesFeed>.Instance);
}
