using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Mail;

/// <summary>
/// A user name that is an e-mail address belongs to whoever proves it by a mail, in every dialect. Until then nobody learns whether other
/// partners have it.
/// </summary>
[Collection<MailServerApp>]
public sealed class NameOwnershipTests(MailFixture fixture) : IAsyncLifetime
{
    private const string Password = "Battery-Staple-7";
    private const string Confirm = "Confirm your e-mail address";

    private static int last;

    private readonly App app = fixture.App;
    private readonly string name = NewEmail();
    private SeededOperator squatters = null!;
    private SeededOperator owners = null!;

    /// <summary>Of each dialect: the request that creates an operator, and its answer.</summary>
    public static TheoryData<string, string, int> Creations => new()
    {
        { "/v4/Operator", """{"FullName":"Ada A","Email":"{name}","Password":"Another-Staple-8"}""", 201 },
        { "/api/v1/users", """{"username":"{name}","firstName":"Ada","lastName":"A","email":"{name}"}""", 201 },
        { "/v1/users/", """{"username":"{name}","firstName":"Ada","lastName":"A","email":"{name}"}""", 201 },
        {
            "/userservice/management/v1/users/invite.json",
            """{"emailAddress":"{name}","firstName":"Ada","lastName":"A","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""", 200
        },
        { "/api/v1/invitations", """{"email":"{name}","firstName":"Ada","lastName":"A","roles":[{"roleId":2}]}""", 201 },
    };

    public async ValueTask InitializeAsync() =>
        (squatters, owners) = (await app.BackDoor.NewPartnerAsync(), await app.BackDoor.NewPartnerAsync());

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task A_name_of_another_partner_is_given_as_a_free_one_is(string path, string body, int status)
    {
        var (api, free) = (app.As(await app.RegisterAsync(owners)), NewEmail());
        await SquatAsync("LOCKED");

        var (first, second) = (await CreateAsync(api, path, body, free), await CreateAsync(api, path, body, name));

        Assert.Equal((status, status), ((int)first.Status, (int)second.Status));
        Assert.Equal(Shape(first, free), Shape(second, name));
        Assert.Equal(409, (int)(await CreateAsync(api, path, body, name)).Status); // within the partner
    }

    [Theory]
    [InlineData(
        "PUT", "/api/v1/users/{id}", """{"username":"{name}","firstName":"A","lastName":"B","email":"someone@demo.example"}""", 200)]
    [InlineData("PATCH", "/v4/Operator/{guid}", """{"Email":"{name}"}""", 204)]
    public async Task A_user_is_renamed_to_a_name_of_another_partner(string verb, string path, string body, int status)
    {
        var (api, user) = (app.As(await app.RegisterAsync(owners)), await app.BackDoor.NewOperatorAsync(owners.Pid));
        await SquatAsync("ACTIVE");
        path = path.Replace("{id}", user.Id.UserId.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{guid}", user.OperatorGuid, StringComparison.Ordinal);

        using var content = ApiClient.Json(
            System.Text.Encoding.UTF8.GetBytes(body.Replace("{name}", name, StringComparison.Ordinal)));
        Assert.Equal(status, (int)(await api.SendAsync(new(verb), path, content)).Status);
    }

    [Theory]
    [InlineData("ACTIVE")]
    [InlineData("LOCKED")]
    public async Task Whoever_opens_the_mailed_link_gets_the_name_and_the_other_yields(string status)
    {
        var squatter = await SquatAsync(status);
        await CreateAsync(app.As(await app.RegisterAsync(owners)), "/v4/Operator", Creation("/v4/Operator"), name);
        Assert.Equal(name, await NameOfAsync(squatter));

        (await ConfirmAsync((await fixture.Server.MailToAsync(name, Confirm)).Token)).Is(HttpStatusCode.NoContent);

        var renamed = $"renamed-{squatter.Id.UserId}-{squatters.Pid}";
        Assert.Equal(renamed, await NameOfAsync(squatter));
        Assert.Equal(
            [$"userName: {name} -> {renamed}"], await AuditedAsync(squatter.Id.UserId));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(name, "Another-Staple-8"));
        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(name, Password));
        Assert.Equal(status == "ACTIVE" ? HttpStatusCode.OK : HttpStatusCode.BadRequest, await SignInAsync(renamed, Password));
    }

    [Fact]
    public async Task Who_yields_is_told_by_mail_at_its_own_address()
    {
        var mine = NewEmail();
        var squatter = await app.BackDoor.CreateAsync(squatters.Pid, new(name, mine, Password) { FirstName = "Eve" });
        Assert.True(squatter.TryGet(out var eve, out _));
        await CreateAsync(app.As(await app.RegisterAsync(owners)), "/v4/Operator", Creation("/v4/Operator"), name);
        (await ConfirmAsync((await fixture.Server.MailToAsync(name, Confirm)).Token)).Is(HttpStatusCode.NoContent);

        var mail = await fixture.Server.MailToAsync(mine, "Your user name was changed");
        Assert.Contains($"The user name of your account was {name}.", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"Your user name is now \"renamed-{eve.Id.UserId}-{squatters.Pid}\".", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Server.Mails, sent => sent.To.Contains(name) && sent.Subject == mail.Subject);
    }

    [Fact]
    public async Task An_accepted_invitation_proves_the_name()
    {
        var squatter = await SquatAsync("ACTIVE");
        await CreateAsync(app.As(await app.RegisterAsync(owners)), "/api/v1/invitations", Creation("/api/v1/invitations"), name);
        var token = (await fixture.Server.MailToAsync(name, "You are invited")).Token;

        (await app.Anonymous.PostJsonAsync(
            "/api/v1/invitations/accept", $$"""{"token":"{{token}}","password":"Another-Staple-8"}""")).Is(HttpStatusCode.OK);

        Assert.Equal($"renamed-{squatter.Id.UserId}-{squatters.Pid}", await NameOfAsync(squatter));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(name, "Another-Staple-8"));
    }

    [Fact]
    public async Task A_replaced_first_password_proves_the_name()
    {
        var squatter = await SquatAsync("ACTIVE");
        await CreateAsync(app.As(await app.RegisterAsync(owners)), "/api/v1/users", Creation("/api/v1/users"), name);
        var password = (await fixture.Server.MailToAsync(name, "Your account")).Password;
        var signedIn = app.Anonymous.WithToken((await app.SignInAsync(name, password)).AccessToken);

        (await signedIn.PutJsonAsync(
            "/v1/self/update-password", $$"""{"oldPassword":"{{password}}","newPassword":"Another-Staple-8"}""")).Is(HttpStatusCode.OK);

        Assert.Equal($"renamed-{squatter.Id.UserId}-{squatters.Pid}", await NameOfAsync(squatter));
    }

    [Fact]
    public async Task A_proven_name_is_still_given_but_not_signed_in_with()
    {
        var api = app.As(await app.RegisterAsync(owners));
        await CreateAsync(api, "/v4/Operator", Creation("/v4/Operator"), name);
        (await ConfirmAsync((await fixture.Server.MailToAsync(name, Confirm)).Token)).Is(HttpStatusCode.NoContent);

        var late = await SquatAsync("ACTIVE");

        Assert.Equal(name, await NameOfAsync(late));
        Assert.Equal(HttpStatusCode.BadRequest, await SignInAsync(name, Password));
        Assert.Equal(HttpStatusCode.OK, await SignInAsync(name, "Another-Staple-8"));
    }

    [Fact]
    public async Task A_link_to_an_address_that_is_not_the_user_name_takes_no_name()
    {
        var squatter = await SquatAsync("ACTIVE");
        var (api, email) = (app.As(await app.RegisterAsync(owners)), NewEmail());
        (await api.PostJsonAsync(
            "/api/v1/users", $$"""{"username":"{{name}}","firstName":"A","lastName":"B","email":"{{email}}"}"""))
            .Is(HttpStatusCode.Created);
        var password = (await fixture.Server.MailToAsync(email, "Your account")).Password;
        var signedIn = app.Anonymous.WithToken((await app.SignInAsync(name, password)).AccessToken);
        (await signedIn.PutJsonAsync(
            "/v1/self/update-password", $$"""{"oldPassword":"{{password}}","newPassword":"Another-Staple-8"}""")).Is(HttpStatusCode.OK);

        Assert.Equal(name, await NameOfAsync(squatter));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK), (await SignInAsync(name, Password), await SignInAsync(name, "Another-Staple-8")));
    }

    [Fact]
    public async Task A_user_of_this_partner_is_found_by_a_name_that_others_have_too()
    {
        var squatter = await SquatAsync("ACTIVE");
        await CreateAsync(app.As(await app.RegisterAsync(owners)), "/v4/Operator", Creation("/v4/Operator"), name);

        foreach (var administrator in new[] { squatters, owners })
        {
            var user = await app.As(await app.RegisterAsync(administrator)).GetAsync($"/userservice/management/v1/users/{name}/user.json");
            Assert.Equal(name, user.Is(HttpStatusCode.OK).Text("userid"));
            Assert.Equal(administrator == squatters ? squatter.Id.UserId : 2, user.Json.GetProperty("id").GetUInt32());
        }
    }

    /// <summary>The first operator of the other partner with the name, with a password that its administrator set.</summary>
    private async Task<Operator> SquatAsync(string status)
    {
        var made = await app.BackDoor.CreateAsync(
            squatters.Pid, new(name, "someone@demo.example", Password) { FirstName = "Eve", Status = OperatorStatus.Active });
        if (!made.TryGet(out var squatter, out var error)) throw new InvalidOperationException(error.Message);
        (await app.As(await app.RegisterAsync(squatters)).PutJsonAsync(
            $"/api/v1/users/{squatter.Id.UserId}",
            $$"""{"username":"{{name}}","firstName":"Eve","lastName":"E","email":"someone@demo.example","status":"{{status}}"}"""))
            .Is(HttpStatusCode.OK);
        return squatter;
    }

    private async Task<string> NameOfAsync(Operator user) =>
        (await app.As(await app.RegisterAsync(squatters)).GetAsync($"/api/v1/users/{user.Id.UserId}"))
            .Is(HttpStatusCode.OK).Text("username");

    private async Task<IReadOnlyList<string>> AuditedAsync(uint userId)
    {
        var rows = await app.BackDoor.RowsAsync($"{squatters.Pid:x8}");
        return
        [
            .. rows.Where(row => row.GetString("Action") == "UserNameYielded")
                .Select(row => JsonElement.Parse(row.GetString("Changes")!)[0])
                .Select(change => $"{change.GetProperty("field")}: {change.GetProperty("before")} -> {change.GetProperty("after")}"),
        ];
    }

    private async Task<HttpStatusCode> SignInAsync(string userName, string password) => (await app.Anonymous.PostFormAsync(
        "/oauth/token", ("grant_type", "password"), ("client_id", "console"), ("username", userName), ("password", password))).Status;

    private Task<Answer> ConfirmAsync(string token) =>
        app.Anonymous.PostJsonAsync("/api/v1/email-confirmations", $$"""{"token":"{{token}}"}""");

    private static Task<Answer> CreateAsync(ApiClient api, string path, string body, string userName) =>
        api.PostJsonAsync(path, body.Replace("{name}", userName, StringComparison.Ordinal));

    private static string Creation(string path) => Creations.Single(row => row.Data.Item1 == path).Data.Item2;

    /// <summary>The members of an answer, and the values that are not its own.</summary>
    private static string Shape(Answer answer, string userName) => answer.Json.ValueKind == JsonValueKind.Object
        ? string.Join(',', answer.Json.EnumerateObject().Select(
            member => member.Value.ToString() == userName ? $"{member.Name} is the name" : member.Name))
        : answer.Body;

    private static string NewEmail() => $"owner-{Interlocked.Increment(ref last)}@demo.example";
}
