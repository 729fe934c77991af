using ApiAccounts.Core.Credentials.CustomServices;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Custom services of Ada's, with the secret <see cref="Known.Secret"/>.</summary>
internal static class AService
{
    public static CustomService Working() => new()
    {
        Id = AccountId.At(AccountKind.CustomService, 42, 7, 15, 0x7654321fedc),
        OperatorId = Known.OperatorId,
        Name = "Sync",
        Description = "",
        CreatedAt = Known.Now.AddDays(-1),
        SecretHash = Known.SecretHash,
    };
}
