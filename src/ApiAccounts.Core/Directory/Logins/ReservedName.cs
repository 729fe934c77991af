namespace ApiAccounts.Core.Directory.Logins;

/// <summary>
/// A skeleton of user names in one partner, and the operator whose user name has it. If that operator does not exist or has another user
/// name, the row is stale and may be replaced.
/// </summary>
/// <param name="Key">See <see cref="NameSkeletons"/>.</param>
public sealed record ReservedName(string Key, AccountId OperatorId);

/// <summary>A row to write in the transaction of its operator's row.</summary>
/// <param name="Replaced">The version of the stale row to replace; null if there is none.</param>
public readonly record struct NameReservation(ReservedName Name, string? Replaced);
