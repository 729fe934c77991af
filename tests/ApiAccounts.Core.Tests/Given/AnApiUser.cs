using ApiAccounts.Core.Credentials.ApiUsers;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>API users of <see cref="AnOperator.Active"/> with the secret <see cref="Known.Secret"/>.</summary>
internal static class AnApiUser
{
    public static ApiUser Working() => new()
    {
        Id = Known.ApiUserId,
        OperatorId = Known.OperatorId,
        Description = "The nightly export",
        CreatedAt = Known.Now.AddDays(-1),
        SecretHash = Known.SecretHash,
    };

    /// <summary>Since this very moment.</summary>
    public static ApiUser Expired() => Working() with { ExpiresAt = Known.Now };

    public static ApiUser Disabled() => Working() with { IsEnabled = false };
}
