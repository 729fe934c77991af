using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>An operator's own password, e-mail address and user name change only with its current password, in every dialect.</summary>
[Collection<NativeApp>]
public sealed class CurrentPasswordTests(AppFixture fixture)
{
    private const string Current = "Battery-Staple-7";

    private readonly App app = fixture.App;

    private static int last;

    /// <summary>Of each dialect: the verb, the path with the operator's id, number or name, and the body without its end.</summary>
    public static TheoryData<string, string, string, string, HttpStatusCode, HttpStatusCode> Changes => new()
    {
        {
            "PATCH", "/v4/Operator/{guid}", """{"Password":"Another-Staple-8" """,
            "CurrentPassword", HttpStatusCode.Forbidden, HttpStatusCode.NoContent
        },
        { "PATCH", "/v4/Operator/{guid}", """{"Email":"{new}" """, "CurrentPassword", HttpStatusCode.Forbidden, HttpStatusCode.NoContent },
        {
            "PUT", "/v4/Operator/{guid}", """{"FullName":"A B","Email":"{new}" """,
            "CurrentPassword", HttpStatusCode.Forbidden, HttpStatusCode.NoContent
        },
        { "PUT", "/api/v1/users/self/update", """{"email":"{new}" """, "currentPassword", HttpStatusCode.BadRequest, HttpStatusCode.OK },
        { "POST", "/v1/self/update", """{"email":"{new}" """, "currentPassword", HttpStatusCode.BadRequest, HttpStatusCode.OK },
        {
            "PUT", "/api/v1/users/{number}", """{"username":"{name}","firstName":"A","lastName":"B","email":"{new}" """,
            "currentPassword", HttpStatusCode.BadRequest, HttpStatusCode.OK
        },
        {
            "PUT", "/api/v1/users/{number}", """{"username":"{new}","firstName":"A","lastName":"B","email":"someone@demo.example" """,
            "currentPassword", HttpStatusCode.BadRequest, HttpStatusCode.OK
        },
        {
            "POST", "/userservice/management/v1/users/{name}/update.json", """{"emailAddress":"{new}" """,
            "currentPassword", HttpStatusCode.BadRequest, HttpStatusCode.OK
        },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task An_own_change_needs_the_current_password(
        string verb, string path, string body, string member, HttpStatusCode refused, HttpStatusCode done)
    {
        var itself = await app.BackDoor.NewPartnerAsync();
        string Filled(string text) => text.Replace("{guid}", itself.OperatorGuid, StringComparison.Ordinal)
            .Replace("{number}", "1", StringComparison.Ordinal).Replace("{name}", itself.UserName, StringComparison.Ordinal)
            .Replace("{new}", $"own-{Interlocked.Increment(ref last)}@demo.example", StringComparison.Ordinal);
        var token = app.Anonymous.WithToken((await app.SignInAsync(itself)).AccessToken);
        var apiUser = app.As(await app.RegisterAsync(itself));

        foreach (var caller in (ApiClient[])[apiUser, token])
        {
            Assert.Contains("only with its current password", (await SendAsync(caller, "}")).Is(refused).Body, StringComparison.Ordinal);
            Assert.Contains(
                "The current password is wrong.",
                (await SendAsync(caller, $$""","{{member}}":"Battery-Staple-6"}""")).Is(refused).Body, StringComparison.Ordinal);
        }
        (await app.AsOperator(itself).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await SendAsync(token, $$""","{{member}}":"{{Current}}"}""")).Is(done);

        Task<Answer> SendAsync(ApiClient caller, string end) =>
            caller.SendAsync(new(verb), Filled(path), ApiClient.Json(Encoding.UTF8.GetBytes(Filled(body) + end)));
    }

    [Fact]
    public async Task Wrong_current_passwords_count_as_failed_sign_ins()
    {
        var itself = await app.BackDoor.NewOperatorAsync();
        var caller = app.As(await app.RegisterAsync(itself));
        for (var i = 0; i < 5; i++)
            await caller.PutJsonAsync("/api/v1/users/self/update", """{"email":"x@demo.example","currentPassword":"Wrong-Staple-7"}""");

        var locked = await caller.PutJsonAsync(
            "/api/v1/users/self/update", $$"""{"email":"x@demo.example","currentPassword":"{{Current}}"}""");

        locked.Is(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Other_members_and_other_operators_need_no_password()
    {
        var partner = await app.BackDoor.NewPartnerAsync();
        var other = await app.BackDoor.NewOperatorAsync(partner.Pid);
        var caller = app.As(await app.RegisterAsync(partner));

        (await caller.PutJsonAsync("/api/v1/users/self/update", """{"firstName":"B","email":"someone@demo.example"}"""))
            .Is(HttpStatusCode.OK);
        (await caller.PatchJsonAsync($"/v4/Operator/{other.OperatorGuid}", """{"Password":"Another-Staple-8"}"""))
            .Is(HttpStatusCode.NoContent);
    }
}
