using System.Diagnostics.CodeAnalysis;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using MimeKit;

namespace ApiAccounts.Functions.Mail;

/// <summary>Mails in the form that goes over the wire (RFC 5322, MIME): text and HTML as alternatives.</summary>
internal static class MailMessages
{
    /// <returns>False when the recipient is none that mail servers take.</returns>
    public static bool TryMake(ComposedMail mail, string from, [NotNullWhen(true)] out MimeMessage? message)
    {
        message = null;
        if (!EmailAddress.IsPlain(mail.Recipient) || !MailboxAddress.TryParse(mail.Recipient, out var recipient)) return false;
        recipient.Name = InOneLine(mail.RecipientName);
        var sender = MailboxAddress.Parse(from);
        message = new MimeMessage([sender], [recipient], InOneLine(mail.Subject), new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody())
        {
            MessageId = $"{mail.Id}@{sender.Domain}",
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // so that nobody's absence is answered
        return true;
    }

    /// <summary>What would end a header becomes a space.</summary>
    private static string InOneLine(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));
}
