using ApiAccounts.Functions.Dialects.V1;

namespace ApiAccounts.Functions.Console;

/// <summary>A sign-in to the console.</summary>
internal sealed record ConsoleSignInRequest : V1Request
{
    public string? UserName { get; set; }

    public string? Password { get; set; }

    public Result<(string UserName, string Password)> Read()
    {
        if (UserName is null) return Missing("$.userName");
        if (Password is null) return Missing("$.password");
        return (UserName, Password);
    }
}

/// <summary>The caller's current password, which may be temporary, and its new one.</summary>
internal sealed record ConsolePasswordRequest : V1Request
{
    public string? CurrentPassword { get; set; }

    public string? NewPassword { get; set; }

    public Result<(string CurrentPassword, string NewPassword)> Read()
    {
        if (CurrentPassword is null) return Missing("$.currentPassword");
        if (NewPassword is null) return Missing("$.newPassword");
        return (CurrentPassword, NewPassword);
    }
}
