using System.ComponentModel.DataAnnotations;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Mail;

/// <summary>How mails are sent: the settings <c>Mail__…</c>. With neither a host nor a folder none are.</summary>
public sealed class MailOptions : IValidatableObject
{
    public const string Section = "Mail";

    /// <summary>Where TLS begins with the connection (RFC 8314), and not with STARTTLS.</summary>
    public const int ImplicitTlsPort = 465;

    /// <summary>The mail server that takes the mails.</summary>
    /// <value>Not set unless set.</value>
    public string? SmtpHost { get; set; }

    /// <value>1 to 65,535; 587 unless set.</value>
    [AllowedRange(1, 65_535)]
    public int SmtpPort { get; set; } = 587;

    /// <value>Not set unless set: then none is sent.</value>
    public string? SmtpUserName { get; set; }

    /// <value>Not set unless set; needed with <see cref="SmtpUserName"/>.</value>
    public string? SmtpPassword { get; set; }

    /// <summary>Whether the connection has to be encrypted before anything is told on it: at port 465 from its beginning, else by STARTTLS.</summary>
    /// <value>True unless set.</value>
    public bool UseTls { get; set; } = true;

    /// <summary>A folder that mails are written to as <c>.eml</c> files, in place of a mail server.</summary>
    /// <value>Not set unless set.</value>
    public string? Folder { get; set; }

    /// <summary>The e-mail address that mails come from.</summary>
    /// <value>Not set unless set; needed with <see cref="SmtpHost"/> and with <see cref="Folder"/>.</value>
    public string? From { get; set; }

    /// <summary>The language of mails to those of whom it is not known.</summary>
    /// <value><c>En</c> or <c>Nl</c>; <c>En</c> unless set.</value>
    public MailLanguage Language { get; set; }

    /// <summary>Whether mails can be sent at all.</summary>
    internal bool IsSetUp => SmtpHost is not null || Folder is not null;

    /// <summary>Never tells the password.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SmtpHost is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            yield return new($"Mail__SmtpHost is '{host}'; it may be a host name or an address.");
        if (Folder is { } folder && string.IsNullOrWhiteSpace(folder)) yield return new($"Mail__Folder is '{folder}'; it may be the path of a folder.");
        if (SmtpHost is not null && Folder is not null) yield return new("Mail__SmtpHost and Mail__Folder are both set; it may be one of them.");
        if (IsSetUp && From is null) yield return new("Mail__From is not set; with Mail__SmtpHost or Mail__Folder it has to be.");
        if (From is { } from && !EmailAddress.IsPlain(from))
            yield return new($"Mail__From is '{from}'; it may be an e-mail address of at most {EmailAddress.MaxLength} characters.");
        if (SmtpUserName is not null && SmtpPassword is null) yield return new("Mail__SmtpPassword is not set; with Mail__SmtpUserName it has to be.");
        if (SmtpUserName is null && SmtpPassword is not null) yield return new("Mail__SmtpUserName is not set; with Mail__SmtpPassword it has to be.");
        if (SmtpUserName is not null && !UseTls) yield return new("Mail__UseTls is 'false'; with Mail__SmtpUserName it may be only true.");
    }
}

[OptionsValidator]
internal sealed partial class MailOptionsValidator : IValidateOptions<MailOptions>;
