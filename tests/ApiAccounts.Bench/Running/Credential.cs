using System.Text;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Bench.Running;

/// <summary>An API user that the bench knows the secret of.</summary>
/// <param name="Authorization">The value of that header.</param>
internal sealed record Credential(AccountId Id, string Authorization)
{
    public static Credential Of(AccountId id, string secret) =>
        new(id, "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id.UserName}:{secret}")));

    /// <exception cref="ArgumentException">It is no user name of an API user.</exception>
    public static Credential Of(string userName, string secret) =>
        AccountId.TryParseUserName(userName, out var id)
            ? Of(id, secret)
            : throw new ArgumentException($"'{userName}' is no user name.", nameof(userName));
}
