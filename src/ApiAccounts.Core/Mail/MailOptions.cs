using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Kernel.Settings;

namespace ApiAccounts.Core.Mail;

/// <summary>How mails are sent: the settings <c>Mail__…</c>. Without a host and a folder, none are sent.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>The port at which TLS starts with the connection (RFC 8314) instead of with STARTTLS.</summary>
    public const int ImplicitTlsPort = 465;

    /// <summary>The mail server that accepts the mails.</summary>
    /// <value>Not set by default.</value>
    public string? SmtpHost { get; set; }

    /// <value>1 to 65,535; 587 by default.</value>
    [AllowedRange(1, 65_535)]
    public int SmtpPort { get; set; } = 587;

    /// <value>Not set by default: no user name is sent.</value>
    public string? SmtpUserName { get; set; }

    /// <value>Not set by default; needed with <see cref="SmtpUserName"/>.</value>
    public string? SmtpPassword { get; set; }

    /// <summary>Whether the connection must be encrypted before anything is sent: by STARTTLS, or from the start at port 465.</summary>
    /// <value>True by default.</value>
    public bool UseTls { get; set; } = true;

    /// <summary>A folder to write mails to as <c>.eml</c> files, instead of sending them to a mail server.</summary>
    /// <value>Not set by default.</value>
    public string? Folder { get; set; }

    /// <summary>The e-mail address of the sender.</summary>
    /// <value>Not set by default; needed with <see cref="SmtpHost"/> and with <see cref="Folder"/>.</value>
    public string? From { get; set; }

    /// <summary>The language of mails to recipients whose language is unknown.</summary>
    /// <value><c>En</c> or <c>Nl</c>; <c>En</c> by default.</value>
    public MailLanguage Language { get; set; }

    /// <summary>The maximum number of mails of all kinds to one address in any 60 minutes, over all instances.</summary>
    /// <value>1 to 1,000; 3 by default.</value>
    [AllowedRange(1, 1_000)]
    public int MaxPerHour { get; set; } = 3;

    /// <summary>The maximum number of mails of all kinds to one address in any 24 hours, over all instances.</summary>
    /// <value>1 to 1,000; 20 by default.</value>
    [AllowedRange(1, 1_000)]
    public int MaxPerDay { get; set; } = 20;

    /// <summary>
    /// The maximum number of links for forgotten passwords that callers with one network address request in any 60 minutes; in 24 hours 5
    /// times as many.
    /// </summary>
    /// <value>1 to 1,000; 20 by default.</value>
    [AllowedRange(1, 1_000)]
    public int MaxLinksPerCaller { get; set; } = 20;

    /// <summary>Whether mails can be sent.</summary>
    internal bool IsSetUp => SmtpHost is not null || Folder is not null;

    /// <summary>The results never contain the password.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SmtpHost is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            yield return new($"Mail__SmtpHost must be a host name or an address; it is '{host}'.");
        if (Folder is { } folder && string.IsNullOrWhiteSpace(folder))
            yield return new($"Mail__Folder must be the path of a folder; it is '{folder}'.");
        if (SmtpHost is not null && Folder is not null)
            yield return new("Mail__SmtpHost and Mail__Folder are both set; set only one of them.");
        if (IsSetUp && From is null) yield return new("Mail__From is not set; Mail__SmtpHost and Mail__Folder require it.");
        if (From is { } from && !EmailAddress.IsValid(from))
            yield return new($"Mail__From must be an e-mail address of at most {EmailAddress.MaxLength} characters; it is '{from}'.");
        if (SmtpUserName is not null && SmtpPassword is null)
            yield return new("Mail__SmtpPassword is not set; Mail__SmtpUserName requires it.");
        if (SmtpUserName is null && SmtpPassword is not null)
            yield return new("Mail__SmtpUserName is not set; Mail__SmtpPassword requires it.");
        if (SmtpUserName is not null && !UseTls) yield return new("Mail__UseTls must be true with Mail__SmtpUserName; it is 'false'.");
    }
}

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;
