namespace ApiAccounts.Functions.Dialects.V1.EmailConfirmations;

/// <summary>The token from the link that confirms an e-mail address.</summary>
internal sealed record V1ConfirmEmailRequest : V1Request
{
    public string? Token { get; set; }

    public Result<string> Read() => Token is null ? Missing("$.token") : Token;
}
