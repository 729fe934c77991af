using System.Text.Json;
using System.Text.RegularExpressions;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Functions.Tests.Mail;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>Invitations from the first request to the first sign-in, over a real mail server.</summary>
[Collection<MailServerApp>]
public sealed partial class InvitationTests(MailFixture fixture) : IAsyncLifetime
{
    private const string Route = "/api/v1/invitations";
    private const string Password = "Battery-Staple-7";

    private static int people;

    private readonly App app = fixture.App;
    private RegisteredAccount manager = null!;

    private ApiClient Api => app.As(manager);

    public async ValueTask InitializeAsync() => manager = await app.RegisterAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Who_is_invited_chooses_a_password_and_is_in()
    {
        var email = NewEmail();
        var answer = await InviteAsync(
            $$"""{"email":"{{email}}","firstName":"Grace","lastName":"Example","reason":"For the summer","expiresAt":"2099-01-01T00:00:00Z","roles":[{"roleId":2}]}""");

        var invitation = answer.Json;
        Assert.Equal(
            [
                "operatorId", "userId", "userName", "email", "firstName", "lastName", "apiOnly", "status", "reason", "expiresAt",
                "invitedAt", "invitationEndsAt",
                "roles", "mailed",
            ],
            Answer.Names(invitation));
        Assert.Equal(
            (email, email, "Grace", "Example"),
            (answer.Text("userName"), answer.Text("email"), answer.Text("firstName"), answer.Text("lastName")));
        Assert.Equal(
            ("invited", "For the summer", "2099-01-01T00:00:00Z"),
            (answer.Text("status"), answer.Text("reason"), answer.Text("expiresAt")));
        Assert.Equal((false, true), (invitation.GetProperty("apiOnly").GetBoolean(), invitation.GetProperty("mailed").GetBoolean()));
        Assert.Equal("""[{"roleId":2,"workspaceId":0}]""", invitation.GetProperty("roles").GetRawText());
        Assert.Equal(
            7,
            (invitation.GetProperty("invitationEndsAt").GetDateTimeOffset()
                - invitation.GetProperty("invitedAt").GetDateTimeOffset()).Days);
        Assert.Equal($"{Route}/{answer.Text("operatorId")}", answer.Header("Location"));
        var found = (await Api.GetAsync(answer.Header("Location")!)).Is(HttpStatusCode.OK);
        Assert.Equal(Answer.Names(invitation).SkipLast(1), Answer.Names(found.Json));
        Assert.Contains(answer.Text("operatorId"), await ListedAsync());

        var mail = await fixture.Server.MailToAsync(email);
        Assert.Equal("You are invited", mail.Subject);
        Assert.DoesNotContain(
            TokenIn(mail), (await RawTables.ReadAsync(app.Account)).Values.Aggregate(string.Concat), StringComparison.Ordinal);
        (await SignInAsync(email, Password)).Is(HttpStatusCode.BadRequest);
        var accepted = (await AcceptAsync(TokenIn(mail), Password)).Is(HttpStatusCode.OK);
        Assert.Equal((answer.Text("operatorId"), email), (accepted.Text("operatorId"), accepted.Text("userName")));

        (await SignInAsync(email, Password)).Is(HttpStatusCode.OK);
        var again = await AcceptAsync(TokenIn(mail), Password);
        Problem.Is(
            again, HttpStatusCode.NotFound, "Not Found", "no_such_invitation",
            "The invitation does not exist: it expired, was accepted or withdrawn, or was replaced by another.");
        (await Api.GetAsync(answer.Header("Location")!)).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain(answer.Text("operatorId"), await ListedAsync());
        Assert.DoesNotContain(TokenIn(mail).Split('.')[1], app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_other_dialects_show_it_as_waiting_and_do_not_let_it_in()
    {
        var email = NewEmail();
        var invited = await InviteAsync($$"""{"email":"{{email}}","firstName":"Grace","lastName":"Example"}""");
        var (guid, userId) = (invited.Text("operatorId"), invited.Json.GetProperty("userId").GetInt64());

        Assert.Equal("PENDING", (await Api.GetAsync($"/api/v1/users/{userId}")).Is(HttpStatusCode.OK).Text("status"));
        Assert.Equal("Grace Example", (await Api.GetAsync($"/v4/Operator/{guid}")).Is(HttpStatusCode.OK).Text("FullName"));
        var body = $$"""{"username":"{{email}}","firstName":"Grace","lastName":"Hopper","email":"{{email}}"}""";
        Assert.Equal("PENDING", (await Api.PutJsonAsync($"/api/v1/users/{userId}", body)).Is(HttpStatusCode.OK).Text("status"));

        const string Sentence = "The operator has not accepted its invitation yet. Acceptance sets its password and activates it.";
        Problem.Is(
            await Api.PutJsonAsync($"/api/v1/users/{userId}", body[..^1] + ""","status":"ACTIVE"}"""),
            HttpStatusCode.Conflict, "Conflict", "invitation_pending", Sentence);
        Problem.Is(await Api.PostAsync($"/api/v1/users/{userId}/reset-password"), HttpStatusCode.Conflict, "Conflict",
            "invitation_pending", Sentence);
        var patched = await Api.PatchJsonAsync($"/v4/Operator/{guid}", $$"""{"Password":"{{Password}}"}""");
        Assert.Equal(Sentence, patched.Is(HttpStatusCode.Conflict).UptrendsMessage);

        (await Api.DeleteAsync($"/v4/Operator/{guid}")).Is(HttpStatusCode.NoContent);
        (await AcceptAsync(TokenIn(await fixture.Server.MailToAsync(email)), Password)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_API_only_operator_is_active_at_once_and_never_signs_in()
    {
        var email = NewEmail();
        var answer = await InviteAsync(
            $$"""{"email":"{{email}}","firstName":"Batch","lastName":"Job","apiOnly":true,"roles":[{"roleId":3,"workspaceId":0}]}""");

        Assert.Equal(("active", JsonValueKind.Null), (answer.Text("status"), answer.Json.GetProperty("invitationEndsAt").ValueKind));
        Assert.Equal((true, false), (answer.Json.GetProperty("apiOnly").GetBoolean(), answer.Json.GetProperty("mailed").GetBoolean()));
        Assert.Null(answer.Header("Location"));
        var guid = answer.Text("operatorId");
        (await Api.GetAsync($"{Route}/{guid}")).Is(HttpStatusCode.NotFound);
        var created = (await Api.PostJsonAsync($"/api/v1/operators/{guid}/api-users", """{"description":"job"}"""))
            .Is(HttpStatusCode.Created);
        var job = app.As(RegisteredAccount.Of(created.Text("userName"), created.Text("secret"), guid));
        (await job.GetAsync("/verify")).Is(HttpStatusCode.OK);

        // Had it a password all the same, nothing would take it.
        var operators = app.BackDoor.Get<PasswordHashing>();
        Assert.True((await operators.HashAsync(Password, default)).TryGet(out var hash, out _));
        Assert.True(Core.Kernel.Ids.AccountId.TryParse(guid, out var id));
        await app.BackDoor.SetAsync(new SeededOperator(id, email, Password), "PasswordHash", hash);
        Assert.Equal("invalid_grant", (await SignInAsync(email, Password)).Is(HttpStatusCode.BadRequest).Text("error"));
        (await app.AsOperator(email, Password).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        const string Sentence = "The operator is API-only: it cannot sign in and has no password.";
        Assert.Equal(
            Sentence, (await Api.PatchJsonAsync($"/v4/Operator/{guid}", $$"""{"Password":"{{Password}}"}"""))
                .Is(HttpStatusCode.Conflict).UptrendsMessage);
        Problem.Is(await job.PostAsync("/api/v1/users/self/reset-password"), HttpStatusCode.Conflict, "Conflict", "api_only", Sentence);
        Assert.DoesNotContain(fixture.Server.Mails, mail => mail.To.Contains(email));
    }

    [Fact]
    public async Task Another_link_ends_the_one_before_and_a_withdrawn_one_opens_nothing()
    {
        var email = NewEmail();
        var path = (await InviteAsync($$"""{"email":"{{email}}","firstName":"Grace","lastName":"Example"}""")).Header("Location")!;
        var before = TokenIn(await fixture.Server.MailToAsync(email));

        Assert.True((await Api.PostAsync($"{path}/resend")).Is(HttpStatusCode.OK).Json.GetProperty("mailed").GetBoolean());
        await Eventually.Async(() => Task.FromResult(MailsTo(email).Count == 2), "the other link arrived");
        var after = TokenIn(MailsTo(email)[1]);
        (await AcceptAsync(before, Password)).Is(HttpStatusCode.NotFound);
        (await Api.DeleteAsync(path)).Is(HttpStatusCode.NoContent);
        (await AcceptAsync(after, Password)).Is(HttpStatusCode.NotFound);
        (await Api.DeleteAsync(path)).Is(HttpStatusCode.NotFound);
        (await Api.PostAsync($"{path}/resend")).Is(HttpStatusCode.NotFound);

        await InviteAsync($$"""{"email":"{{email}}","firstName":"Grace","lastName":"Example"}"""); // the name is free
    }

    [Fact]
    public async Task Of_twenty_who_accept_at_once_one_does()
    {
        var email = NewEmail();
        await InviteAsync($$"""{"email":"{{email}}","firstName":"Grace","lastName":"Example","roles":[{"roleId":1}]}""");
        var token = TokenIn(await fixture.Server.MailToAsync(email));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => AcceptAsync(token, $"Battery-Staple-{number}")));

        var winner = Assert.Single(answers.Index(), answer => answer.Item.Status == HttpStatusCode.OK).Index;
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Contains(
            answer.Text("code"), (string[])["no_such_invitation", "too_many_sign_ins"]));
        (await SignInAsync(email, $"Battery-Staple-{winner}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_password_has_to_follow_the_rules()
    {
        var email = NewEmail();
        await InviteAsync($$"""{"email":"{{email}}","firstName":"Grace","lastName":"Example"}""");
        var token = TokenIn(await fixture.Server.MailToAsync(email));
        Assert.Equal(
            new("invalid_value", "password", "The password must be 12 to 40 characters long."),
            Problem.Of(await AcceptAsync(token, "too short"), HttpStatusCode.BadRequest));
        (await AcceptAsync(token, Password)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"firstName":"Grace","lastName":"Example"}""", "malformed_request", "$.email")]
    [InlineData("""{"email":"g@x.example","lastName":"Example"}""", "malformed_request", "$.firstName")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace"}""", "malformed_request", "$.lastName")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","role":1}""", "malformed_request", "$.role")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","roles":[null]}""", "malformed_request", "$.roles[0]")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","roles":[{}]}""", "malformed_request",
        "$.roles[0].roleId")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","roles":[{"roleId":2,"x":1}]}""", "malformed_request",
        "$.roles[0].x")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","roles":[{"roleId":77}]}""", "invalid_value", "roles")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","roles":[{"roleId":3}]}""", "api_only_role", "roles")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","apiOnly":true}""", "api_only_role_missing", "roles")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","expiresAt":"2020-01-01T00:00:00Z"}""", "invalid_value",
        "expiresAt")]
    [InlineData("""{"email":"g@x.example","firstName":"Grace","lastName":"Example","expiresAt":"tomorrow"}""", "malformed_request",
        "$.expiresAt")]
    [InlineData("""{"email":"g","firstName":"Grace","lastName":"Example"}""", "invalid_value", "email")]
    public async Task What_is_wrong_with_an_invitation_is_named(string body, string code, string target)
    {
        var answer = (await Api.PostJsonAsync(Route, body)).Is(HttpStatusCode.BadRequest);
        Assert.Equal((code, target), (answer.Text("code"), answer.Text("target")));
    }

    [Theory]
    [InlineData("""{"password":"Battery-Staple-7"}""", "$.token")]
    [InlineData("""{"token":"x"}""", "$.password")]
    [InlineData("""{"token":"x","password":"Battery-Staple-7","userName":"x"}""", "$.userName")]
    public async Task What_is_wrong_with_an_acceptance_is_named(string body, string target) => Assert.Equal(
        target, (await app.Anonymous.PostJsonAsync($"{Route}/accept", body)).Is(HttpStatusCode.BadRequest).Text("target"));

    [Fact]
    public async Task Those_who_did_not_accept_in_time_are_removed_by_the_timer_of_every_instance()
    {
        var email = NewEmail();
        var invited = await InviteAsync($$"""{"email":"{{email}}","firstName":"Grace","lastName":"Example"}""");
        Assert.True(Core.Kernel.Ids.AccountId.TryParse(invited.Text("operatorId"), out var id));
        var ended = DateTimeOffset.UtcNow.AddMinutes(-1);
        await app.BackDoor.Get<Core.Deadlines.IDeadlineStore>().AddAsync(new(Core.Deadlines.DeadlineKind.Invitation, id, ended), default);
        await app.BackDoor.SetAsync(new SeededOperator(id, email, ""), "InvitationEndsAt", ended);
        await using var other = await App.StartAsync(app.Account, MailServer.Settings(fixture.Server.Port));

        await Task.WhenAll(PurgeAsync(app), PurgeAsync(other), PurgeAsync(app), PurgeAsync(other));
        await Eventually.Async(async () => (await Api.GetAsync($"{Route}/{id}")).Status == HttpStatusCode.NotFound, "it was removed");

        var audit = (await Api.GetAsync($"/api/v1/audit?subject={id}&action=invitationExpired")).Is(HttpStatusCode.OK);
        Assert.Equal(
            $$"""[{"field":"fullName","before":"Grace Example","after":null},{"field":"userName","before":"{{email}}","after":null}]""",
            Assert.Single(audit.Json.GetProperty("entries").EnumerateArray()).GetProperty("changes").GetRawText());
        Assert.NotNull(await app.BackDoor.Get<IOperatorStore>().FindAsync(1, 1, default)); // and nobody else
    }

    [Theory]
    [InlineData("Invitations__Page", "invitation_page_not_set_up",
        "This request mails an invitation link, but no page for it is configured (Invitations__Page).")]
    [InlineData("Mail__SmtpHost", "mail_not_set_up", "This request sends a mail, but no mail server is configured (Mail__SmtpHost).")]
    public async Task Where_no_link_can_be_mailed_only_API_only_operators_are_invited(string setting, string code, string sentence)
    {
        (string, string?)[] settings = setting == "Mail__SmtpHost" ? [] : [.. MailServer.Settings(fixture.Server.Port), (setting, null)];
        await using var own = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), settings);
        var api = own.As(await own.RegisterAsync());
        var body = """{"email":"g@x.example","firstName":"Grace","lastName":"Example"}""";
        Problem.Is(await api.PostJsonAsync(Route, body), HttpStatusCode.ServiceUnavailable, "Service Unavailable", code, sentence);
        (await api.PostJsonAsync(Route, body[..^1] + ""","apiOnly":true,"roles":[{"roleId":3}]}""")).Is(HttpStatusCode.Created);
    }

    private static string NewEmail() => $"grace-{Interlocked.Increment(ref people)}@invited.example";

    private static string TokenIn(ReceivedMail mail) => Link().Match(mail.Text) is { Success: true } match
        ? match.Groups[1].Value
        : throw new InvalidOperationException($"There is no link in:\n{mail.Text}");

    private static Task PurgeAsync(App app) => app.Anonymous.RunTimerAsync("TimerPurgeInvitations");

    private async Task<Answer> InviteAsync(string body) => (await Api.PostJsonAsync(Route, body)).Is(HttpStatusCode.Created);

    private async Task<IEnumerable<string?>> ListedAsync() =>
        (await Api.GetAsync(Route)).Is(HttpStatusCode.OK).Json.EnumerateArray().Select(one => one.GetProperty("operatorId").GetString());

    private Task<Answer> AcceptAsync(string token, string password) =>
        app.Anonymous.PostJsonAsync($"{Route}/accept", $$"""{"token":"{{token}}","password":"{{password}}"}""");

    private Task<Answer> SignInAsync(string userName, string password) => app.Anonymous.PostFormAsync(
        "/oauth/token", ("grant_type", "password"), ("client_id", "console"), ("username", userName), ("password", password));

    private List<ReceivedMail> MailsTo(string email) => [.. fixture.Server.Mails.Where(mail => mail.To.Contains(email))];

    [GeneratedRegex(@"https://saas\.example/invitation#(\S+)")]
    private static partial Regex Link();
}
