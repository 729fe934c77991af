using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Who calls a use case: operators of partner 42, and one of another.</summary>
internal static class Callers
{
    public static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None, Address: "192.0.2.7");

    public static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 1, 10), "Root", Known.EveryGrant);

    public static readonly Caller Colleague = new(AccountId.New(AccountKind.Operator, 42, 8, 10), "Bob", Grants.None);

    public static readonly Caller Stranger = new(AccountId.New(AccountKind.Operator, 43, 7, 15), "Eve", Known.EveryGrant);
}
