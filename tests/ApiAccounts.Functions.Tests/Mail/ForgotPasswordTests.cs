using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>A forgotten password from the request to the next sign-in, over a real mail server.</summary>
[Collection<MailServerApp>]
public sealed class ForgotPasswordTests(MailFixture fixture)
{
    private const string Route = "/api/v1/forgot-password";
    private const string Chosen = "Another-Staple-8";

    private readonly App app = fixture.App;

    [Fact]
    public async Task Every_name_is_answered_the_same_and_the_mailed_link_replaces_the_password()
    {
        var itself = await app.BackDoor.NewOperatorAsync();
        var locked = await app.BackDoor.NewOperatorAsync();
        var apiOnly = await app.BackDoor.NewOperatorAsync(isApiOnly: true);
        var unconfirmed = await app.BackDoor.NewOperatorAsync();
        SeededOperator[] all = [itself, locked, apiOnly, unconfirmed];
        foreach (var one in all) await app.BackDoor.SetAsync(one, "Email", one.UserName);
        await app.BackDoor.SetAsync(locked, "Status", "Locked");
        await app.BackDoor.SetAsync(unconfirmed, "EmailProof", "Unconfirmed");
        var session = app.Anonymous.WithToken((await app.SignInAsync(itself)).AccessToken);

        var answers = new HashSet<string>();
        foreach (var name in (string[])["nobody@demo.example", locked.UserName, apiOnly.UserName, unconfirmed.UserName, itself.UserName])
        {
            var answer = (await app.Anonymous.PostJsonAsync(Route, $$"""{"userName":"{{name}}"}""")).Is(HttpStatusCode.Accepted);
            answers.Add(answer.Body + answer.Header("Content-Type"));
        }
        Assert.Single(answers);

        var mail = await fixture.Server.MailToAsync(itself.UserName, "Choose another password");
        Assert.Contains("https://saas.example/reset-password#", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Server.Mails, sent => all[1..].Any(other => sent.To.Contains(other.UserName)));
        (await session.GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await CompleteAsync(mail.Token)).Is(HttpStatusCode.NoContent);
        (await session.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await app.AsOperator(itself.UserName, itself.Password).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        (await app.AsOperator(itself.UserName, Chosen).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        Problem.Is(
            await CompleteAsync(mail.Token), HttpStatusCode.NotFound, "Not Found", "no_such_password_link",
            "The link does not work: it expired or was used, or was replaced by another, or the operator may not sign in.");
    }

    [Fact]
    public async Task The_fourth_request_for_a_name_in_an_hour_is_refused_whether_it_exists_or_not()
    {
        var itself = await app.BackDoor.NewOperatorAsync();
        foreach (var name in (string[])[itself.UserName, "somebody-unknown@demo.example"])
        {
            for (var i = 0; i < 3; i++)
                (await app.Anonymous.PostJsonAsync(Route, $$"""{"userName":"{{name}}"}""")).Is(HttpStatusCode.Accepted);
            Problem.Is(
                await app.Anonymous.PostJsonAsync(Route, $$"""{"userName":"{{name}}"}"""),
                HttpStatusCode.TooManyRequests, "Too Many Requests", "too_many_forgotten_passwords",
                "Too many links were requested for this user name or from this address. Try again later.");
        }
    }

    [Theory]
    [InlineData("", """{"token":"none","newPassword":"Another-Staple-8"}""", HttpStatusCode.NotFound)]
    [InlineData("", """{"token":"none"}""", HttpStatusCode.BadRequest)]
    [InlineData("/", "{}", HttpStatusCode.BadRequest)]
    [InlineData("/", """{"userName":""}""", HttpStatusCode.BadRequest)]
    [InlineData("/", """{"userName":7}""", HttpStatusCode.BadRequest)]
    public async Task What_cannot_be_meant_is_refused(string end, string json, HttpStatusCode status) =>
        (await app.Anonymous.PostJsonAsync(end == "" ? $"{Route}/complete" : Route, json)).Is(status);

    [Fact]
    public async Task The_page_of_the_link_runs_only_its_own_code()
    {
        var page = (await app.Anonymous.GetAsync("/reset-password")).Is(HttpStatusCode.OK);
        Assert.StartsWith("default-src 'none'; script-src 'sha256-", page.Header("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("/api/v1/forgot-password/complete", page.Body, StringComparison.Ordinal);
    }

    private Task<Answer> CompleteAsync(string token) =>
        app.Anonymous.PostJsonAsync($"{Route}/complete", $$"""{"token":"{{token}}","newPassword":"{{Chosen}}"}""");
}
