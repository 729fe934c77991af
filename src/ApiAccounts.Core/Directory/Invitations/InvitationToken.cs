using System.Diagnostics.CodeAnalysis;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>
/// The end of an invitation link, which accepts the invitation: the id of the operator in the form of a user name, a dot and a
/// secret. Not a record: its <c>ToString</c> would reveal the secret.
/// </summary>
internal sealed class InvitationToken(AccountId operatorId, string secret)
{
    private const string Prefix = "invitation";
    private const char Separator = '.';

    public AccountId OperatorId => operatorId;

    public string Secret => secret;

    public static InvitationToken New(AccountId operatorId) => new(operatorId, ApiSecret.New(Prefix));

    /// <returns>False if the text cannot be a token, which needs no storage read.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out InvitationToken? token)
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
