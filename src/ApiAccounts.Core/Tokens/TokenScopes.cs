using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Tokens;

/// <summary>What tokens open, as the parameter <c>scope</c> names it (RFC 6749, section 3.3).</summary>
public static class TokenScopes
{
    /// <summary>All that the operator or API user may do.</summary>
    public const string Api = "api";

    /// <summary>The change of the operator's own temporary password, and nothing else.</summary>
    public const string ChangePassword = "change_password";

    /// <param name="asked">With spaces between them; null for what there is.</param>
    /// <param name="had">The one there is.</param>
    /// <returns>Null when nothing else is asked for.</returns>
    internal static Error? Refusal(string? asked, string had) =>
        asked is null || asked.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(scope => scope == had)
            ? null
            : TokenErrors.InvalidScope($"Only the scope {had} can be had.");
}
