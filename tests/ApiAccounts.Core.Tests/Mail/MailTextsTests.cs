using System.Collections.Immutable;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Mail;

public sealed class MailTextsTests
{
    [Fact]
    public void A_welcome_mail_in_English_reads_as_documented() => Assert.Equal(
        "Hello \"Ada Example\",\r\n\r\n"
        + "An account has been created for you. Your user name is ada@partner.example.\r\n\r\n"
        + "Your first password is: kT4wx-9RbqM-fGh2Z-sV7nC\r\n\r\n"
        + "It is valid until 2026-11-23 10:30 UTC. Choose your own password when you sign in with it.\r\n\r\n"
        + "If you did not expect this message, you can ignore it.\r\n",
        Compose(MailTemplate.Welcome, MailLanguage.En).Text);

    [Fact]
    public void A_reset_mail_in_Dutch_reads_as_documented()
    {
        var mail = Compose(MailTemplate.PasswordReset, MailLanguage.Nl);

        Assert.Equal("Uw nieuwe wachtwoord", mail.Subject);
        Assert.Equal(
            "<!DOCTYPE html>\r\n<html lang=\"nl\">\r\n<body>\r\n"
            + "<p>Beste &quot;Ada Example&quot;,</p>\r\n"
            + "<p>Het wachtwoord van uw account ada@partner.example is opnieuw ingesteld. Het vorige werkt niet meer.</p>\r\n"
            + "<p>Uw tijdelijke wachtwoord is: kT4wx-9RbqM-fGh2Z-sV7nC</p>\r\n"
            + "<p>Het is te gebruiken tot 2026-11-23 10:30 UTC. Kies er zelf een zodra u ermee bent ingelogd.</p>\r\n"
            + "<p>Had u hier niet om gevraagd? Meld dit dan aan de beheerder van uw account.</p>\r\n"
            + "</body>\r\n</html>\r\n",
            mail.Html);
    }

    [Fact]
    public void An_expiry_warning_reads_as_documented() => Assert.Equal(
        "Hello \"Ada Example\",\r\n\r\n"
        + "The API user \"nightly export\" (400001A0020010W0FXJM68FYVKH) of your account ada@partner.example "
        + "expires on 2026-11-23 10:30 UTC.\r\n\r\n"
        + "From then on its requests are refused. It is not deleted: it works again once it is extended.\r\n\r\n"
        + "The person who manages your API users can extend it.\r\n",
        Compose(MailTemplate.ApiUserExpires, MailLanguage.En).Text);

    [Fact]
    public void Every_mail_exists_in_every_language_with_its_own_subject()
    {
        var mails = (from template in Enum.GetValues<MailTemplate>()
                     from language in Enum.GetValues<MailLanguage>()
                     select Compose(template, language)).ToList();

        Assert.Equal(
            [
                "An API user expires soon", "Bevestig uw e-mailadres", "Choose another password", "Confirm your e-mail address",
                "Een API-gebruiker eindigt binnenkort", "Een deel van uw inloggegevens werkt niet meer",
                "Kies een ander wachtwoord",
                "Some of your credentials have stopped", "U bent uitgenodigd", "Uw account", "Uw e-mailadres is gewijzigd",
                "Uw gebruikersnaam is gewijzigd", "Uw nieuwe wachtwoord",
                "Uw toegang eindigt binnenkort",
                "You are invited", "Your access expires soon", "Your account", "Your e-mail address was changed",
                "Your new password", "Your user name was changed",
            ],
            mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        Assert.All(mails, mail =>
        {
            Assert.Equal("Ada Example", mail.RecipientName);
            Assert.Contains("ada@partner.example", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("{", mail.Text + mail.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_mail_about_an_end_names_its_time() => Assert.All(
        Enum.GetValues<MailTemplate>().Where(template => template is not (MailTemplate.CredentialsStopped or MailTemplate.EmailChanged
            or MailTemplate.UserNameYielded)),
        template => Assert.All(Enum.GetValues<MailLanguage>(), language =>
        {
            Assert.Contains("2026-11-23 10:30 UTC", Compose(template, language).Text, StringComparison.Ordinal);
            Assert.Contains("2026-11-23 10:30 UTC", Compose(template, language).Html, StringComparison.Ordinal);
        }));

    [Fact]
    public void A_link_appears_in_every_language_and_format() => Assert.All(Enum.GetValues<MailLanguage>(), language =>
    {
        Assert.Contains(
            "https://saas.example/invitation#token\r\n", Compose(MailTemplate.Invitation, language).Text, StringComparison.Ordinal);
        Assert.Contains(
            "https://saas.example/invitation#token</p>", Compose(MailTemplate.Invitation, language).Html, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(MailTemplate.Welcome)]
    [InlineData(MailTemplate.PasswordReset)]
    public void A_password_appears_in_every_language_and_format(
        MailTemplate template) => Assert.All(Enum.GetValues<MailLanguage>(), language =>
    {
        Assert.Contains("kT4wx-9RbqM-fGh2Z-sV7nC", Compose(template, language).Text, StringComparison.Ordinal);
        Assert.Contains("kT4wx-9RbqM-fGh2Z-sV7nC", Compose(template, language).Html, StringComparison.Ordinal);
    });

    [Fact]
    public void A_value_is_always_inserted_as_plain_text()
    {
        var mail = Compose(MailTemplate.Welcome, MailLanguage.En, name: "<b>{password}</b> & Sons");

        Assert.StartsWith("Hello \"<b>{password}</b> & Sons\",\r\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<p>Hello &quot;&lt;b&gt;{password}&lt;/b&gt; &amp; Sons&quot;,</p>", mail.Html, StringComparison.Ordinal);
    }

    private static ComposedMail Compose(MailTemplate template, MailLanguage language, string name = "Ada Example") =>
        MailTexts.Compose(new()
        {
            Id = "0123456789abcdef0123456789abcdef",
            OperatorId = Known.OperatorId,
            Template = template,
            Language = language,
            Recipient = "ada@partner.example",
            Values = ImmutableSortedDictionary.CreateRange(
            [
                new("name", name),
                new("userName", "ada@partner.example"),
                new("apiUser", "\"nightly export\" (400001A0020010W0FXJM68FYVKH)"),
                new("credentials", "400001A0020010W0FXJM68FYVKH"),
                new("email", "new@partner.example"),
                new("formerUserName", "ada@partner.example"),
                new("link", "https://saas.example/invitation#token"),
                new("password", "kT4wx-9RbqM-fGh2Z-sV7nC"),
                KeyValuePair.Create("endsAt", "2026-11-23 10:30 UTC"),
            ]),
            CreatedAt = Known.Now,
            EndsAt = Known.Now.AddHours(24),
        });
}
