using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ApiAccounts.Functions.Tests.Browsers;

/// <summary>The web console, as people use it.</summary>
[Collection<BrowserApp>]
public sealed class ConsoleStoryTests(BuiltConsoleFixture fixture, Chromium chromium)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task A_wrong_password_is_told_and_the_right_one_leads_to_the_hub()
    {
        var person = await app.BackDoor.NewPartnerAsync();
        await using var browser = await chromium.OpenAsync(app);
        var page = browser.Page;

        await page.GotoAsync("/");
        await FillAsync(page, person.UserName, "Wrong-Horse-42x");
        await Expect(page.GetByText("The user name or password is wrong.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "User name" })).ToHaveValueAsync(person.UserName);
        await FillAsync(page, person.UserName, person.Password);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("User management");
        await Expect(page.Locator("main .fui-Card").Filter(new() { HasText = "Operators" })).ToContainTextAsync("1");
        Assert.All(browser.Complaints, complaint => Assert.Contains("401", complaint, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_added_API_user_shows_its_password_once_and_it_works()
    {
        const string Description = "<img src=x onerror=\"window.isForeign = true\">";
        var person = await app.BackDoor.NewPartnerAsync();
        await using var browser = await chromium.OpenAsync(app);
        var page = browser.Page;
        await browser.SignInAsync(person);
        await browser.GoToAsync($"/console/operators/{person.OperatorGuid}?tab=apiManagement");

        await StageAsync(page, Description);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        var dialog = Dialog(page);
        await Expect(dialog).ToContainTextAsync("cannot be shown again");
        await Eventually.Async( // while a notice fades in, its contrast is low
            async () => (await browser.ViolationsAsync()).Count == 0, "the page violates no rule of accessibility");
        var close = dialog.GetByRole(AriaRole.Button, new() { Name = "Close" });
        await Expect(close).ToBeDisabledAsync();
        var values = await dialog.Locator("input:not([type=checkbox])").EvaluateAllAsync<string[]>("all => all.map(one => one.value)");
        var userName = Assert.Single(values, value => value.Length == 27);
        var secret = Assert.Single(values, value => value.StartsWith("apiacc_", StringComparison.Ordinal));
        (await app.AsOperator(userName, secret).GetAsync("/verify")).Is(HttpStatusCode.OK);

        await dialog.GetByRole(AriaRole.Checkbox).CheckAsync();
        await close.ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.GetByText(Description)).ToBeVisibleAsync();
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.False(await page.EvaluateAsync<bool>(
            "secret => [...document.querySelectorAll('input')].some(one => one.value === secret) "
            + "|| JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]).includes(secret)",
            secret));
        Assert.Equal("undefined", await page.EvaluateAsync<string>("() => String(window.isForeign)"));
        await page.ReloadAsync();
        await Expect(page.GetByText(userName)).ToBeVisibleAsync();
        Assert.DoesNotContain(browser.Complaints, complaint => complaint.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_save_that_meets_a_change_of_others_saves_nothing_and_loses_nothing()
    {
        var person = await app.BackDoor.NewPartnerAsync();
        var session = app.Anonymous.WithToken((await app.SignInAsync(person)).AccessToken);
        var path = $"/api/v1/operators/{person.OperatorGuid}/api-users";
        var first = (await session.PostJsonAsync(path, """{"description":"Nightly export"}""")).Is(HttpStatusCode.Created);
        await using var browser = await chromium.OpenAsync(app);
        var page = browser.Page;
        await browser.SignInAsync(person);
        await browser.GoToAsync($"/console/operators/{person.OperatorGuid}?tab=apiManagement");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete Nightly export" }).ClickAsync();
        await StageAsync(page, "Dashboard");

        (await session.DeleteAsync($"/api/v1/api-users/{first.Text("apiUserId")}")).Is(HttpStatusCode.NoContent);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(page.GetByText("What others changed meanwhile")).ToBeVisibleAsync();
        await Expect(page.GetByText("Deleted: Nightly export")).ToBeVisibleAsync();
        await Expect(page.GetByText("Dashboard")).ToBeVisibleAsync();
        var list = (await session.GetAsync(path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(0, list.GetArrayLength());
    }

    [Fact]
    public async Task A_session_that_ends_in_the_middle_of_a_form_loses_nothing()
    {
        var person = await app.BackDoor.NewPartnerAsync();
        await using var browser = await chromium.OpenAsync(app);
        var page = browser.Page;
        await browser.SignInAsync(person);
        await browser.GoToAsync($"/console/operators/{person.OperatorGuid}?tab=apiManagement");
        await StageAsync(page, "Typed before the session ended");
        await browser.Context.ClearCookiesAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.Locator("input[type=password]").FillAsync(person.Password);
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();

        await Expect(Dialog(page)).ToContainTextAsync("cannot be shown again");
    }

    [Fact]
    public async Task Signing_out_in_one_tab_signs_out_the_other()
    {
        var person = await app.BackDoor.NewPartnerAsync();
        await using var browser = await chromium.OpenAsync(app);
        await browser.SignInAsync(person);
        var other = await browser.Context.NewPageAsync();
        await other.GotoAsync("/console/operators");
        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Operators");

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Account of" }).ClickAsync();
        await browser.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await Expect(other.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Sign in");
        Assert.Empty(await browser.Context.CookiesAsync());
    }

    [Fact]
    public async Task A_Dutch_browser_gets_Dutch_pages()
    {
        await using var browser = await chromium.OpenAsync(app, new() { Locale = "nl-NL" });

        await browser.GoToAsync("/");

        await Expect(browser.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Aanmelden");
        await Expect(browser.Page.Locator("html")).ToHaveAttributeAsync("lang", "nl");
    }

    [Fact]
    public async Task An_operator_without_rights_is_offered_nothing_that_it_may_not_do()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        var person = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        await using var browser = await chromium.OpenAsync(app);
        await browser.SignInAsync(person);
        var links = browser.Page.GetByRole(AriaRole.Navigation).First.GetByRole(AriaRole.Link);

        await Expect(links.Filter(new() { HasText = "Audit" })).ToHaveCountAsync(0);
        await Expect(links.Filter(new() { HasText = "Invitations" })).ToHaveCountAsync(0);
        await browser.GoToAsync($"/console/operators/{administrator.OperatorGuid}");
        await Expect(browser.Page.GetByText(administrator.UserName)).ToHaveCountAsync(0);
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1_440)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_is_accessible_and_runs_without_a_complaint(ColorScheme scheme, int width)
    {
        var person = await app.BackDoor.NewPartnerAsync();
        var session = app.Anonymous.WithToken((await app.SignInAsync(person)).AccessToken);
        var created = (await session.PostJsonAsync(
            $"/api/v1/operators/{person.OperatorGuid}/api-users", """{"description":"Nightly export"}""")).Is(HttpStatusCode.Created);
        await using var browser = await chromium.OpenAsync(
            app, new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        await browser.SignInAsync(person);
        var first = browser.Complaints.Count;
        var details = $"/console/operators/{person.OperatorGuid}";
        string[] paths =
        [
            "/console/", "/console/operators", details, $"{details}?tab=apiManagement", $"{details}?tab=groupsAndRoles",
            $"{details}?tab=sessions", $"{details}?tab=audit", "/console/api-users", $"/console/api-users/{created.Text("apiUserId")}",
            "/console/my-sessions", "/console/change-password", "/console/invitations", "/console/invitations/new",
            "/console/custom-services", "/console/custom-services/new", "/console/groups", "/console/groups/new", "/console/roles",
            "/console/roles/new", "/console/audit", "/console/unconfirmed-credentials",
        ];
        foreach (var path in paths)
        {
            await browser.GoToAsync(path);
            await browser.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            Assert.Equal((path, ""), (path, string.Join('\n', await browser.ViolationsAsync())));
            Assert.True(
                await browser.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"),
                $"{path} scrolls sideways");
        }
        Assert.Empty(browser.Complaints.Skip(first));
    }

    private static async Task FillAsync(IPage page, string userName, string password)
    {
        await page.GetByRole(AriaRole.Textbox, new() { Name = "User name" }).FillAsync(userName);
        await page.Locator("input[type=password]").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    private static ILocator Dialog(IPage page) => page.Locator("[role=dialog], [role=alertdialog]");

    /// <summary>Adds an API user with the wizard. The page is not saved yet.</summary>
    private static async Task StageAsync(IPage page, string description)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Add API user" }).ClickAsync();
        var dialog = Dialog(page);
        await dialog.GetByRole(AriaRole.Textbox, new() { Name = "Description" }).FillAsync(description);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Next" }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(dialog).ToHaveCountAsync(0);
    }
}
