using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Functions.Mail;

/// <summary>Mails in the form that goes over the wire (RFC 5322, MIME): text and HTML as alternatives, headers in ASCII with the rest encoded (RFC 2047).</summary>
internal static class MailMessages
{
    /// <returns>False when the recipient is none that mail servers take.</returns>
    public static bool TryMake(ComposedMail mail, string from, [NotNullWhen(true)] out MailMessage? message)
    {
        message = null;
        if (!EmailAddress.IsPlain(mail.Recipient) || !MailAddress.TryCreate(mail.Recipient, InOneLine(mail.RecipientName), Encoding.UTF8, out var recipient))
            return false;
        message = new MailMessage(new(from), recipient)
        {
            Subject = InOneLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncodingOf(mail.Text),
            AlternateViews = { HtmlOf(mail) },
        };
        message.Headers["Message-ID"] = $"<{mail.Id}@{message.From!.Host}>";
        message.Headers["Auto-Submitted"] = "auto-generated"; // so that nobody's absence is answered
        return true;
    }

    private static AlternateView HtmlOf(ComposedMail mail)
    {
        var html = AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html);
        html.TransferEncoding = TransferEncodingOf(mail.Html);
        return html;
    }

    /// <summary>Not quoted-printable, which would here encode the ends of lines too, against RFC 2045.</summary>
    private static TransferEncoding TransferEncodingOf(string text) => Ascii.IsValid(text) ? TransferEncoding.SevenBit : TransferEncoding.Base64;

    /// <summary>What would end a header becomes a space.</summary>
    private static string InOneLine(string text) =>
        string.Concat(text.Select(character => char.IsControl(character) || character is '\u2028' or '\u2029' ? ' ' : character));
}
