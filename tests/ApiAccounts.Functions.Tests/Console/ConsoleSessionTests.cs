using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>Signing in to the console, and what its cookie opens.</summary>
[Collection<NativeApp>]
public sealed class ConsoleSessionTests(AppFixture fixture)
{
    private const string NextPassword = "Another-Staple-8";

    private readonly App app = fixture.App;

    private ConsoleClient Anonymous => new(app.Anonymous);

    [Fact]
    public async Task A_sign_in_sets_a_cookie_that_no_script_can_read_and_tells_who_is_in()
    {
        var person = await app.BackDoor.NewOperatorAsync(isAdministrator: true);

        var answer = (await Anonymous.TrySignInAsync(person.UserName, person.Password)).Is(HttpStatusCode.OK);

        Assert.Matches(
            @"^apiaccounts=[0-9A-HJKMNP-TV-Z]{27}\.session_[0-9A-Za-z]{49}; path=/; samesite=strict; httponly$",
            answer.Header("Set-Cookie"));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal(
            (person.OperatorGuid, person.UserName, "Test", "Operator", "someone@demo.example", true, false, 1800),
            (answer.Text("operatorId"), answer.Text("userName"), answer.Text("firstName"), answer.Text("lastName"), answer.Text("email"),
                answer.Json.GetProperty("isAdministrator").GetBoolean(), answer.Json.GetProperty("mustChangePassword").GetBoolean(),
                answer.Json.GetProperty("idleTimeoutSeconds").GetInt32()));
        Assert.Equal(
            [
                "readOperators", "manageOperators", "readApiUsers", "manageApiUsers", "recordUsage", "readAudit", "accessApi",
                "accessUserManagementApi", "manageRights",
            ],
            answer.Json.GetProperty("permissions").EnumerateArray().Select(permission => permission.GetString()));
        var again = (await ConsoleClient.Of(app, answer).GetAsync("/console/session")).Is(HttpStatusCode.OK);
        Assert.Equal((answer.Body, null), (again.Body, again.Header("Set-Cookie")));
    }

    [Fact]
    public async Task An_operator_without_rights_has_no_permissions_on_the_partner()
    {
        var session = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync());

        var answer = (await session.GetAsync("/console/session")).Is(HttpStatusCode.OK).Json;

        Assert.Equal((0, false), (answer.GetProperty("permissions").GetArrayLength(), answer.GetProperty("isAdministrator").GetBoolean()));
    }

    [Theory]
    [InlineData("/api/v1/api-users")]
    [InlineData("/api/v1/users")]
    [InlineData("/v1/users")]
    [InlineData("/v4/Operator")]
    [InlineData("/userservice/management/v1/users/allusers.json")]
    [InlineData("/rest/v1/stats/usage.json")]
    public async Task The_cookie_opens_what_an_access_token_opens(string path)
    {
        var session = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync(isAdministrator: true));

        (await session.GetAsync(path)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/verify")]
    [InlineData("/verify/api")]
    public async Task The_cookie_is_no_credential_for_a_gateway(string path)
    {
        var session = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync(isAdministrator: true));

        (await session.GetAsync(path)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Credentials_in_the_header_come_before_the_cookie()
    {
        var session = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync(isAdministrator: true));

        var answer = await session.GetAsync("/api/v1/api-users", ("Authorization", "Bearer nonsense"));

        Assert.Equal("invalid_token", Problem.Of(answer, HttpStatusCode.Unauthorized).Code);
        Assert.Equal("Console realm=\"API accounts\"", answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task A_refused_sign_in_has_the_same_words_for_every_cause()
    {
        var person = await app.BackDoor.NewOperatorAsync();
        var apiOnly = await app.BackDoor.NewOperatorAsync(isApiOnly: true);
        var locked = await app.BackDoor.NewOperatorAsync();
        await app.BackDoor.SetAsync(locked, "Status", "Locked");

        Answer[] answers =
        [
            await Anonymous.TrySignInAsync(person.UserName, "Wrong-Password-1"),
            await Anonymous.TrySignInAsync("nobody@demo.example", "Wrong-Password-1"),
            await Anonymous.TrySignInAsync("", ""),
            await Anonymous.TrySignInAsync(apiOnly.UserName, apiOnly.Password),
            await Anonymous.TrySignInAsync(locked.UserName, locked.Password),
        ];

        Assert.All(answers, answer =>
        {
            Problem.Is(
                answer, HttpStatusCode.Unauthorized, "Unauthorized", "invalid_credentials", "The user name or the password is wrong.");
            Assert.Equal(("Console realm=\"API accounts\"", null), (answer.Header("WWW-Authenticate"), answer.Header("Set-Cookie")));
        });
    }

    [Fact]
    public async Task A_name_is_locked_after_five_wrong_passwords_and_the_time_left_is_told()
    {
        var person = await app.BackDoor.NewOperatorAsync();
        for (var i = 0; i < 5; i++) (await Anonymous.TrySignInAsync(person.UserName, "Wrong-Password-1")).Is(HttpStatusCode.Unauthorized);

        var answer = await Anonymous.TrySignInAsync(person.UserName, person.Password);

        Assert.Equal("sign_in_locked", Problem.Of(answer, HttpStatusCode.TooManyRequests).Code);
        Assert.InRange(int.Parse(answer.Header("Retry-After")!, System.Globalization.CultureInfo.InvariantCulture), 1, 900);
    }

    [Theory]
    [InlineData("{}", "$.userName")]
    [InlineData("""{"userName":"a"}""", "$.password")]
    [InlineData("""{"userName":"a","password":"b","remember":true}""", "$.remember")]
    [InlineData("""{"userName":7,"password":"b"}""", "$.userName")]
    public async Task A_wrong_body_is_refused(string body, string target)
    {
        var answer = await Anonymous.PostAsync("/console/session", body);

        Assert.Equal(target, Problem.Of(answer, HttpStatusCode.BadRequest).Target);
    }

    [Fact]
    public async Task A_temporary_password_opens_nothing_but_its_own_change()
    {
        var person = await app.BackDoor.NewOperatorAsync(isAdministrator: true);
        await app.BackDoor.SetAsync(person, "TemporaryPasswordEndsAt", DateTimeOffset.UtcNow.AddHours(1));
        var session = await ConsoleClient.SignInAsync(app, person);

        Assert.True((await session.GetAsync("/console/session")).Is(HttpStatusCode.OK).Json.GetProperty("mustChangePassword").GetBoolean());
        foreach (var path in (string[])["/api/v1/api-users", "/console/sessions"])
            Assert.Equal("password_change_required", Problem.Of(await session.GetAsync(path), HttpStatusCode.Forbidden).Code);
        var changed = (await ChangePasswordAsync(session, person.Password, NextPassword)).Is(HttpStatusCode.OK);

        Assert.False(changed.Json.GetProperty("mustChangePassword").GetBoolean());
        (await ConsoleClient.Of(app, changed).GetAsync("/api/v1/api-users")).Is(HttpStatusCode.OK);
        (await session.GetAsync("/api/v1/api-users")).Is(HttpStatusCode.Unauthorized);
        (await ConsoleClient.SignInAsync(app, person.UserName, NextPassword)).ToString();
    }

    [Fact]
    public async Task A_wrong_current_or_a_weak_new_password_changes_nothing()
    {
        var person = await app.BackDoor.NewOperatorAsync();
        var session = await ConsoleClient.SignInAsync(app, person);

        var wrong = Problem.Of(await ChangePasswordAsync(session, "Wrong-Password-1", NextPassword), HttpStatusCode.BadRequest);
        var weak = Problem.Of(await ChangePasswordAsync(session, person.Password, "short"), HttpStatusCode.BadRequest);

        Assert.Equal(("wrong_password", "currentPassword"), (wrong.Code, wrong.Target));
        Assert.Equal("newPassword", weak.Target);
        (await session.GetAsync("/console/session")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_can_be_repeated()
    {
        var session = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync());

        var answer = (await session.DeleteAsync("/console/session")).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            "apiaccounts=; expires=Thu, 01 Jan 1970 00:00:00 GMT; path=/; samesite=strict; httponly", answer.Header("Set-Cookie"));
        Assert.Equal("session_required", Problem.Of(await session.GetAsync("/console/session"), HttpStatusCode.Unauthorized).Code);
        (await session.DeleteAsync("/console/session")).Is(HttpStatusCode.NoContent);
        (await Anonymous.DeleteAsync("/console/session")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_strangers_or_garbled_cookie_opens_nothing()
    {
        var mine = (await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync())).Cookie!;
        var other = (await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync())).Cookie!;
        string[] cookies =
        [
            "apiaccounts=", "apiaccounts=x", "apiaccounts=a.b", mine[..^1], mine + "x", mine.ToUpperInvariant(),
            mine.Split('.')[0] + '.' + other.Split('.')[1], "__Host-" + mine, mine.Replace("=", "=%20", StringComparison.Ordinal),
        ];

        foreach (var cookie in cookies)
        {
            var answer = await new ConsoleClient(app.Anonymous, cookie).GetAsync("/api/v1/api-users");
            Assert.Equal("session_required", Problem.Of(answer, HttpStatusCode.Unauthorized).Code);
        }
    }

    [Fact]
    public async Task The_secret_of_a_cookie_is_no_token_and_a_token_no_cookie()
    {
        var person = await app.BackDoor.NewOperatorAsync();
        var value = (await ConsoleClient.SignInAsync(app, person)).Cookie!["apiaccounts=".Length..];
        var token = (await app.SignInAsync(person)).AccessToken;

        (await app.Anonymous.WithToken(value).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await new ConsoleClient(app.Anonymous, "apiaccounts=" + token).GetAsync("/console/session")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_deleted_or_locked_operator_is_out()
    {
        var administrator = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync(isAdministrator: true));
        var (gone, locked) = (await app.BackDoor.NewOperatorAsync(), await app.BackDoor.NewOperatorAsync());
        ConsoleClient[] sessions = [await ConsoleClient.SignInAsync(app, gone), await ConsoleClient.SignInAsync(app, locked)];
        (await administrator.DeleteAsync($"/v4/Operator/{gone.OperatorGuid}")).Is(HttpStatusCode.NoContent);
        await app.BackDoor.SetAsync(locked, "Status", "Locked");

        foreach (var session in sessions) (await session.GetAsync("/console/session")).Is(HttpStatusCode.Unauthorized);
    }

    private static Task<Answer> ChangePasswordAsync(ConsoleClient session, string current, string next) => session.PostAsync(
        "/console/session/password", JsonSerializer.Serialize(new { currentPassword = current, newPassword = next }));
}
