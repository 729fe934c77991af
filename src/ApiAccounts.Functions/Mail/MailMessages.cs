using System.Diagnostics.CodeAnalysis;
using ApiAccounts.Core.Mail;
using MimeKit;

namespace ApiAccounts.Functions.Mail;

/// <summary>Converts mails to their form on the wire (RFC 5322, MIME), with text and HTML as alternatives.</summary>
internal static class MailMessages
{
    /// <returns>False if the recipient's address is not deliverable.</returns>
    public static bool TryCreate(ComposedMail mail, string from, [NotNullWhen(true)] out MimeMessage? message)
    {
        message = null;
        if (!EmailAddress.IsValid(mail.Recipient) || !MailboxAddress.TryParse(mail.Recipient, out var recipient)) return false;
        recipient.Name = InOneLine(mail.RecipientName);
        var sender = MailboxAddress.Parse(from);
        var body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody();
        message = new MimeMessage([sender], [recipient], InOneLine(mail.Subject), body)
        {
            MessageId = $"{mail.Id}@{sender.Domain}",
        };
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // suppresses out-of-office replies
        return true;
    }

    /// <summary>Replaces each character that would end a header with a space.</summary>
    private static string InOneLine(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));
}
