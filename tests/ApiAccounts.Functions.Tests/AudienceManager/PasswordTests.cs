using ApiAccounts.Functions.Tests.Mail;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>The routes of passwords, in every spelling.</summary>
[Collection<MailFolderApp>]
public sealed class PasswordTests(MailFolderFixture fixture)
{
    private const string Old = "Battery-Staple-7";

    private readonly App app = fixture.App;

    [Fact]
    public async Task Each_spelling_with_both_methods_changes_ones_own_password()
    {
        var (account, userName) = await NewAsync();
        var password = Old;
        foreach (var (method, path) in Spellings("update"))
        {
            var next = $"Staple-{Guid.NewGuid():N}"[..30] + "-Aa1";
            var answer = await SendAsync(app.As(account), method, path, Body(password, next));
            answer.Is(HttpStatusCode.OK);
            Assert.Equal("", answer.Body);
            password = next;
        }
        (await app.AsOperator(userName, password).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await app.AsOperator(userName, Old).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Each_spelling_with_both_methods_resets_ones_own_password()
    {
        foreach (var (method, path) in Spellings("reset"))
        {
            var (account, userName) = await NewAsync();
            (await SendAsync(app.As(account), method, path, json: null)).Is(HttpStatusCode.OK);
            (await app.AsOperator(userName, Old).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task A_wrong_old_password_changes_nothing()
    {
        var (account, userName) = await NewAsync();
        var answer = await app.As(account).PutJsonAsync("/api/v1/users/self/update-password", Body("Battery-Staple-8", "Another-Staple-8"));
        Assert.Equal(
            new Problem("wrong_password", "oldPassword", "The old password is wrong."), Problem.Of(answer, HttpStatusCode.BadRequest));
        (await app.AsOperator(userName, Old).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("Short-1", "invalid_value", "The password must be 12 to 40 characters long.")]
    [InlineData("Another-Staple-x", "invalid_value", "The password must contain a digit.")]
    [InlineData("My-Operator-77", "invalid_value", "The password must not contain the user's name, e-mail address or id.")]
    [InlineData(Old, "password_used_before", "The password must differ from the user's last 12 passwords.")]
    public async Task A_new_password_that_is_not_allowed_is_refused(string password, string code, string detail)
    {
        var (account, _) = await NewAsync();
        var answer = await app.As(account).PutJsonAsync("/api/v1/users/self/update-password", Body(Old, password));
        Assert.Equal(new Problem(code, "newPassword", detail), Problem.Of(answer, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("", "$")]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("{", "$")]
    [InlineData("{}", "$.oldPassword")]
    [InlineData("""{"oldPassword":null,"newPassword":"x"}""", "$.oldPassword")]
    [InlineData("""{"oldPassword":"x"}""", "$.newPassword")]
    [InlineData("""{"oldPassword":"x","newPassword":7}""", "$.newPassword")]
    public async Task A_body_that_cannot_be_read_is_told_with_its_place(string json, string target)
    {
        var account = await app.RegisterAsync();
        var problem = Problem.Of(await app.As(account).PutJsonAsync("/api/v1/users/self/update-password", json), HttpStatusCode.BadRequest);
        Assert.Equal(("malformed_request", target), (problem.Code, problem.Target));
    }

    [Fact]
    public async Task What_another_client_sends_beside_is_ignored()
    {
        var (account, _) = await NewAsync();
        var json = """{"oldPassword":"Battery-Staple-7","newPassword":"Another-Staple-8","confirm":"Another-Staple-8"}""";
        (await app.As(account).PutJsonAsync("/v1/self/update-password", json)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_administrator_resets_the_password_of_another_and_other_operators_do_not()
    {
        var (account, userName) = await NewAsync();
        var userId = (await app.BackDoor.FindAsync(account))!.Id.UserId;
        var path = $"/v1/users/{userId}/reset-password";
        var (other, _) = await NewAsync();

        (await app.As(other).PostAsync(path)).Is(HttpStatusCode.Forbidden);
        (await app.AsOperator(userName, Old).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        (await app.As(await app.RegisterAsync()).PostAsync(path)).Is(HttpStatusCode.OK);
        (await app.AsOperator(userName, Old).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("me")]
    [InlineData("-7")]
    [InlineData("4294967296")]
    public async Task A_number_that_is_none_is_told(string userId)
    {
        var answer = await app.As(await app.RegisterAsync()).PostAsync($"/api/v1/users/{userId}/reset-password");
        Assert.Equal(
            new Problem("malformed_request", "userId", "'userId' must be a whole number from 1 to 4294967295."),
            Problem.Of(answer, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_not_found() =>
        (await app.As(await app.RegisterAsync()).PostAsync("/api/v1/users/4294967295/reset-password")).Is(HttpStatusCode.NotFound);

    [Theory]
    [InlineData("AllowsPasswordSignIn", false, "no_password_sign_in", "The operator may not sign in with a password.")]
    [InlineData("IsApiOnly", true, "api_only", "The operator is API-only: it cannot sign in and has no password.")]
    public async Task One_that_may_not_sign_in_with_a_password_gets_none(string property, bool value, string code, string sentence)
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);
        await app.BackDoor.SetAsync(@operator, property, value);

        Problem.Is(await app.As(account).PostAsync("/api/v1/users/self/reset-password"), HttpStatusCode.Conflict, "Conflict", code,
            sentence);
        Assert.Equal(
            "wrong_password",
            Problem.Of(await app.As(account).PutJsonAsync("/api/v1/users/self/update-password", Body(Old, "Another-Staple-8")),
                HttpStatusCode.BadRequest).Code);
    }

    [Theory]
    [InlineData("GET", "/api/v1/users/self/update-password", "POST, PUT")]
    [InlineData("DELETE", "/v1/self/reset-password", "POST, PUT")]
    public async Task Another_method_is_not_allowed(string method, string path, string allow)
    {
        var answer = (await app.Anonymous.SendAsync(new(method), path)).Is(HttpStatusCode.MethodNotAllowed);
        Assert.Equal(allow, answer.Header("Allow"));
    }

    [Fact]
    public async Task A_password_that_an_Uptrends_client_sets_is_none_of_the_last_ones_either()
    {
        var (account, _) = await NewAsync();
        var path = $"/v4/Operator/{account.OperatorGuid}";
        (await app.As(account).PatchJsonAsync(path, $$"""{"Password":"Another-Staple-8","CurrentPassword":"{{Old}}"}"""))
            .Is(HttpStatusCode.NoContent);

        var answer = (await app.As(account).PatchJsonAsync(path, $$"""{"Password":"{{Old}}","CurrentPassword":"Another-Staple-8"}"""))
            .Is(HttpStatusCode.Forbidden);
        Assert.Equal("The password must differ from the user's last 12 passwords.", answer.UptrendsMessage);
    }

    private static IEnumerable<(string Method, string Path)> Spellings(string what) =>
        from prefix in (string[])["/api/v1/users/self", "/v1/users/self", "/api/v1/self", "/v1/self"]
        from slash in (string[])["", "/"]
        from method in (string[])["PUT", "POST"]
        select (method, $"{prefix}/{what}-password{slash}");

    private static string Body(string old, string @new) => $$"""{"oldPassword":"{{old}}","newPassword":"{{@new}}"}""";

    private static async Task<Answer> SendAsync(ApiClient caller, string method, string path, string? json)
    {
        using var content = json is null ? null : ApiClient.Json(System.Text.Encoding.UTF8.GetBytes(json));
        return await caller.SendAsync(new(method), path, content);
    }

    private async Task<(RegisteredAccount Account, string UserName)> NewAsync()
    {
        var @operator = await app.BackDoor.NewOperatorAsync(password: Old);
        return (await app.RegisterAsync(@operator), @operator.UserName);
    }
}

/// <summary>Without a mail server.</summary>
[Collection<AudienceManagerApp>]
public sealed class PasswordWithoutMailTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Theory]
    [InlineData("/api/v1/users/self/reset-password")]
    [InlineData("/v1/users/1/reset-password")]
    public async Task What_needs_a_mail_is_not_done(string path)
    {
        var answer = await app.As(await app.RegisterAsync()).PostAsync(path);
        Problem.Is(
            answer, HttpStatusCode.ServiceUnavailable, "Service Unavailable", "mail_not_set_up",
            "This request sends a mail, but no mail server is configured (Mail__SmtpHost).");
        (await app.Administrator.PostAsync("/v4/Register")).Is(HttpStatusCode.Created); // still with the password it has
    }

    [Fact]
    public async Task A_password_can_be_changed()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);
        var json = $$"""{"oldPassword":"{{@operator.Password}}","newPassword":"Another-Staple-8"}""";
        (await app.As(account).PutJsonAsync("/api/v1/users/self/update-password", json)).Is(HttpStatusCode.OK);
    }
}
