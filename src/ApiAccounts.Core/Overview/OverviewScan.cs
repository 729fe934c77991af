using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Overview;

/// <summary>What the rows of a partner's overview are made with.</summary>
/// <param name="Operators">Those that there are: the API users of no other are shown.</param>
/// <param name="Now">The end of the 30 days whose requests are summed.</param>
/// <param name="TrackedSince">See <see cref="Usage.LastUsedOptions.TrackedSince"/>.</param>
public sealed record OverviewScan(
    Partner Partner, IReadOnlyDictionary<AccountId, OverviewOperator> Operators, DateTimeOffset Now, DateTimeOffset TrackedSince);
