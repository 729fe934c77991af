using System.Text.RegularExpressions;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>Reads a password out of a mail, as whoever gets it does.</summary>
internal static partial class TemporaryPasswords
{
    public static string In(ComposedMail mail) => Form().Match(mail.Text).Value is { Length: > 0 } password
        ? password
        : throw new InvalidOperationException($"There is no password in:\n{mail.Text}");

    [GeneratedRegex("[0-9A-Za-z]{5}(-[0-9A-Za-z]{5}){3}")]
    private static partial Regex Form();
}
