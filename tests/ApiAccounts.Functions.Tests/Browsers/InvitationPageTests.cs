using System.Text.Json;
using System.Text.RegularExpressions;
using ApiAccounts.Functions.Tests.Mail;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiAccounts.Functions.Tests.Browsers;

/// <summary>The page that invitations lead to, as a person sees it.</summary>
[Collection<MailServerApp>]
public sealed partial class InvitationPageTests(MailFixture fixture, Chromium chromium)
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
        await using var browser = await chromium.OpenAsync(app);
        var page = browser.Page;
        await page.GotoAsync($"{Page}#{token}");

        await Expect(page).ToHaveTitleAsync("Accept your invitation");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        var password = page.GetByLabel("Password", new() { Exact = true });
        await Expect(password).ToHaveAttributeAsync("aria-describedby", "rules error");
        await ShowsAsync(page, "form");
        Assert.Empty(await browser.ViolationsAsync());

        await password.FillAsync("too short");
        await password.PressAsync("Enter");
        await Expect(page.Locator("#error")).ToHaveTextAsync("The password must be 12 to 40 characters long.");
        await Expect(password).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(password).ToBeFocusedAsync();

        await password.FillAsync("Battery-Staple-7");
        await password.PressAsync("Enter");
        await Expect(page.Locator("#done")).ToHaveTextAsync($"Your account is active. You sign in as {email}.");
        await Expect(page.Locator("#done")).ToBeFocusedAsync();
        await ShowsAsync(page, "done");
        Assert.Equal(Page, page.Url);
        Assert.Contains("400", Assert.Single(browser.Complaints), StringComparison.Ordinal);
        await app.SignInAsync(email, "Battery-Staple-7");
    }

    [Fact]
    public async Task It_speaks_Dutch_to_those_whose_browser_does_and_tells_of_links_that_open_nothing()
    {
        await using var browser = await chromium.OpenAsync(app, new() { Locale = "nl-NL" });
        var page = browser.Page;
        await page.GotoAsync($"{Page}#none");
        await Expect(page).ToHaveTitleAsync("Aanvaard uw uitnodiging");
        await Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "nl");
        await Expect(page.Locator("[data-text]")).ToHaveTextAsync(
        [
            "Aanvaard uw uitnodiging", "Kies het wachtwoord waarmee u gaat inloggen.", "Wachtwoord", "Toon het wachtwoord",
            "12 tot 40 tekens, het eerste en het laatste een letter of cijfer",
            "een hoofdletter, een kleine letter, een cijfer en een ander teken dan een dubbele punt",
            "niet uw naam, gebruikersnaam of e-mailadres", "Aanvaarden",
        ]);

        await page.GetByLabel("Wachtwoord", new() { Exact = true }).FillAsync("Battery-Staple-7");
        await page.GetByRole(AriaRole.Button, new() { Name = "Aanvaarden" }).ClickAsync();
        await Expect(page.Locator("#error")).ToHaveTextAsync(
            "Deze uitnodiging is er niet meer: ze is verlopen, al aanvaard of ingetrokken, of er is een andere gestuurd. Vraag om een nieuwe.");

        await page.GotoAsync("about:blank");
        await page.GotoAsync(Page);
        await Expect(page.Locator("#wrong")).ToHaveTextAsync("Deze link is niet volledig. Open de hele link uit de e-mail.");
        await ShowsAsync(page, "wrong");
    }

    [Fact]
    public async Task The_browser_runs_nothing_on_it_that_is_not_its_own()
    {
        await using var browser = await chromium.OpenAsync(app);
        await browser.Page.GotoAsync($"{Page}#token");
        Assert.Empty(browser.Complaints);

        const string Foreign = """
            () => {
                const script = document.createElement('script');
                script.textContent = 'window.isForeign = true';
                document.body.append(script);
                return String(window.isForeign);
            }
            """;
        Assert.Equal("undefined", await browser.Page.EvaluateAsync<string>(Foreign));
        await Eventually.Async(() => Task.FromResult(browser.Complaints.Count > 0), "the browser tells of it");
        Assert.Contains("Content Security Policy", Assert.Single(browser.Complaints), StringComparison.Ordinal);
    }

    /// <summary>Of the parts of the page, only this one shows.</summary>
    private static async Task ShowsAsync(IPage page, string part)
    {
        foreach (var id in (string[])["form", "done", "wrong"])
            await Expect(page.Locator($"#{id}")).ToBeVisibleAsync(new() { Visible = id == part });
    }

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
