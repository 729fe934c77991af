namespace ApiAccounts.Core.Kernel.Ids;

/// <summary>What an <see cref="AccountId"/> is the id of. The numbers are part of every id ever given out.</summary>
public enum AccountKind
{
    ApiUser = 1,
    Operator = 2,
    CustomService = 3,
    Group = 4,
    Session = 5,
    Role = 6,
}
