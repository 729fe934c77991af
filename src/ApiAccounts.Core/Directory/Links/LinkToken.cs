using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Core.Directory.Links;

/// <summary>
/// The end of a mailed link: the id of the operator in the form of a user name, a dot and a secret. Not a record: its <c>ToString</c>
/// would reveal the secret.
/// </summary>
internal sealed class LinkToken(AccountId operatorId, string secret)
{
    private const char Separator = '.';

    public AccountId OperatorId => operatorId;

    public string Secret => secret;

    /// <param name="purpose">What the link is for: the prefix of the secret.</param>
    public static LinkToken New(AccountId operatorId, string purpose) => new(operatorId, ApiSecret.New(purpose));

    /// <returns>False if the text cannot be a token, which needs no storage read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out LinkToken? token)
    {
        token = null;
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        if (separator < 0 || !AccountId.TryParseUserName(text.AsSpan(0, separator), out var id) || id.Kind != AccountKind.Operator)
            return false;
        var secret = text[(separator + 1)..];
        if (!ApiSecret.IsWellFormed(secret)) return false;
        token = new(id, secret);
        return true;
    }

    public override string ToString() => $"{operatorId.UserName}{Separator}{secret}";
}
