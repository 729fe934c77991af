using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>An address takes mail only once its owner opened the link that was mailed to it, in every dialect.</summary>
[Collection<MailServerApp>]
public sealed class EmailConfirmationTests(MailFixture fixture)
{
    private const string Route = "/api/v1/email-confirmations";
    private const string Reset = "/api/v1/users/self/reset-password";
    private const string Confirm = "Confirm your e-mail address";

    private static int last;

    private readonly App app = fixture.App;

    /// <summary>Of each dialect: the verb, path and body of a change, and where a GET shows the address.</summary>
    public static TheoryData<string, string, string, string, string> Changes => new()
    {
        { "PATCH", "/v4/Operator/{guid}", """{"Email":"{new}","CurrentPassword":"{password}"}""", "/v4/Operator/{guid}", "Email" },
        {
            "PUT", "/v4/Operator/{guid}", """{"FullName":"A B","Email":"{new}","CurrentPassword":"{password}"}""",
            "/v4/Operator/{guid}", "Email"
        },
        { "PUT", "/api/v1/users/self/update", """{"email":"{new}","currentPassword":"{password}"}""", "/api/v1/users/self", "email" },
        {
            "PUT", "/api/v1/users/1",
            """{"username":"{name}","firstName":"A","lastName":"B","email":"{new}","currentPassword":"{password}"}""",
            "/api/v1/users/1", "email"
        },
        {
            "POST", "/userservice/management/v1/users/{name}/update.json", """{"emailAddress":"{new}","currentPassword":"{password}"}""",
            "/userservice/management/v1/users/{name}/user.json", "emailAddress"
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task A_changed_address_takes_no_mail_before_it_is_confirmed(
        string verb, string path, string body, string shown, string member)
    {
        var itself = await app.BackDoor.NewPartnerAsync();
        var (before, email) = (itself.UserName, NewEmail());
        string Filled(string text) => text.Replace("{guid}", itself.OperatorGuid, StringComparison.Ordinal)
            .Replace("{name}", itself.UserName, StringComparison.Ordinal).Replace("{new}", email, StringComparison.Ordinal)
            .Replace("{password}", itself.Password, StringComparison.Ordinal);
        var api = app.As(await app.RegisterAsync(itself));
        await app.BackDoor.SetAsync(itself, "Email", before);

        using (var content = ApiClient.Json(System.Text.Encoding.UTF8.GetBytes(Filled(body))))
            Assert.True((int)(await api.SendAsync(new(verb), Filled(path), content)).Status is 200 or 204);
        Assert.Equal(email, (await api.GetAsync(Filled(shown))).Is(HttpStatusCode.OK).Text(member));
        Problem.Is(
            await api.PostAsync(Reset), HttpStatusCode.Conflict, "Conflict", "email_unconfirmed",
            "The operator's e-mail address is not confirmed yet. Its owner confirms it by the link that was mailed to it.");

        var mail = await fixture.Server.MailToAsync(email, Confirm);
        var notice = await fixture.Server.MailToAsync(before, "Your e-mail address was changed");
        Assert.Contains($"was changed to {email}.", notice.Text, StringComparison.Ordinal);
        Assert.Contains("https://saas.example/email-confirmation#", mail.Text, StringComparison.Ordinal);
        (await ConfirmAsync(mail.Token)).Is(HttpStatusCode.NoContent);
        (await api.PostAsync(Reset)).Is(HttpStatusCode.OK);
        await fixture.Server.MailToAsync(email, "Your new password");
        Assert.Equal([Confirm, "Your new password"], SubjectsTo(email));
    }

    [Fact]
    public async Task A_link_works_once_and_only_the_newest_does()
    {
        var (api, email, _, first) = await ChangedAsync();
        (await api.PostAsync($"{Route}/self/resend")).Is(HttpStatusCode.NoContent);
        var second = (await fixture.Server.MailToAsync(email, Confirm, count: 2)).Token;

        Assert.NotEqual(first, second);
        foreach (var (token, status) in new[] { (first, 404), (second, 204), (second, 404) })
            Assert.Equal(status, (int)(await ConfirmAsync(token)).Status);
        Problem.Is(
            await api.PostAsync($"{Route}/self/resend"), HttpStatusCode.Conflict, "Conflict", "email_confirmed",
            "The e-mail address is confirmed already.");
    }

    [Fact]
    public async Task A_link_to_an_address_that_changed_again_confirms_nothing()
    {
        var (api, _, password, first) = await ChangedAsync();
        var other = NewEmail();
        (await api.PutJsonAsync(
            "/v1/self/update", $$"""{"email":"{{other}}","currentPassword":"{{password}}"}""")).Is(HttpStatusCode.OK);

        Problem.Is(
            await ConfirmAsync(first), HttpStatusCode.NotFound, "Not Found", "no_such_confirmation",
            "There is nothing to confirm: the link expired or was used, or was replaced by another, or the address has changed.");
        (await api.PostAsync(Reset)).Is(HttpStatusCode.Conflict);
    }

    [Theory]
    [InlineData("""{"token":"none"}""", HttpStatusCode.NotFound)]
    [InlineData("""{"token":""}""", HttpStatusCode.NotFound)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"token":"none","more":1}""", HttpStatusCode.BadRequest)]
    public async Task What_is_no_token_confirms_nothing(string json, HttpStatusCode status) =>
        (await app.Anonymous.PostJsonAsync(Route, json)).Is(status);

    [Fact]
    public async Task The_address_of_a_new_operator_gets_one_mail_until_it_is_confirmed()
    {
        var manager = app.As(await app.RegisterAsync());
        var (welcomed, asked) = (NewEmail(), NewEmail());
        var first = await CreateAsync(manager, $$"""{"FullName":"A B","Email":"{{welcomed}}"}""");
        var second = await CreateAsync(manager, $$"""{"FullName":"A B","Email":"{{asked}}","Password":"Battery-Staple-7"}""");

        await fixture.Server.MailToAsync(welcomed, "Your account");
        await fixture.Server.MailToAsync(asked, Confirm);
        foreach (var userId in new[] { first, second })
            (await manager.PostAsync($"/v1/users/{userId}/reset-password")).Is(HttpStatusCode.Conflict);
        Assert.Equal(["Your account"], SubjectsTo(welcomed));
        Assert.Equal([Confirm], SubjectsTo(asked));
    }

    [Fact]
    public async Task Whoever_replaces_the_mailed_first_password_confirms_the_address()
    {
        var manager = app.As(await app.RegisterAsync());
        var email = NewEmail();
        var userId = await CreateAsync(manager, $$"""{"FullName":"A B","Email":"{{email}}"}""");
        var password = (await fixture.Server.MailToAsync(email, "Your account")).Password;
        var signedIn = app.Anonymous.WithToken((await app.SignInAsync(email, password)).AccessToken);
        (await signedIn.PutJsonAsync(
            "/v1/self/update-password", $$"""{"oldPassword":"{{password}}","newPassword":"Another-Staple-8"}""")).Is(HttpStatusCode.OK);

        (await manager.PostAsync($"/v1/users/{userId}/reset-password")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_page_of_the_link_runs_only_its_own_code()
    {
        var page = (await app.Anonymous.GetAsync("/email-confirmation")).Is(HttpStatusCode.OK);
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("/api/v1/email-confirmations", page.Body, StringComparison.Ordinal);
    }

    private async Task<(ApiClient Api, string Email, string Password, string Token)> ChangedAsync()
    {
        var itself = await app.BackDoor.NewPartnerAsync();
        var email = NewEmail();
        var api = app.As(await app.RegisterAsync(itself));
        (await api.PutJsonAsync("/v1/self/update", $$"""{"email":"{{email}}","currentPassword":"{{itself.Password}}"}"""))
            .Is(HttpStatusCode.OK);
        return (api, email, itself.Password, (await fixture.Server.MailToAsync(email, Confirm)).Token);
    }

    private Task<Answer> ConfirmAsync(string token) => app.Anonymous.PostJsonAsync(Route, $$"""{"token":"{{token}}"}""");

    private static async Task<uint> CreateAsync(ApiClient manager, string body)
    {
        var guid = (await manager.PostJsonAsync("/v4/Operator", body)).Is(HttpStatusCode.Created).Text("OperatorGuid");
        return Core.Kernel.Ids.AccountId.TryParse(guid, out var id) ? id.UserId : throw new InvalidOperationException(guid);
    }

    private List<string> SubjectsTo(string email) =>
        [.. fixture.Server.Mails.Where(mail => mail.To.Contains(email)).Select(mail => mail.Subject)];

    private static string NewEmail() => $"confirmed-{Interlocked.Increment(ref last)}@demo.example";
}
