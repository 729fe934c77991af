using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>An operator made through the back door.</summary>
public sealed record SeededOperator(AccountId Id, string UserName, string Password)
{
    public string OperatorGuid => Id.ToString();

    public uint Pid => Id.Pid;
}
