using System.Text.Json;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>What the routes under <c>/v4/Operator</c> do and answer.</summary>
[Collection<UptrendsApp>]
public sealed class OperatorTests(AppFixture fixture)
{
    private const string Unknown = "01234567-89ab-4cde-8f01-23456789abcd";

    private static readonly string[] Members = ["OperatorGuid", "Hash", "FullName", "Email", "IsAccountAdministrator", "AllowNativeLogin"];

    private readonly App app = fixture.App;

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "/v4/Operator" },
        { "POST", "/v4/Operator" },
        { "GET", "/v4/Operator/" + Unknown },
        { "PUT", "/v4/Operator/" + Unknown },
        { "PATCH", "/v4/Operator/" + Unknown },
        { "DELETE", "/v4/Operator/" + Unknown },
        { "GET", "/v4/Operator/" + Unknown + "/Authorization" },
        { "POST", "/v4/Operator/" + Unknown + "/Authorization/AccountAccess" },
        { "DELETE", "/v4/Operator/" + Unknown + "/Authorization/AccountAccess" },
        { "GET", "/v4/OperatorGroup" },
        { "POST", "/v4/OperatorGroup" },
        { "GET", "/v4/OperatorGroup/" + Unknown },
        { "PUT", "/v4/OperatorGroup/" + Unknown },
        { "DELETE", "/v4/OperatorGroup/" + Unknown },
        { "GET", "/v4/OperatorGroup/" + Unknown + "/Member" },
        { "GET", "/v4/Account" },
        { "GET", "/v4/Operator/" + Unknown + "/OperatorGroup" },
        { "GET", "/v4/OperatorGroup/" + Unknown + "/Authorization" },
        { "POST", "/v4/OperatorGroup/" + Unknown + "/Authorization/AccountAccess" },
        { "DELETE", "/v4/OperatorGroup/" + Unknown + "/Authorization/AccountAccess" },
        { "POST", "/v4/OperatorGroup/" + Unknown + "/Member/" + Unknown },
        { "DELETE", "/v4/OperatorGroup/" + Unknown + "/Member/" + Unknown },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_route_refuses_a_caller_without_right_credentials_and_one_that_has_ended(string method, string path)
    {
        var account = await app.RegisterAsync();
        foreach (var caller in (ApiClient[])[app.Anonymous, app.Administrator, app.AsOperator(account.UserName, "wrong")])
        {
            var refused = (await caller.SendAsync(new(method), path)).Is(HttpStatusCode.Unauthorized);
            Assert.Equal(
                "The credentials are missing or wrong. This path takes the user name and secret of an API user, or an access token.",
                refused.UptrendsMessage);
        }
        await app.BackDoor.SetAsync(account, "IsEnabled", false);
        (await app.As(account).SendAsync(new(method), path)).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_operator_that_is_made_has_its_fields_and_signs_in_with_its_email_address()
    {
        var (administrator, caller) = await NewAsync();

        var created = await caller.PostJsonAsync(
            "/v4/Operator",
            """
            {"FullName":"Grace van Example","Email":"Grace-1@Partner.Example","Password":"Correct-Horse-7","AllowSingleSignon":true,"IsOnDuty":false,
             "MobilePhone":null,"TimeZoneId":53,"SetupMode":"Manual","OperatorRole":"Unspecified","Newsletter":{"Monthly":true},
             "OperatorGuid":"nonsense","Hash":"nonsense","IsAccountAdministrator":true,"CultureName":"de-DE","CultureNameSpecified":false}
            """);

        created.Is(HttpStatusCode.Created);
        Assert.Equal($"/v4/Operator/{created.Text("OperatorGuid")}", created.Header("Location"));
        Assert.Equal(
            [.. Members, "AllowSingleSignon", "IsOnDuty", "MobilePhone", "OperatorRole", "SetupMode", "TimeZoneId"],
            Answer.Names(created.Json));
        Assert.Equal(
            ("Grace van Example", "Grace-1@Partner.Example", "Manual"),
            (created.Text("FullName"), created.Text("Email"), created.Text("SetupMode")));
        Assert.False(created.Json.GetProperty("IsAccountAdministrator").GetBoolean());
        Assert.True(created.Json.GetProperty("AllowNativeLogin").GetBoolean());
        Assert.Equal(53, created.Json.GetProperty("TimeZoneId").GetInt32());
        Assert.Equal(JsonValueKind.Null, created.Json.GetProperty("MobilePhone").ValueKind);

        var found = (await caller.GetAsync(created.Header("Location")!)).Is(HttpStatusCode.OK);
        Assert.Equal(created.Body, found.Body);
        var registered = (await app.AsOperator("grace-1@partner.example", "Correct-Horse-7").PostAsync("/v4/Register"))
            .Is(HttpStatusCode.Created);
        Assert.Equal("Grace van Example", registered.Text("OperatorName"));
        var kept = (await FindAsync(created.Text("OperatorGuid"))).Value;
        Assert.Equal(
            ("Grace", "van Example", administrator.Pid, OperatorStatus.Active, false),
            (kept.FirstName, kept.LastName, kept.Id.Pid, kept.Status, kept.IsAdministrator));
    }

    [Fact]
    public async Task The_list_shows_with_the_right_all_and_without_itself()
    {
        var (administrator, caller) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var reader = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        (await AuthorizeAsync(caller, reader, "AccountAccess")).Is(HttpStatusCode.Created);
        var (asReader, asPlain) = (app.As(await app.RegisterAsync(reader)), app.As(await app.RegisterAsync(plain)));

        var list = (await caller.GetAsync("/v4/Operator")).Is(HttpStatusCode.OK);
        string[] all = [administrator.OperatorGuid, plain.OperatorGuid, reader.OperatorGuid];
        Assert.Equal(all, Guids(list));
        Assert.Equal(all, Guids((await asReader.GetAsync("/v4/Operator")).Is(HttpStatusCode.OK)));
        var own = (await asPlain.GetAsync("/v4/Operator")).Is(HttpStatusCode.OK);
        Assert.Equal([plain.OperatorGuid], Guids(own));

        var one = (await caller.GetAsync($"/v4/Operator/{plain.OperatorGuid}")).Is(HttpStatusCode.OK);
        Assert.Equal(one.Body, list.Json[1].GetRawText());
        Assert.Equal(one.Body, own.Json[0].GetRawText());
    }

    [Fact]
    public async Task A_put_needs_the_name_and_the_address_and_leaves_what_it_does_not_hold()
    {
        var (administrator, caller) = await NewAsync();
        var path = $"/v4/Operator/{administrator.OperatorGuid}";
        (await caller.PatchJsonAsync(path, """{"MobilePhone":"+49 30 1","IsOnDuty":true}""")).Is(HttpStatusCode.NoContent);

        Assert.Equal(
            "FullName is missing.", (await caller.PutJsonAsync(path, """{"Email":"a@b"}""")).Is(HttpStatusCode.BadRequest).UptrendsMessage);
        Assert.Equal(
            "Email is missing.", (await caller.PutJsonAsync(path, """{"FullName":"A B"}""")).Is(HttpStatusCode.BadRequest).UptrendsMessage);
        Assert.Equal(
            "Email is missing.",
            (await caller.PutJsonAsync(path, """{"FullName":"A B","Email":"a@b","EmailSpecified":false}"""))
                .Is(HttpStatusCode.BadRequest).UptrendsMessage);
        var put = await caller.PutJsonAsync(
            path,
            """{"fullname":"Grace Example","Email":"someone@demo.example","IsOnDuty":null,"MobilePhone":"x","MobilePhoneSpecified":false}""");

        Assert.Equal("", put.Is(HttpStatusCode.NoContent).Body);
        var found = await caller.GetAsync(path);
        Assert.Equal(("Grace Example", "+49 30 1"), (found.Text("FullName"), found.Text("MobilePhone")));
        Assert.Equal(JsonValueKind.Null, found.Json.GetProperty("IsOnDuty").ValueKind);
        Assert.Equal(administrator.UserName, (await FindAsync(administrator.OperatorGuid)).Value.UserName); // its address was not changed
    }

    [Fact]
    public async Task What_was_read_can_be_sent_back_and_changes_nothing()
    {
        var (administrator, caller) = await NewAsync();
        var path = $"/v4/Operator/{administrator.OperatorGuid}";
        (await caller.PatchJsonAsync(path, """{"AllowSingleSignon":true,"TimeZoneId":4}""")).Is(HttpStatusCode.NoContent);
        var before = await caller.GetAsync(path);

        (await caller.PutJsonAsync(path, before.Body)).Is(HttpStatusCode.NoContent);

        Assert.Equal(before.Body, (await caller.GetAsync(path)).Body);
    }

    [Fact]
    public async Task A_hash_that_is_not_the_current_one_is_a_conflict()
    {
        var (administrator, caller) = await NewAsync();
        var path = $"/v4/Operator/{administrator.OperatorGuid}";
        var hash = (await caller.GetAsync(path)).Text("Hash");
        Assert.Matches("^[0-9A-Za-z_-]+$", hash);
        (await caller.PatchJsonAsync(path, $$"""{"FullName":"First Change","Hash":"{{hash}}"}""")).Is(HttpStatusCode.NoContent);

        foreach (var wrong in (string[])[hash, "nonsense", "!", "ÿ"])
        {
            var refused = await caller.PatchJsonAsync(path, $$"""{"FullName":"Second Change","Hash":"{{wrong}}"}""");
            Assert.Equal("The operator has changed since it was read.", refused.Is(HttpStatusCode.Conflict).UptrendsMessage);
        }
        Assert.Equal("First Change", (await caller.GetAsync(path)).Text("FullName"));
    }

    [Fact]
    public async Task A_plain_operator_may_see_and_change_itself_and_raise_nothing()
    {
        var (administrator, _) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var caller = app.As(await app.RegisterAsync(plain));
        var path = $"/v4/Operator/{plain.OperatorGuid}";

        (await caller.PatchJsonAsync(path,
            """{"FullName":"New Name","Password":"Another-Horse-8","CurrentPassword":"Battery-Staple-7","IsAccountAdministrator":true,"OperatorRole":"Administrator"}"""))
            .Is(HttpStatusCode.NoContent);

        var found = (await caller.GetAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal(("New Name", "Administrator"), (found.Text("FullName"), found.Text("OperatorRole")));
        Assert.False(found.Json.GetProperty("IsAccountAdministrator").GetBoolean());
        (await app.AsOperator(plain.UserName, "Another-Horse-8").PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await app.AsOperator(plain).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(
            "An operator cannot enable or disable its own sign-in with a password.",
            (await caller.PatchJsonAsync(path, """{"AllowNativeLogin":false}""")).Is(HttpStatusCode.Forbidden).UptrendsMessage);
        foreach (var (method, of) in new[]
        {
            ("POST", "/v4/Operator"), ("DELETE", path), ("POST", path + "/Authorization/AccountAccess"), (
                "DELETE", path + "/Authorization/AccountAccess"),
            ("GET", $"/v4/Operator/{administrator.OperatorGuid}"), ("PATCH", $"/v4/Operator/{administrator.OperatorGuid}"),
            ("GET", $"/v4/Operator/{administrator.OperatorGuid}/Authorization"), ("GET", "/v4/OperatorGroup"),
            ("POST", "/v4/OperatorGroup"),
        })
        {
            using var body = ApiClient.Json(
                """{"FullName":"A B","Email":"a@b","AuthorizationType":"AccountAdministrator","Description":"d"}"""u8.ToArray());
            var refused = await caller.SendAsync(new(method), of, body);
            Assert.Equal("The caller does not have the right to do this.", refused.Is(HttpStatusCode.Forbidden).UptrendsMessage);
        }
    }

    [Fact]
    public async Task Another_partners_operators_and_groups_do_not_exist()
    {
        var (foreign, foreignCaller) = await NewAsync();
        var group = (await foreignCaller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"Theirs"}""")).Text("OperatorGroupGuid");
        var (own, caller) = await NewAsync();

        foreach (var (method, path, what) in new[]
        {
            ("GET", $"/v4/Operator/{foreign.OperatorGuid}", "operator"), ("PUT", $"/v4/Operator/{foreign.OperatorGuid}", "operator"),
            ("PATCH", $"/v4/Operator/{foreign.OperatorGuid}", "operator"), ("DELETE", $"/v4/Operator/{foreign.OperatorGuid}", "operator"),
            ("GET", $"/v4/Operator/{foreign.OperatorGuid}/Authorization", "operator"),
            ("POST", $"/v4/Operator/{foreign.OperatorGuid}/Authorization/AccountAccess", "operator"),
            ("GET", $"/v4/Operator/{foreign.OperatorGuid}/OperatorGroup", "operator"),
            ("GET", $"/v4/OperatorGroup/{group}/Authorization", "group"), (
                "POST", $"/v4/OperatorGroup/{group}/Authorization/AccountAccess", "group"),
            ("DELETE", $"/v4/Operator/{foreign.OperatorGuid}/Authorization/AccountAdministrator", "operator"),
            ("GET", $"/v4/OperatorGroup/{group}", "group"), ("PUT", $"/v4/OperatorGroup/{group}", "group"), (
                "DELETE", $"/v4/OperatorGroup/{group}", "group"),
            ("GET", $"/v4/OperatorGroup/{group}/Member", "group"), (
                "POST", $"/v4/OperatorGroup/{group}/Member/{own.OperatorGuid}", "group"),
            ("DELETE", $"/v4/OperatorGroup/{group}/Member/{own.OperatorGuid}", "group"),
        })
        {
            using var body = ApiClient.Json(
                """{"FullName":"A B","Email":"a@b","AuthorizationType":"AccountAccess","Description":"d"}"""u8.ToArray());
            var refused = await caller.SendAsync(new(method), path, body);
            Assert.Equal($"There is no such {what}.", refused.Is(HttpStatusCode.NotFound).UptrendsMessage);
        }
        Assert.Equal([own.OperatorGuid], Guids(await caller.GetAsync("/v4/Operator")));
    }

    [Fact]
    public async Task What_is_no_operator_is_a_bad_request_or_not_there()
    {
        var (administrator, caller) = await NewAsync();
        var account = await app.RegisterAsync(administrator);
        (await caller.GetAsync("/v4/Operator/nonsense")).Is(HttpStatusCode.BadRequest);
        (await caller.GetAsync($"/v4/Operator/{Unknown}")).Is(HttpStatusCode.NotFound);
        (await caller.GetAsync($"/v4/Operator/{account.ApiUserGuid}")).Is(HttpStatusCode.NotFound);
        (await caller.GetAsync("/v4/OperatorGroup/nonsense")).Is(HttpStatusCode.BadRequest);
        (await caller.GetAsync($"/v4/OperatorGroup/{administrator.OperatorGuid}")).Is(HttpStatusCode.NotFound);
        var refused = (await caller.SendAsync(HttpMethod.Put, "/v4/Operator")).Is(HttpStatusCode.MethodNotAllowed);
        Assert.Equal("GET, HEAD, POST", refused.Header("Allow"));
    }

    [Fact]
    public async Task A_new_email_address_is_the_new_user_name()
    {
        var (administrator, caller) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        (await caller.PatchJsonAsync($"/v4/Operator/{plain.OperatorGuid}", """{"Email":"renamed-1@demo.example"}"""))
            .Is(HttpStatusCode.NoContent);

        (await app.AsOperator("renamed-1@demo.example", plain.Password).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await app.AsOperator(plain).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        var taken = await caller.PatchJsonAsync(
            $"/v4/Operator/{administrator.OperatorGuid}", """{"Email":"Renamed-1@demo.example","CurrentPassword":"Battery-Staple-7"}""");
        Assert.Equal("The user name is in use.", taken.Is(HttpStatusCode.Conflict).UptrendsMessage);
        var again = await caller.PostJsonAsync("/v4/Operator", $$"""{"FullName":"A B","Email":"{{plain.UserName}}"}""");
        again.Is(HttpStatusCode.Created);
        (await caller.PostJsonAsync("/v4/Operator", """{"FullName":"A B","Email":"renamed-1@demo.example"}""")).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_change_of_address_that_died_before_the_operator_was_written_holds_nothing()
    {
        var (administrator, caller) = await NewAsync();
        var store = app.BackDoor.Get<IOperatorStore>();
        Assert.True(await store.ClaimLoginAsync(LoginName.KeyOf("half-1@demo.example"), new(administrator.Id), null, default));

        (await app.AsOperator("half-1@demo.example", administrator.Password).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        (await app.AsOperator(administrator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await caller.PostJsonAsync("/v4/Operator", """{"FullName":"A B","Email":"half-1@demo.example","Password":"Correct-Horse-7"}"""))
            .Is(HttpStatusCode.Created);
        (await app.AsOperator("half-1@demo.example", "Correct-Horse-7").PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_change_of_address_that_died_before_the_old_name_was_free_has_left_it_free()
    {
        var (administrator, caller) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var store = app.BackDoor.Get<IOperatorStore>();
        Assert.True(await store.ClaimLoginAsync(LoginName.KeyOf("half-2@demo.example"), new(plain.Id), null, default));
        await app.BackDoor.SetAsync(plain, "UserName", "half-2@demo.example");

        (await app.AsOperator("half-2@demo.example", plain.Password).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await app.AsOperator(plain).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        (await caller.PostJsonAsync("/v4/Operator", $$"""{"FullName":"A B","Email":"{{plain.UserName}}"}""")).Is(HttpStatusCode.Created);
    }

    private async Task<(SeededOperator Administrator, ApiClient Caller)> NewAsync()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        return (administrator, app.As(await app.RegisterAsync(administrator)));
    }

    private async Task<Core.Kernel.Versioned<Operator>> FindAsync(string operatorGuid)
    {
        Assert.True(Core.Kernel.Ids.AccountId.TryParse(operatorGuid, out var id));
        return (await app.BackDoor.Get<IOperatorStore>().FindAsync(id.Pid, id.UserId, default))!;
    }

    private static Task<Answer> AuthorizeAsync(ApiClient caller, SeededOperator target, string type) =>
        caller.PostAsync($"/v4/Operator/{target.OperatorGuid}/Authorization/{type}");

    private static IEnumerable<string> Guids(Answer list) =>
        list.Json.EnumerateArray().Select(@operator => @operator.GetProperty("OperatorGuid").GetString()!);
}
