using System.Text;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>What arrives at a real mail server.</summary>
[Collection<MailServerApp>]
public sealed class SmtpTests(MailFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task A_reset_mails_a_temporary_password_which_can_be_changed_for_another()
    {
        var administrator = app.As(await app.RegisterAsync());
        var email = await CreateAsync(
            administrator, """{"FullName":"Ada Example","Email":"ada@partner.example","Password":"Battery-Staple-7"}""");
        var confirmation = await fixture.Server.MailToAsync(email, "Confirm your e-mail address");
        (await app.Anonymous.PostJsonAsync("/api/v1/email-confirmations", $$"""{"token":"{{confirmation.Token}}"}"""))
            .Is(HttpStatusCode.NoContent);
        var ada = app.As(await app.RegisterAsync(email, "Battery-Staple-7"));

        var answer = (await ada.PutJsonAsync("/api/v1/users/self/reset-password", "")).Is(HttpStatusCode.OK);
        Assert.Equal("", answer.Body);
        (await app.AsOperator(email, "Battery-Staple-7").PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);

        var mail = await fixture.Server.MailToAsync(email, "Your new password");
        Assert.Equal((true, "accounts", "accounts@saas.example"), (mail.IsSecure, mail.User, mail.From));
        Assert.Equal([email], mail.To);
        Assert.Equal([new MailboxName(email, "Ada Example")], mail.ShownTo);
        Assert.Matches("^<[0-9a-f]{32}@saas\\.example>$", mail.MessageId);
        Assert.StartsWith("Content-Type: multipart/alternative;", mail.Headers["content-type"], StringComparison.Ordinal);
        Assert.StartsWith(
            "Hello \"Ada Example\",\n\nThe password of your account ada@partner.example has been reset.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"<p>Your temporary password is: {mail.Password}</p>", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(mail.Password, mail.Headers.Values.Aggregate(string.Concat), StringComparison.Ordinal);

        var body = $$"""{"oldPassword":"{{mail.Password}}","newPassword":"Another-Staple-8"}""";
        (await ada.PutJsonAsync("/api/v1/users/self/update-password", body)).Is(HttpStatusCode.OK);
        (await app.AsOperator(email, "Another-Staple-8").PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_new_operator_is_welcomed_in_its_own_language_and_with_its_name_quoted()
    {
        var administrator = app.As(await app.RegisterAsync());

        var email = await CreateAsync(
            administrator, """{"FullName":"Zoë \"<b>\" van den Bérg ☂, MSc","Email":"zoe@partner.example","CultureName":"nl-NL"}""");

        var mail = await fixture.Server.MailToAsync(email);
        Assert.Equal("Uw account", mail.Subject);
        Assert.Equal([new MailboxName(email, "Zoë '<b>' van den Bérg ☂, MSc")], mail.ShownTo);
        Assert.All(mail.Headers.Values, line => Assert.True(Ascii.IsValid(line), line)); // the rest of them is encoded (RFC 2047)
        Assert.StartsWith("Beste \"Zoë '<b>' van den Bérg ☂, MSc\",\n\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<p>Beste &quot;Zo", mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", mail.Html, StringComparison.Ordinal);
        var account = await app.BackDoor.Get<SignInOperator>().ExecuteAsync(email, mail.Password, null, default);
        Assert.True(account.TryGet(out var signedIn, out _));
        Assert.True(signedIn.Caller.MustChangePassword);
    }

    [Fact]
    public async Task The_mailed_password_signs_a_user_in_only_to_choose_another()
    {
        var administrator = app.As(await app.RegisterAsync());
        var email = await CreateAsync(administrator, """{"FullName":"Grace Example","Email":"grace@partner.example"}""");
        var mail = await fixture.Server.MailToAsync(email);

        var bearer = await TokenAsync(email, mail.Password);
        (await bearer.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.Forbidden);
        (await bearer.PostAsync("/api/v1/users/self/reset-password")).Is(HttpStatusCode.Forbidden);
        var body = $$"""{"oldPassword":"{{mail.Password}}","newPassword":"Another-Staple-8"}""";
        (await bearer.PutJsonAsync("/v1/self/update-password", body)).Is(HttpStatusCode.OK);

        (await bearer.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.Unauthorized); // it has ended with the password that it was begun with
        (await (await TokenAsync(email, "Another-Staple-8")).GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_line_break_in_a_name_makes_no_header()
    {
        await MakeAsync(new("eve@partner.example", "eve@partner.example", Password: null)
        {
            FirstName = "Eve\r\nBcc: all@partner.example",
            LastName = "\u2028X-Header: y\0",
        });

        var mail = await fixture.Server.MailToAsync("eve@partner.example");
        Assert.Equal(["eve@partner.example"], mail.To);
        Assert.Equal(
            "Eve Bcc: all@ partner. example X-Header: y",
            string.Join(' ', mail.ShownTo.Single().Name.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.DoesNotContain("bcc", mail.Headers.Keys);
        Assert.DoesNotContain("x-header", mail.Headers.Keys);
    }

    [Theory]
    [InlineData("a\r\nRCPT TO:<all@partner.example>@partner.example")]
    [InlineData("adä@partner.example")] // for which the mail server would have to know SMTPUTF8
    [InlineData("a..b@partner.example")]
    public async Task An_address_that_no_mail_can_reach_is_refused_and_an_old_one_is_audited(string email)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(
            new { username = $"name of {Guid.NewGuid()}", firstName = "No", lastName = "Body", email });
        (await app.As(await app.RegisterAsync()).PostJsonAsync("/api/v1/users", body)).Is(HttpStatusCode.BadRequest);
        var id = await MakeAsync(new($"user of {email}", email, Password: null));

        await RefusalAsync(id);
        Assert.DoesNotContain(fixture.Server.Mails, mail => mail.To.Contains("all@partner.example"));
    }

    [Fact]
    public async Task A_permanently_refused_recipient_is_audited_and_not_tried_again()
    {
        var administrator = app.As(await app.RegisterAsync());

        await CreateAsync(administrator, """{"FullName":"No Body","Email":"refused@partner.example"}""");

        var id = await app.BackDoor.OperatorGuidAsync("refused@partner.example");
        await RefusalAsync(id);
        var entry = Assert.Single(
            await RowsAsync("audit|"), row => row.GetString("Action") == "MailRefused" && row.GetString("Subject") == id);
        Assert.Equal(
            ("""[{"field":"template","after":"Welcome"},{"field":"recipient","after":"refused@partner.example"}]""", null),
            (entry.GetString("Changes"), entry.GetString("Actor")));
        Assert.DoesNotContain(await RowsAsync("mail|"), row => row.GetString("Recipient") == "refused@partner.example");
    }

    [Fact]
    public async Task A_recipient_that_is_refused_for_now_is_tried_again_later()
    {
        var administrator = app.As(await app.RegisterAsync());

        await CreateAsync(administrator, """{"FullName":"Some Body","Email":"later@partner.example"}""");
        var id = await app.BackDoor.OperatorGuidAsync("later@partner.example");

        await Eventually.Async(
            () =>
                Task.FromResult(
                    app.Output.Contains(
                        $"to operator {id} could not be sent. The next attempt is in", StringComparison.Ordinal)), "it was tried");
        Assert.Contains(await RowsAsync("mail|"), row => row.GetString("Recipient") == "later@partner.example");
    }

    private async Task<ApiClient> TokenAsync(string userName, string password)
    {
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "password"), new("client_id", "console"), new("username", userName), new("password", password)]);
        var answer = (await app.Anonymous.SendAsync(HttpMethod.Post, "/oauth/token", form)).Is(HttpStatusCode.OK);
        return app.Anonymous.WithAuthorization("Bearer " + answer.Text("access_token"));
    }

    /// <returns>Its e-mail address.</returns>
    private static async Task<string> CreateAsync(ApiClient administrator, string body) =>
        (await administrator.PostJsonAsync("/v4/Operator", body)).Is(HttpStatusCode.Created).Text("Email");

    /// <summary>Makes one that no route would, which the app then sends the mail to.</summary>
    private async Task<string> MakeAsync(NewOperator request)
    {
        Assert.True((await app.BackDoor.Get<CreateOperator>().ExecuteAsync(1, request, caller: null, default)).TryGet(out var made, out _));
        return made.Id.ToString();
    }

    private Task RefusalAsync(string id) => Eventually.Async(
        async () => (await RowsAsync("audit|")).Any(row => row.GetString("Action") == "MailRefused" && row.GetString("Subject") == id),
        "the audit trail tells it");

    private async Task<IReadOnlyList<Azure.Data.Tables.TableEntity>> RowsAsync(string prefix) =>
        [.. (await app.BackDoor.RowsAsync("00000001")).Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))];
}
