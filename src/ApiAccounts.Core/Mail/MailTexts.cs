using System.Net;
using System.Text.RegularExpressions;

namespace ApiAccounts.Core.Mail;

/// <summary>The texts of the mails in each language: a subject, and paragraphs with the names of values in braces.</summary>
internal static partial class MailTexts
{
    private static readonly MailText WelcomeInEnglish = new(
        "Your account",
        "Hello {name},",
        "An account has been created for you. Your user name is {userName}.",
        "Your first password is: {password}",
        "It is valid until {endsAt}. Choose your own password when you sign in with it.",
        "If you did not expect this message, you can ignore it.");

    private static readonly MailText WelcomeInDutch = new(
        "Uw account",
        "Beste {name},",
        "Er is een account voor u aangemaakt. Uw gebruikersnaam is {userName}.",
        "Uw eerste wachtwoord is: {password}",
        "Het is te gebruiken tot {endsAt}. Kies er zelf een zodra u ermee bent ingelogd.",
        "Had u dit bericht niet verwacht? Dan hoeft u niets te doen.");

    private static readonly MailText PasswordResetInEnglish = new(
        "Your new password",
        "Hello {name},",
        "The password of your account {userName} has been reset. Your previous password no longer works.",
        "Your temporary password is: {password}",
        "It is valid until {endsAt}. Choose your own password when you sign in with it.",
        "If you did not request this, tell the administrator of your account.");

    private static readonly MailText PasswordResetInDutch = new(
        "Uw nieuwe wachtwoord",
        "Beste {name},",
        "Het wachtwoord van uw account {userName} is opnieuw ingesteld. Het vorige werkt niet meer.",
        "Uw tijdelijke wachtwoord is: {password}",
        "Het is te gebruiken tot {endsAt}. Kies er zelf een zodra u ermee bent ingelogd.",
        "Had u hier niet om gevraagd? Meld dit dan aan de beheerder van uw account.");

    private static readonly MailText InvitationInEnglish = new(
        "You are invited",
        "Hello {name},",
        "You are invited to an account. Your user name will be {userName}.",
        "Accept by choosing a password here: {link}",
        "The link works once, until {endsAt}. Anyone who has it can accept in your place, so keep it to yourself.",
        "If you did not expect this message, you can ignore it.");

    private static readonly MailText InvitationInDutch = new(
        "U bent uitgenodigd",
        "Beste {name},",
        "U bent uitgenodigd voor een account. Uw gebruikersnaam wordt {userName}.",
        "Aanvaard de uitnodiging door hier een wachtwoord te kiezen: {link}",
        "De link werkt één keer, tot {endsAt}. Wie de link heeft kan de uitnodiging in uw plaats aanvaarden, dus houd de link voor uzelf.",
        "Had u dit bericht niet verwacht? Dan hoeft u niets te doen.");

    private static readonly MailText AccessExpiresInEnglish = new(
        "Your access expires soon",
        "Hello {name},",
        "The access of your account {userName} expires on {endsAt}.",
        "From then on its API users, tokens and sign-in are refused. "
            + "Nothing is deleted: everything works again once the access is extended.",
        "The person who manages your account can extend it.");

    private static readonly MailText AccessExpiresInDutch = new(
        "Uw toegang eindigt binnenkort",
        "Beste {name},",
        "De toegang van uw account {userName} eindigt op {endsAt}.",
        "Vanaf dat moment worden de API-gebruikers, de tokens en het inloggen geweigerd. "
            + "Er wordt niets verwijderd: alles werkt weer zodra de toegang is verlengd.",
        "Wie uw account beheert kan de toegang verlengen.");

    private static readonly MailText ApiUserExpiresInEnglish = new(
        "An API user expires soon",
        "Hello {name},",
        "The API user {apiUser} of your account {userName} expires on {endsAt}.",
        "From then on its requests are refused. It is not deleted: it works again once it is extended.",
        "The person who manages your API users can extend it.");

    private static readonly MailText ApiUserExpiresInDutch = new(
        "Een API-gebruiker eindigt binnenkort",
        "Beste {name},",
        "De API-gebruiker {apiUser} van uw account {userName} eindigt op {endsAt}.",
        "Vanaf dat moment wordt alles wat deze gebruikt geweigerd. "
            + "De API-gebruiker wordt niet verwijderd en werkt weer zodra deze is verlengd.",
        "Wie uw API-gebruikers beheert kan deze verlengen.");

    private static readonly MailText CredentialsStoppedInEnglish = new(
        "Some of your credentials have stopped",
        "Hello {name},",
        "Your account {userName} has more rights than before. "
            + "These credentials were created or set by somebody else, and are refused now: {credentials}.",
        "An administrator of your account can confirm them.",
        "If you do not know them, ask the administrator to delete them instead.");

    private static readonly MailText CredentialsStoppedInDutch = new(
        "Een deel van uw inloggegevens werkt niet meer",
        "Beste {name},",
        "Uw account {userName} heeft meer rechten dan voorheen. Deze inloggegevens zijn door iemand anders aangemaakt of ingesteld en "
            + "worden nu geweigerd: {credentials}.",
        "Een beheerder van uw account kan ze bevestigen.",
        "Kent u ze niet? Vraag de beheerder dan om ze te verwijderen.");

    private static readonly MailText EmailConfirmationInEnglish = new(
        "Confirm your e-mail address",
        "Hello {name},",
        "{email} was entered as the e-mail address of the account {userName}.",
        "Confirm that it is yours here: {link}",
        "The link works once, until {endsAt}. Before that, the account gets no other mail at this address.",
        "If you do not know the account, ignore this message.");

    private static readonly MailText EmailConfirmationInDutch = new(
        "Bevestig uw e-mailadres",
        "Beste {name},",
        "{email} is opgegeven als het e-mailadres van het account {userName}.",
        "Bevestig hier dat het van u is: {link}",
        "De link werkt één keer, tot {endsAt}. Tot u bevestigt krijgt het account op dit adres geen andere post.",
        "Kent u het account niet? Dan hoeft u niets te doen.");

    private static readonly MailText EmailChangedInEnglish = new(
        "Your e-mail address was changed",
        "Hello {name},",
        "The e-mail address of your account {userName} was changed to {email}.",
        "Mail about the account is no longer sent to this address.",
        "If you did not expect this, tell the administrator of your account.");

    private static readonly MailText EmailChangedInDutch = new(
        "Uw e-mailadres is gewijzigd",
        "Beste {name},",
        "Het e-mailadres van uw account {userName} is gewijzigd in {email}.",
        "Post over het account gaat niet meer naar dit adres.",
        "Had u dit niet verwacht? Meld dit dan aan de beheerder van uw account.");

    private static readonly MailText PasswordLinkInEnglish = new(
        "Choose another password",
        "Hello {name},",
        "Somebody, probably you, has forgotten the password of the account {userName}.",
        "Choose another one here: {link}",
        "The link works once, until {endsAt}. Your present password works until you choose another.",
        "If you did not request this, ignore this message.");

    private static readonly MailText PasswordLinkInDutch = new(
        "Kies een ander wachtwoord",
        "Beste {name},",
        "Iemand, waarschijnlijk uzelf, is het wachtwoord van het account {userName} vergeten.",
        "Kies hier een ander: {link}",
        "De link werkt één keer, tot {endsAt}. Uw huidige wachtwoord werkt tot u een ander kiest.",
        "Had u hier niet om gevraagd? Dan hoeft u niets te doen.");

    private static readonly MailText UserNameYieldedInEnglish = new(
        "Your user name was changed",
        "Hello {name},",
        "The user name of your account was {formerUserName}. That is an e-mail address, and its owner has proven it.",
        "Your user name is now {userName}. Your password, API users and tokens stay as they are.",
        "The administrator of your account can give it another name.");

    private static readonly MailText UserNameYieldedInDutch = new(
        "Uw gebruikersnaam is gewijzigd",
        "Beste {name},",
        "De gebruikersnaam van uw account was {formerUserName}. Dat is een e-mailadres, en de eigenaar ervan heeft dat aangetoond.",
        "Uw gebruikersnaam is nu {userName}. Uw wachtwoord, API-gebruikers en tokens blijven zoals ze zijn.",
        "De beheerder van uw account kan een andere naam geven.");

    /// <summary>Fills the text of a mail with its values.</summary>
    public static ComposedMail Compose(OutgoingMail mail)
    {
        var text = TextOf(mail.Template, mail.Language);
        var plain = text.Paragraphs.Select(paragraph => Filled(paragraph, mail, value => value));
        var html = text.Paragraphs.Select(paragraph => $"<p>{Filled(WebUtility.HtmlEncode(paragraph), mail, WebUtility.HtmlEncode)}</p>");
        return new()
        {
            Id = mail.Id,
            Recipient = mail.Recipient,
            RecipientName = MailName.Plain(mail.Values["name"]),
            Subject = text.Subject,
            Text = string.Join("\r\n\r\n", plain) + "\r\n",
            Html = $"<!DOCTYPE html>\r\n<html lang=\"{Code(mail.Language)}\">\r\n<body>\r\n"
                + $"{string.Join("\r\n", html)}\r\n</body>\r\n</html>\r\n",
        };
    }

    private static MailText TextOf(MailTemplate template, MailLanguage language) => (template, language) switch
    {
        (MailTemplate.Welcome, MailLanguage.En) => WelcomeInEnglish,
        (MailTemplate.Welcome, MailLanguage.Nl) => WelcomeInDutch,
        (MailTemplate.PasswordReset, MailLanguage.En) => PasswordResetInEnglish,
        (MailTemplate.PasswordReset, MailLanguage.Nl) => PasswordResetInDutch,
        (MailTemplate.Invitation, MailLanguage.En) => InvitationInEnglish,
        (MailTemplate.Invitation, MailLanguage.Nl) => InvitationInDutch,
        (MailTemplate.AccessExpires, MailLanguage.En) => AccessExpiresInEnglish,
        (MailTemplate.AccessExpires, MailLanguage.Nl) => AccessExpiresInDutch,
        (MailTemplate.ApiUserExpires, MailLanguage.En) => ApiUserExpiresInEnglish,
        (MailTemplate.ApiUserExpires, MailLanguage.Nl) => ApiUserExpiresInDutch,
        (MailTemplate.CredentialsStopped, MailLanguage.En) => CredentialsStoppedInEnglish,
        (MailTemplate.CredentialsStopped, MailLanguage.Nl) => CredentialsStoppedInDutch,
        (MailTemplate.EmailConfirmation, MailLanguage.En) => EmailConfirmationInEnglish,
        (MailTemplate.EmailConfirmation, MailLanguage.Nl) => EmailConfirmationInDutch,
        (MailTemplate.EmailChanged, MailLanguage.En) => EmailChangedInEnglish,
        (MailTemplate.EmailChanged, MailLanguage.Nl) => EmailChangedInDutch,
        (MailTemplate.PasswordLink, MailLanguage.En) => PasswordLinkInEnglish,
        (MailTemplate.PasswordLink, MailLanguage.Nl) => PasswordLinkInDutch,
        (MailTemplate.UserNameYielded, MailLanguage.En) => UserNameYieldedInEnglish,
        (MailTemplate.UserNameYielded, MailLanguage.Nl) => UserNameYieldedInDutch,
        _ => throw new InvalidOperationException($"The mail {template} does not exist in the language {language}."),
    };

    private static string Code(MailLanguage language) => language == MailLanguage.Nl ? "nl" : "en";

    /// <summary>Fills in all values in one pass, so that a value that looks like a placeholder stays as it is.</summary>
    private static string Filled(string paragraph, OutgoingMail mail, Func<string, string> encode) =>
        Placeholder().Replace(paragraph, match => encode(Shown(match.Groups[1].Value, mail.Values[match.Groups[1].Value])));

    /// <summary>Quotes the names, which people choose. A user name that is an e-mail address stays as it is.</summary>
    private static string Shown(string valueName, string value) => valueName switch
    {
        "name" => MailName.Quoted(value),
        "userName" or "formerUserName" when !EmailAddress.IsValid(value) => MailName.Quoted(value),
        _ => value,
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();

    private sealed record MailText(string Subject, params string[] Paragraphs);
}
