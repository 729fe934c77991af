namespace ApiAccounts.Core.Mail;

/// <summary>The languages of mails, by their ISO 639-1 codes.</summary>
public enum MailLanguage
{
    En,
    Nl,
}
