using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tokens;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Sessions of the console that were begun at <see cref="Known.Now"/>.</summary>
internal static class ASession
{
    public static Session Of(AccountId operatorId) => new()
    {
        Id = AccountId.At(AccountKind.Session, operatorId.Pid, operatorId.UserId, operatorId.Bucket, 9),
        OperatorId = operatorId,
        Client = TokenClient.Console,
        RotatedAt = Known.Now,
        CreatedAt = Known.Now,
        EndsAt = Known.Now.AddDays(30),
    };
}
