using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Core.Sessions;

/// <summary>
/// The value of a cookie: the id of a session in the form of a user name, a dot, and a secret of which the session's row has only a hash.
/// Not a record: its <c>ToString</c> would reveal the secret without being asked to.
/// </summary>
internal sealed class SessionCookie(AccountId sessionId, string secret)
{
    private const string Prefix = "session";
    private const char Separator = '.';

    public AccountId SessionId => sessionId;

    public string Secret => secret;

    public static string NewSecret() => ApiSecret.New(Prefix);

    /// <returns>False if the text cannot be a cookie of this service, which needs no storage read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out SessionCookie? cookie)
    {
        cookie = null;
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        if (separator < 0 || !AccountId.TryParseUserName(text.AsSpan(0, separator), out var id) || id.Kind != AccountKind.Session)
            return false;
        var secret = text[(separator + 1)..];
        if (!ApiSecret.IsWellFormed(secret)) return false;
        cookie = new(id, secret);
        return true;
    }

    /// <summary>Returns the value for the cookie.</summary>
    public string Write() => $"{sessionId.UserName}{Separator}{secret}";
}
