using System.Diagnostics.CodeAnalysis;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Directory.Invitations;

/// <summary>
/// What the link of an invitation ends with, and what accepts it: the id of the operator in the letters of a user name, a dot, and a secret. Not a record,
/// which would show the secret where it is written out.
/// </summary>
internal sealed class InvitationToken(AccountId operatorId, string secret)
{
    private const string Prefix = "invitation";
    private const char Separator = '.';

    public AccountId OperatorId => operatorId;

    public string Secret => secret;

    public static InvitationToken New(AccountId operatorId) => new(operatorId, ApiSecret.New(Prefix));

    /// <returns>False for what can be none, which is found without a look at the storage.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out InvitationToken? token)
    {
        token = null;
        var separator = text.IndexOf(Separator, StringComparison.Ordinal);
        if (separator < 0 || !AccountId.TryParseUserName(text.AsSpan(0, separator), out var id) || id.Kind != AccountKind.Operator) return false;
        var secret = text[(separator + 1)..];
        if (!ApiSecret.IsWellFormed(secret)) return false;
        token = new(id, secret);
        return true;
    }

    public override string ToString() => $"{operatorId.UserName}{Separator}{secret}";
}
