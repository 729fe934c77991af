using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;

namespace ApiAccounts.Core.Overview;

/// <summary>The input for reading the rows of a partner's overview.</summary>
/// <param name="Operators">The existing operators. API users of others are omitted.</param>
/// <param name="Now">The end of the 30 days of counted requests.</param>
/// <param name="TrackedSince">See <see cref="Usage.LastUsedOptions.TrackedSince"/>.</param>
public sealed record OverviewScan(
    Partner Partner, IReadOnlyDictionary<AccountId, OverviewOperator> Operators, DateTimeOffset Now, DateTimeOffset TrackedSince);
