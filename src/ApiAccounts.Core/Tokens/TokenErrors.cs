namespace ApiAccounts.Core.Tokens;

/// <summary>Reasons to refuse a token, with the codes of RFC 6749, section 5.2.</summary>
public static class TokenErrors
{
    /// <summary>The same message for a wrong name and a wrong password, so that it reveals neither.</summary>
    public static Error WrongPassword { get; } = InvalidGrant("The user name or the password is wrong.");

    public static Error WrongRefreshToken { get; } =
        InvalidGrant("The refresh token is not valid, has been revoked, or belongs to another client.");

    public static Error InvalidGrant(string description) => new(ErrorKind.Invalid, "invalid_grant", description);

    public static Error InvalidScope(string description) => new(ErrorKind.Invalid, "invalid_scope", description);

    public static Error UnauthorizedClient(string description) => new(ErrorKind.Invalid, "unauthorized_client", description);
}
