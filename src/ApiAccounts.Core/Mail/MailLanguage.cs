namespace ApiAccounts.Core.Mail;

/// <summary>The languages that mails are written in, by their codes of ISO 639-1.</summary>
public enum MailLanguage
{
    En,
    Nl,
}
