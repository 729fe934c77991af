using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>An operator as the overview shows it: one object for all the rows of its API users.</summary>
public sealed record OverviewOperator(AccountId Id, string FullName);
