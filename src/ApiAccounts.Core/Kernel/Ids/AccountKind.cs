namespace ApiAccounts.Core.Kernel.Ids;

/// <summary>The kind of thing an <see cref="AccountId"/> identifies. The numbers are part of every issued id.</summary>
public enum AccountKind
{
    ApiUser = 1,
    Operator = 2,
    CustomService = 3,
    Group = 4,
    Session = 5,
    Role = 6,
}
