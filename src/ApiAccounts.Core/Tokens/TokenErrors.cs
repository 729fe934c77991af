using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tokens;

/// <summary>Why no token is given, with the codes of RFC 6749, section 5.2.</summary>
public static class TokenErrors
{
    /// <summary>The same words whatever was wrong with the name and the password, so that nothing can be learnt from them.</summary>
    public static Error WrongPassword { get; } = InvalidGrant("The user name or the password is wrong.");

    public static Error WrongRefreshToken { get; } = InvalidGrant("The refresh token is not valid, has been revoked, or is another client's.");

    public static Error InvalidGrant(string description) => new(ErrorKind.Invalid, "invalid_grant", description);

    public static Error InvalidScope(string description) => new(ErrorKind.Invalid, "invalid_scope", description);

    public static Error UnauthorizedClient(string description) => new(ErrorKind.Invalid, "unauthorized_client", description);
}
