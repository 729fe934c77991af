using System.Text.Json;
using System.Text.RegularExpressions;
using ApiAccounts.Functions.Tests.Mail;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Browsers;

/// <summary>The page that invitations lead to, as a person sees it.</summary>
[Collection<MailServerApp>]
public sealed partial class InvitationPageTests(MailFixture fixture)
{
    private readonly App app = fixture.App;

    private string Page => new Uri(app.Client.BaseAddress!, "/invitation").ToString();

    [Fact]
    public async Task It_is_one_file_that_nothing_else_can_run_on()
    {
        var answer = (await app.Anonymous.GetAsync("/invitation")).Is(HttpStatusCode.OK);

        Assert.Equal("text/html; charset=utf-8", answer.Header("Content-Type"));
        Assert.Matches(
            "^default-src 'none'; script-src 'sha256-[A-Za-z0-9+/]{43}='; style-src 'sha256-[A-Za-z0-9+/]{43}='; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'$",
            answer.Header("Content-Security-Policy"));
        Assert.Equal(
            ("no-store", "no-referrer", "nosniff"),
            (answer.Header("Cache-Control"), answer.Header("Referrer-Policy"), answer.Header("X-Content-Type-Options")));
        Assert.DoesNotContain("http", answer.Body, StringComparison.OrdinalIgnoreCase); // no other resource, of nobody
    }

    [Fact]
    public async Task A_person_chooses_a_password_is_told_what_is_wrong_with_it_and_is_in()
    {
        var (email, token) = await InviteAsync();
        await using var browser = await Browser.StartAsync("en-GB");
        await browser.OpenAsync($"{Page}#{token}");

        Assert.Equal(
            ("en", "Accept your invitation"),
            (await browser.ReadAsync("document.documentElement.lang"), await browser.ReadAsync("document.title")));
        Assert.Equal("Password", await browser.ReadAsync("document.getElementById('password').labels[0].textContent"));
        Assert.Equal("rules error", await browser.ReadAsync("document.getElementById('password').getAttribute('aria-describedby')"));
        Assert.Equal("true false false false", await ShownAsync(browser));

        await ChooseAsync(browser, "too short");
        await browser.UntilAsync("!document.getElementById('error').hidden");
        Assert.Equal(
            "The password must be 12 to 40 characters long.", await browser.ReadAsync("document.getElementById('error').textContent"));
        Assert.Equal("true", await browser.ReadAsync("document.getElementById('password').getAttribute('aria-invalid')"));
        Assert.Equal("password", await browser.ReadAsync("document.activeElement.id"));

        await ChooseAsync(browser, "Battery-Staple-7");
        await browser.UntilAsync("!document.getElementById('done').hidden");
        Assert.Equal(
            $"Your account is active. You sign in as {email}.", await browser.ReadAsync("document.getElementById('done').textContent"));
        Assert.Equal("false false true false", await ShownAsync(browser));
        Assert.Equal((Page, "done"), (await browser.ReadAsync("location.href"), await browser.ReadAsync("document.activeElement.id")));
        // the 400 above
        Assert.All(browser.Complaints, complaint => Assert.Contains("/api/v1/invitations/accept", complaint, StringComparison.Ordinal));
        await app.SignInAsync(email, "Battery-Staple-7");
    }

    [Fact]
    public async Task It_speaks_Dutch_to_those_whose_browser_does_and_tells_of_links_that_open_nothing()
    {
        await using var browser = await Browser.StartAsync("nl-NL");
        await browser.OpenAsync($"{Page}#none");
        Assert.Equal(
            ("nl", "Aanvaard uw uitnodiging"),
            (await browser.ReadAsync("document.documentElement.lang"), await browser.ReadAsync("document.title")));
        Assert.Equal(
            "Aanvaard uw uitnodiging|Kies het wachtwoord waarmee u gaat inloggen.|Wachtwoord|Toon het wachtwoord|"
                + "12 tot 40 tekens, het eerste en het laatste een letter of cijfer|een hoofdletter, een kleine letter, een cijfer en een ander teken dan een dubbele punt|"
                + "niet uw naam, gebruikersnaam of e-mailadres|Aanvaarden",
            await browser.ReadAsync("[...document.querySelectorAll('[data-text]')].map(one => one.textContent).join('|')"));

        await ChooseAsync(browser, "Battery-Staple-7");
        await browser.UntilAsync("!document.getElementById('error').hidden");
        Assert.Equal(
            "Deze uitnodiging is er niet meer: ze is verlopen, al aanvaard of ingetrokken, of er is een andere gestuurd. Vraag om een nieuwe.",
            await browser.ReadAsync("document.getElementById('error').textContent"));

        await browser.OpenAsync(Page);
        Assert.Equal("false false false true", await ShownAsync(browser));
        Assert.Equal(
            "Deze link is niet volledig. Open de hele link uit de e-mail.",
            await browser.ReadAsync("document.getElementById('wrong').textContent"));
    }

    [Fact]
    public async Task The_browser_runs_nothing_on_it_that_is_not_its_own()
    {
        await using var browser = await Browser.StartAsync("en-GB");
        await browser.OpenAsync($"{Page}#token");
        Assert.Empty(browser.Complaints);
        // it does run this
        Assert.Equal(
            "monospace",
            await browser.ReadAsync("(document.body.style.fontFamily = 'monospace', getComputedStyle(document.body).fontFamily)"));

        await browser.ReadAsync(
            "(() => { const script = document.createElement('script'); script.textContent = 'window.isForeign = true'; document.body.append(script); })()");

        Assert.Equal("undefined", await browser.ReadAsync("window.isForeign"));
        Assert.Contains(
            "violates the following Content Security Policy directive", Assert.Single(browser.Complaints), StringComparison.Ordinal);
    }

    private static async Task ChooseAsync(Browser browser, string password)
    {
        await browser.ReadAsync("(document.getElementById('password').value = '', document.getElementById('password').focus())");
        await browser.TypeAsync(password);
        await browser.PressEnterAsync();
    }

    private static Task<string?> ShownAsync(Browser browser) =>
        browser.ReadAsync("['form', 'error', 'done', 'wrong'].map(id => document.getElementById(id).checkVisibility()).join(' ')");

    private async Task<(string Email, string Token)> InviteAsync()
    {
        var email = $"page-{Guid.NewGuid():N}@invited.example";
        var api = app.As(await app.RegisterAsync());
        (await api.PostJsonAsync("/api/v1/invitations", JsonSerializer.Serialize(new { email, firstName = "Grace", lastName = "Example" })))
            .Is(HttpStatusCode.Created);
        var mail = await fixture.Server.MailToAsync(email);
        return (email, Link().Match(mail.Text).Groups[1].Value);
    }

    [GeneratedRegex(@"/invitation#(\S+)")]
    private static partial Regex Link();
}
