using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Verification;
using ApiAccounts.Storage.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Storage.Tests.Given;

/// <summary>A feed of changes that nobody else writes to, for the adapters in memory.</summary>
internal static class InMemoryFeed
{
    public static ChangesFeed New() => new(
        new InMemoryChangeStore(TimeProvider.System), TimeProvider.System, Options.Create(new VerificationOptions()), NullLogger<ChangesFeed>.Instance);
}
