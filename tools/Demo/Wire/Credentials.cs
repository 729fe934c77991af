using System.Net.Http.Headers;
using System.Text;

namespace ApiAccounts.Tools.Demo.Wire;

/// <summary>Whom a request is from: a user name and password, or a token in their place.</summary>
internal sealed record Credentials(string UserName, string Password)
{
    public string? Token { get; init; }

    public AuthenticationHeaderValue Header => Token is null
        ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{UserName}:{Password}")))
        : new("Bearer", Token);
}
