namespace ApiAccounts.Core.Directory.Operators;

/// <summary>An operator in the overview. One object serves all rows of its API users.</summary>
public sealed record OverviewOperator(AccountId Id, string FullName);
