using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>An API user made through the front door, with the password that was shown this one time.</summary>
public sealed record RegisteredAccount(string UserName, string Password, string ApiUserGuid, string OperatorGuid)
{
    /// <summary>A user name is an id in other letters, so the GUID need not be asked for.</summary>
    public static RegisteredAccount Of(string userName, string password, string operatorGuid) =>
        AccountId.TryParseUserName(userName, out var id)
            ? new(userName, password, id.ToString(), operatorGuid)
            : throw new ArgumentException($"'{userName}' is no user name of an API user.", nameof(userName));
}
