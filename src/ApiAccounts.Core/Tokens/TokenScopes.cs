namespace ApiAccounts.Core.Tokens;

/// <summary>The scopes of tokens, as in the parameter <c>scope</c> (RFC 6749, section 3.3).</summary>
public static class TokenScopes
{
    /// <summary>Everything that the operator or API user may do.</summary>
    public const string Api = "api";

    /// <summary>Only the change of the operator's own temporary password.</summary>
    public const string ChangePassword = "change_password";

    /// <summary>Characters. A longer text names other scopes.</summary>
    private const int MaxLength = 1_000;

    /// <param name="requested">The requested scopes, separated by spaces; null for the available one.</param>
    /// <param name="available">The only available scope.</param>
    /// <returns>Null if no other scope is requested.</returns>
    internal static Error? Refusal(string? requested, string available) =>
        requested is null
        || requested.Length <= MaxLength && requested.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(scope => scope == available)
            ? null
            : TokenErrors.InvalidScope($"Only the scope {available} is available.");
}
