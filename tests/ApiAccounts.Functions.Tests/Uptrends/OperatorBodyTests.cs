using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>What a body under <c>/v4/Operator</c> and <c>/v4/OperatorGroup</c> may be.</summary>
[Collection<UptrendsApp>]
public sealed class OperatorBodyTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    /// <summary>A member beside a good name and address.</summary>
    public static TheoryData<string, string, string> BadMembers => new()
    {
        { "FullName", "7", "The value of $.FullName is of the wrong type" },
        { "FullName", "\"\\ud800\"", "The value of $.FullName is of the wrong type" },
        { "Email", "[]", "The value of $.Email is of the wrong type" },
        { "Password", "false", "The value of $.Password is of the wrong type" },
        { "Hash", "1", "The value of $.Hash is of the wrong type" },
        { "OperatorGuid", "{}", "The value of $.OperatorGuid is of the wrong type" },
        { "IsAccountAdministrator", "\"true\"", "The value of $.IsAccountAdministrator is of the wrong type" },
        { "AllowNativeLogin", "1", "The value of $.AllowNativeLogin is of the wrong type" },
        { "AllowNativeLoginSpecified", "1", "The value of $.AllowNativeLoginSpecified is of the wrong type." },
        { "MobilePhone", "7", "The value of $.MobilePhone is of the wrong type." },
        { "MobilePhone", "\"\\ud800\"", "The value of $.MobilePhone is of the wrong type." },
        { "mobilephone", "{}", "The value of $.MobilePhone is of the wrong type." },
        { "OutgoingPhoneNumberId", "\"7\"", "The value of $.OutgoingPhoneNumberId is of the wrong type." },
        { "BackupEmail", "true", "The value of $.BackupEmail is of the wrong type." },
        { "IsOnDuty", "\"yes\"", "The value of $.IsOnDuty is of the wrong type." },
        { "CultureName", "1", "The value of $.CultureName is of the wrong type." },
        { "TimeZoneId", "1.5", "The value of $.TimeZoneId is of the wrong type." },
        { "TimeZoneId", "1e400", "The value of $.TimeZoneId is of the wrong type." },
        { "SmsProvider", "1", "The value of $.SmsProvider is of the wrong type." },
        { "UseNumericSender", "0", "The value of $.UseNumericSender is of the wrong type." },
        { "AllowSingleSignon", "[]", "The value of $.AllowSingleSignon is of the wrong type." },
        { "DefaultDashboard", "{}", "The value of $.DefaultDashboard is of the wrong type." },
        { "SetupMode", "\"manual\"", "The value of $.SetupMode must be Manual or Invitation." },
        { "SetupMode", "1", "The value of $.SetupMode must be Manual or Invitation." },
        { "OperatorRole", "1", "The value of $.OperatorRole is of the wrong type." },
    };

    [Theory]
    [MemberData(nameof(BadMembers))]
    public async Task A_member_of_the_wrong_type_is_a_bad_request_that_names_it(string member, string value, string message)
    {
        var (path, caller) = await NewAsync();
        var body = $$"""{"FullName":"A B","Email":"nobody-at-all@demo.example","{{member}}":{{value}}}""";
        foreach (var answer in (Answer[])
        [
            await caller.PostJsonAsync("/v4/Operator", body), await caller.PutJsonAsync(path, body), await caller.PatchJsonAsync(
                path, $$"""{"{{member}}":{{value}}}"""),
        ])
            Assert.StartsWith(message, answer.Is(HttpStatusCode.BadRequest).UptrendsMessage, StringComparison.Ordinal);
    }

    /// <summary>What a public client sends for each member that its user did not set.</summary>
    private const string Unset = """
        "Password":"","MobilePhone":"","OutgoingPhoneNumberIdSpecified":false,"BackupEmail":"","IsOnDuty":false,"CultureNameSpecified":null,
        "TimeZoneId":"","TimeZoneIdSpecified":true,"SmsProvider":"","UseNumericSenderSpecified":false,"AllowNativeLogin":"",
        "AllowSingleSignonSpecified":false,"DefaultDashboard":"","SetupMode":"","OperatorRole":"","Hash":"","OperatorGuid":""
        """;

    [Fact]
    public async Task An_empty_string_is_a_member_that_is_not_set_and_is_left_out()
    {
        var (_, caller) = await NewAsync();
        var created = await caller.PostJsonAsync(
            "/v4/Operator", $$"""{"FullName":"Terra Form","Email":"terra-{{Guid.NewGuid()}}@demo.example",{{Unset}}}""");
        string[] members = ["OperatorGuid", "Hash", "FullName", "Email", "IsAccountAdministrator", "AllowNativeLogin", "IsOnDuty"];
        Assert.Equal(members, Answer.Names(created.Is(HttpStatusCode.Created).Json));

        var path = created.Header("Location")!;
        (await caller.PatchJsonAsync(path, """{"SetupMode":"Manual","TimeZoneId":53.0,"MobilePhone":"1"}""")).Is(HttpStatusCode.NoContent);
        var set = (await caller.GetAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal(
            ("Manual", "53", "1"), (set.Text("SetupMode"), set.Json.GetProperty("TimeZoneId").GetRawText(), set.Text("MobilePhone")));
        (await caller.PatchJsonAsync(path, $$"""{"FullName":"","Email":"",{{Unset}}}""")).Is(HttpStatusCode.NoContent);
        var unset = (await caller.GetAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal(members, Answer.Names(unset.Json));
        Assert.Equal("Terra Form", unset.Text("FullName"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("\"text\"")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string body)
    {
        var (path, caller) = await NewAsync();
        (await caller.PostJsonAsync("/v4/Operator", body)).Is(HttpStatusCode.BadRequest);
        (await caller.PutJsonAsync(path, body)).Is(HttpStatusCode.BadRequest);
        (await caller.PatchJsonAsync(path, body)).Is(HttpStatusCode.BadRequest);
        (await caller.PostJsonAsync("/v4/OperatorGroup", body)).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        var (path, caller) = await NewAsync();
        (await caller.PatchJsonAsync(path, $$"""{"Ignored":"{{new string('x', 1_048_576)}}"}""")).Is(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("""{"FullName":"","Email":"a@b"}""", "The full name must not be empty.")]
    [InlineData("""{"FullName":"A\nB","Email":"a@b"}""", "The full name must not contain U+000A (a control character).")]
    [InlineData("""{"FullName":"A B","Email":""}""", "The e-mail address must be a valid address of at most 254 characters.")]
    [InlineData("""{"FullName":"A B","Email":"nobody"}""", "The e-mail address must be a valid address of at most 254 characters.")]
    [InlineData("""{"FullName":"A B","Email":"a@b","Password":"short"}""", "The password must be 12 to 40 characters long.")]
    [InlineData("""{"FullName":"A B","Email":"a@b","Password":"alllowercase-1"}""", "The password must contain an upper-case letter.")]
    [InlineData("""{"FullName":"A B","Email":"horse@b","Password":"Xx-horse@b-12345"}""",
        "The password must not contain the user's name, e-mail address or id.")]
    public async Task A_value_that_is_not_allowed_is_forbidden(string body, string message)
    {
        var (path, caller) = await NewAsync();
        Assert.Equal(message, (await caller.PostJsonAsync("/v4/Operator", body)).Is(HttpStatusCode.Forbidden).UptrendsMessage);
        Assert.Equal(message, (await caller.PutJsonAsync(path, body)).Is(HttpStatusCode.Forbidden).UptrendsMessage);
    }

    [Fact]
    public async Task Texts_that_are_too_long_are_forbidden()
    {
        var (path, caller) = await NewAsync();
        Assert.Equal(
            "The full name must have at most 200 characters; it has 201.",
            (await caller.PatchJsonAsync(path, $$"""{"FullName":"{{new string('a', 201)}}"}"""))
                .Is(HttpStatusCode.Forbidden).UptrendsMessage);
        (await caller.PatchJsonAsync(path, $$"""{"Email":"{{new string('a', 253)}}@b"}""")).Is(HttpStatusCode.Forbidden);
        Assert.Equal(
            "The fields BackupEmail, MobilePhone must have at most 1000 characters in total; they have 1035.",
            (await caller.PatchJsonAsync(path, $$"""{"MobilePhone":"{{new string('1', 500)}}","BackupEmail":"{{new string('2', 500)}}"}"""))
                .Is(HttpStatusCode.Forbidden).UptrendsMessage);
        Assert.Equal(
            "The description of a group must have at most 255 characters; it has 256.",
            (await caller.PostJsonAsync("/v4/OperatorGroup", $$"""{"Description":"{{new string('a', 256)}}"}"""))
                .Is(HttpStatusCode.Forbidden).UptrendsMessage);
    }

    [Fact]
    public async Task The_guid_of_another_operator_in_the_body_is_forbidden()
    {
        var (path, caller) = await NewAsync();
        var refused = await caller.PatchJsonAsync(path, """{"OperatorGuid":"40000000-2000-8000-8080-000000000000"}""");
        Assert.Equal("OperatorGuid differs from the one in the path.", refused.Is(HttpStatusCode.Forbidden).UptrendsMessage);
        (await caller.PatchJsonAsync(path, """{"OperatorGuid":"nonsense"}""")).Is(HttpStatusCode.BadRequest);
    }

    private async Task<(string Path, ApiClient Caller)> NewAsync()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        return ($"/v4/Operator/{administrator.OperatorGuid}", app.As(await app.RegisterAsync(administrator)));
    }
}
