namespace ApiAccounts.Functions.Dialects.V1.ForgottenPasswords;

/// <summary>The user name whose password was forgotten.</summary>
internal sealed record V1ForgotPasswordRequest : V1Request
{
    public string? UserName { get; set; }

    public Result<string> Read() => UserName is null ? Missing("$.userName") : UserName;
}

/// <summary>The token from the link that was mailed, and the password in place of the forgotten one.</summary>
internal sealed record V1CompleteForgotPasswordRequest : V1Request
{
    public string? Token { get; set; }

    public string? NewPassword { get; set; }

    public Result<(string Token, string NewPassword)> Read()
    {
        if (Token is null) return Missing("$.token");
        return NewPassword is null ? Missing("$.newPassword") : (Token, NewPassword);
    }
}
