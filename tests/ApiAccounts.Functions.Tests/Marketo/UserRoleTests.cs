using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Marketo;

[Collection<MarketoApp>]
public sealed class UserRoleTests(AppFixture fixture) : MarketoTest(fixture)
{
    [Fact]
    public async Task Roles_and_workspaces_are_listed()
    {
        var number = await NewRoleAsync("Nightly", isApiOnly: true, RolePermission.AccessApi);
        var roles = (await Api.GetAsync($"{Users}/roles.json")).Is(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        Assert.Equal(
            ["1 Admin system True", "2 Standard User system False", "3 API Only system False", $"{number} Nightly custom False"],
            roles.Select(Text));
        Assert.Equal("19700101T00:00:00.0t+0000", roles[0].GetProperty("createdAt").GetString());
        Assert.Equal((false, true), (roles[0].GetProperty("hidden").GetBoolean(), roles[0].GetProperty("onlyAllZones").GetBoolean()));
        Assert.Matches(@"^\d{8}T\d\d:\d\d:\d\d\.\d{1,3}t\+0000$", roles[3].GetProperty("createdAt").GetString());
        Assert.Equal(
            """[{"id":1,"name":"Default","description":"The workspace that every account has.","status":"active","globalViz":0,"currencyInfo":{}}]""",
            (await Api.GetAsync($"{Users}/workspaces.json")).Is(HttpStatusCode.OK).Body);

        static string Text(JsonElement role) => string.Create(
            CultureInfo.InvariantCulture,
            $"{role.GetProperty("id")} {role.GetProperty("name")} {role.GetProperty("type")} {role.GetProperty("isOnlyAllZones")}");
    }

    [Fact]
    public async Task Roles_are_given_and_taken_with_a_bare_array_or_an_input()
    {
        var (user, number) = (await NewUserAsync(), await NewRoleAsync("Auditor", isApiOnly: false, RolePermission.ReadAudit));
        Assert.Equal(["2 1"], await ChangeAsync(user, "create", """[{"accessRoleId":2,"workspaceId":1,"unknown":true}]"""));
        Assert.Equal(["2 1", $"{number} 0", $"{number} 1"], await ChangeAsync(
            user, "create", $$""" {"input":[{"accessRoleId":{{number}},"workspaceId":0},{"accessRoleId":{{number}},"workspaceId":1}]}"""));
        // once more
        Assert.Equal(["2 1", $"{number} 0", $"{number} 1"], await ChangeAsync(user, "create", """[{"accessRoleId":2,"workspaceId":1}]"""));
        Assert.Equal([$"{number} 0", $"{number} 1"], await ChangeAsync(user, "delete", """ [{"accessRoleId":2,"workspaceId":1}]"""));
        Assert.Equal([$"{number} 1"], await ChangeAsync(user, "delete", $$"""{"input":[{"accessRoleId":{{number}},"workspaceId":0}]}"""));
        Assert.Equal([$"{number} 1"], await ChangeAsync(user, "delete", """[{"accessRoleId":2,"workspaceId":1}]""")); // not held
        Assert.Equal([$"{number} 1"], Pairs(await Api.GetAsync(PathOf(user, "roles.json"))));
        Assert.Equal("Auditor", (await Api.GetAsync(PathOf(user, "roles.json"))).Json[0].GetProperty("accessRoleName").GetString());
    }

    [Fact]
    public async Task What_a_role_allows_its_holder_may_do_at_once_and_no_longer_when_it_is_taken()
    {
        var number = await NewRoleAsync("Auditor", isApiOnly: false, RolePermission.ReadAudit);
        var user = await NewUserAsync();
        var caller = App.As(await App.RegisterAsync(new SeededOperator(user.Id, user.UserName, "Battery-Staple-7")));
        (await caller.GetAsync("/api/v1/audit")).Is(HttpStatusCode.Forbidden);
        await ChangeAsync(user, "create", $$"""[{"accessRoleId":{{number}},"workspaceId":1}]""");
        (await caller.GetAsync("/api/v1/audit")).Is(HttpStatusCode.OK);

        (await Api.PutJsonAsync($"/api/v1/roles/{number}", """{"name":"Auditor","description":"","apiOnly":false,"permissions":[]}"""))
            .Is(HttpStatusCode.OK);
        (await caller.GetAsync("/api/v1/audit")).Is(HttpStatusCode.Forbidden);
        (await Api.PutJsonAsync($"/api/v1/roles/{number}",
            """{"name":"Auditor","description":"","apiOnly":false,"permissions":["readAudit"]}""")).Is(HttpStatusCode.OK);
        (await caller.GetAsync("/api/v1/audit")).Is(HttpStatusCode.OK);
        await ChangeAsync(user, "delete", $$"""[{"accessRoleId":{{number}},"workspaceId":1}]""");
        (await caller.GetAsync("/api/v1/audit")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_role_Admin_makes_an_administrator_in_every_dialect()
    {
        var user = await NewUserAsync();
        Assert.Equal(["1 0"], await ChangeAsync(user, "create", """[{"accessRoleId":1,"workspaceId":0}]"""));
        var path = string.Create(CultureInfo.InvariantCulture, $"/api/v1/users/{user.Id.UserId}");
        Assert.True((await Api.GetAsync(path)).Is(HttpStatusCode.OK).Json.GetProperty("isAdmin").GetBoolean());
        (await Api.DeleteAsync($"/v4/Operator/{user.Id}/Authorization/AccountAdministrator")).Is(HttpStatusCode.NoContent);
        Assert.Empty(Pairs(await Api.GetAsync(PathOf(user, "roles.json"))));
    }

    [Theory]
    [InlineData("""[{"accessRoleId":3,"workspaceId":1}]""", "1003",
        "An API-only role can be assigned only to an API-only user: both the role and the user must be API-only.")]
    [InlineData("""[{"accessRoleId":4000000,"workspaceId":1}]""", "1003", "These roles do not exist: 4000000.")]
    [InlineData("""[{"accessRoleId":2,"workspaceId":9}]""", "1003", "These workspaces do not exist: 9.")]
    [InlineData("""[{"accessRoleId":2}]""", "609", "$[0].workspaceId is missing.")]
    [InlineData("""{"input":[{"workspaceId":1}]}""", "609", "$.input[0].accessRoleId is missing.")]
    [InlineData("""{"input":[null]}""", "609", "The value of $.input[0] is null.")]
    [InlineData("""{"roles":[]}""", "609", "input is missing.")]
    [InlineData("""[{"accessRoleId":"2","workspaceId":1}]""", "609",
        "The value of $[0].accessRoleId is of the wrong type (line 1, byte 21).")]
    [InlineData("", "609", "The body is not a JSON object of the right form (line 1, byte 1).")]
    public async Task Roles_that_cannot_be_given_are_refused(string body, string code, string message)
    {
        var user = await NewUserAsync();
        var answer = await Api.PostJsonAsync(PathOf(user, "roles/create.json"), body);
        Assert.Equal(code, CodeOf(answer, HttpStatusCode.BadRequest));
        Assert.Equal(message, answer.Json.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Empty(Pairs(await Api.GetAsync(PathOf(user, "roles.json"))));
    }

    [Fact]
    public async Task An_API_only_user_keeps_a_role_for_such()
    {
        var user = await NewUserAsync(isApiOnly: true, new RoleAssignment(BuiltInRoles.ApiOnly, Workspaces.Default));
        var answer = await Api.PostJsonAsync(PathOf(user, "roles/delete.json"), """[{"accessRoleId":3,"workspaceId":1}]""");
        Assert.Equal("1003", CodeOf(answer, HttpStatusCode.BadRequest));
        Assert.Equal(
            "An API-only user must have an API-only role: both the user and the role must be API-only.",
            answer.Json.GetProperty("errors")[0].GetProperty("message").GetString());
        Assert.Equal(["3 1"], Pairs(await Api.GetAsync(PathOf(user, "roles.json"))));
    }

    [Fact]
    public async Task Nobody_gives_more_than_it_has()
    {
        var user = await NewUserAsync();
        var caller = await NewCallerAsync(RolePermission.AccessUsers, RolePermission.AccessUserManagementApi);
        var auditor = await NewRoleAsync("Auditor", isApiOnly: false, RolePermission.ReadAudit);
        Assert.Equal(
            "603",
            CodeOf(await caller.PostJsonAsync(PathOf(user, "roles/create.json"), $$"""[{"accessRoleId":{{auditor}},"workspaceId":0}]"""),
                HttpStatusCode.Forbidden));
        Assert.Equal(
            "603",
            CodeOf(await caller.PostJsonAsync(PathOf(user, "roles/create.json"), """[{"accessRoleId":1,"workspaceId":0}]"""),
                HttpStatusCode.Forbidden));
        Assert.Equal(
            ["2 0"], Pairs(await caller.PostJsonAsync(PathOf(user, "roles/create.json"), """[{"accessRoleId":2,"workspaceId":0}]""")));
    }

    private async Task<IEnumerable<string>> ChangeAsync(Operator user, string call, string body) =>
        Pairs(await Api.PostJsonAsync(PathOf(user, $"roles/{call}.json"), body));

    /// <summary>The numbers of roles and workspaces.</summary>
    private static List<string> Pairs(Answer answer) =>
    [
        .. answer.Is(HttpStatusCode.OK).Json.EnumerateArray()
            .Select(pair => $"{pair.GetProperty("accessRoleId")} {pair.GetProperty("workspaceId")}"),
    ];
}
