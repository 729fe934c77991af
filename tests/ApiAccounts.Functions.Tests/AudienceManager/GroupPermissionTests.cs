using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>What the members of a group may do is said, shown and enforced.</summary>
[Collection<AudienceManagerApp>]
public sealed class GroupPermissionTests(AppFixture fixture) : AudienceTest(fixture)
{
    [Theory]
    [InlineData("/api/v1/groups", "")]
    [InlineData("/api/v1/groups", "/")]
    [InlineData("/v1/groups", "")]
    [InlineData("/v1/groups", "/")]
    public async Task Permissions_are_replaced_as_a_whole_and_shown(string groups, string slash)
    {
        var path = $"{groups}/{Text(await NewGroupAsync())}/permissions{slash}";
        var user = Text(await NewUserAsync());
        Assert.Equal("[]", (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Body);

        var first = $$"""[{"objectType":"PARTNER","objectId":{{Pid}},"permissions":["ReadOperators","RecordUsage"]},{"objectType":"OPERATOR","objectId":{{user}},"permissions":["ReadApiUsers","ManageApiUsers"]}]""";
        Assert.Equal(first, (await Api.PutJsonAsync(path, first)).Is(HttpStatusCode.OK).Body);
        Assert.Equal(first, (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Body);

        var second = $$"""[{"objectType":"OPERATOR","objectId":{{user}},"permissions":[],"x":1},{"objectType":"PARTNER","objectId":{{Pid}},"permissions":["ReadAudit","ReadAudit"]}]""";
        var shown = $$"""[{"objectType":"PARTNER","objectId":{{Pid}},"permissions":["ReadAudit"]}]""";
        Assert.Equal(shown, (await Api.PutJsonAsync(path, second)).Is(HttpStatusCode.OK).Body);
        Assert.Equal(shown, (await Api.GetAsync(path)).Body);
        Assert.Equal("[]", (await Api.PutJsonAsync(path, "[]")).Is(HttpStatusCode.OK).Body);
    }

    [Theory]
    [InlineData("/api/v1/permissionable-object-types")]
    [InlineData("/api/v1/permissionable-object-types/")]
    [InlineData("/v1/permissionable-object-types")]
    [InlineData("/v1/permissionable-object-types/")]
    public async Task The_types_of_objects_are_listed(string path) => Assert.Equal(
        """["PARTNER","OPERATOR"]""",
        (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Body);

    [Theory]
    [InlineData("/api/v1/permissionable-object-types/OPERATOR", """{"wildcard":[],"perObject":["ReadApiUsers","ManageApiUsers"]}""")]
    [InlineData(
        "/v1/permissionable-object-types/PARTNER/",
        """{"wildcard":["ReadOperators","ManageOperators","ReadApiUsers","ManageApiUsers","RecordUsage","ReadAudit"],"perObject":[]}""")]
    public async Task The_permissions_over_a_type_are_listed(string path, string expected)
    {
        Assert.Equal(expected, (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Body);
        Problem.Is(
            await Api.GetAsync("/api/v1/permissionable-object-types/SEGMENT"), HttpStatusCode.NotFound, "Not Found", "not_found",
            "There is no such object type.");
    }

    [Theory]
    [InlineData("""[{"objectType":"PARTNER","objectId":PID,"permissions":["ManageRights"]}]""", "invalid_value", "$[0].permissions[0]",
        "A permission over PARTNER must be one of ReadOperators, ManageOperators, ReadApiUsers, ManageApiUsers, RecordUsage, ReadAudit.")]
    [InlineData("""[{"objectType":"OPERATOR","objectId":USER,"permissions":["ReadApiUsers","ReadAudit"]}]""", "invalid_value",
        "$[0].permissions[1]", "A permission over OPERATOR must be one of ReadApiUsers, ManageApiUsers.")]
    [InlineData("""[{"objectType":"GROUP","objectId":1,"permissions":[]}]""", "invalid_value", "$[0].objectType",
        "The object type must be one of PARTNER, OPERATOR.")]
    [InlineData("""[{"objectType":"PARTNER","objectId":1,"permissions":[]}]""", "invalid_value", "$[0].objectId",
        "The number of the partner must be PID; it is 1.")]
    [InlineData("""[{"objectType":"OPERATOR","objectId":USER,"permissions":[]},{"objectType":"OPERATOR","objectId":4000000000,"permissions":["ReadApiUsers"]}]""", "invalid_value", "$[1].objectId", "The operator 4000000000 does not exist.")]
    [InlineData("""[{"objectType":"OPERATOR","objectId":USER,"permissions":["ReadApiUsers"]},{"objectType":"OPERATOR","objectId":USER,"permissions":[]}]""", "invalid_value", "$[1].objectId", "The Operator USER occurs twice.")]
    [InlineData("""[null]""", "malformed_request", "$[0]", "The value of $[0] is null.")]
    [InlineData("""[{"objectId":1,"permissions":[]}]""", "malformed_request", "$[0].objectType", "objectType is missing.")]
    [InlineData("""[{"objectType":"PARTNER","permissions":[]}]""", "malformed_request", "$[0].objectId", "objectId is missing.")]
    [InlineData("""[{"objectType":"PARTNER","objectId":1}]""", "malformed_request", "$[0].permissions", "permissions is missing.")]
    [InlineData("""[{"objectType":"PARTNER","objectId":"1","permissions":[]}]""", "malformed_request", "$[0].objectId",
        "The value of $[0].objectId is of the wrong type (line 1, byte 40).")]
    [InlineData("""{"permissions":[]}""", "malformed_request", "$", "The body is not a JSON object of the right form (line 1, byte 2).")]
    public async Task What_is_not_right_is_refused_by_name_and_changes_nothing(string body, string code, string target, string detail)
    {
        var path = $"/api/v1/groups/{Text(await NewGroupAsync())}/permissions";
        var user = Text(await NewUserAsync());
        var kept = $$"""[{"objectType":"PARTNER","objectId":{{Pid}},"permissions":["ReadAudit"]}]""";
        (await Api.PutJsonAsync(path, kept)).Is(HttpStatusCode.OK);

        var answer = await Api.PutJsonAsync(path, Filled(body));

        Assert.Equal(new Problem(code, target, Filled(detail)), Problem.Of(answer, HttpStatusCode.BadRequest));
        Assert.Equal(kept, (await Api.GetAsync(path)).Body);

        string Filled(string text) => text.Replace("PID", Pid, StringComparison.Ordinal).Replace("USER", user, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_group_has_permissions_over_at_most_500_objects()
    {
        var items = Enumerable.Repeat("""{"objectType":"OPERATOR","objectId":1,"permissions":[]}""", 501);
        Assert.Equal(
            "A group must have permissions on at most 500 objects; there are 501.",
            Problem.Of(await Api.PutJsonAsync($"/api/v1/groups/{Text(await NewGroupAsync())}/permissions", $"[{string.Join(',', items)}]"),
                HttpStatusCode.BadRequest).Detail);
    }

    [Fact]
    public async Task Permissions_over_single_operators_show_in_lists_and_the_overview()
    {
        var (member, caller) = await NewCallerAsync();
        var (seen, _) = await NewCallerAsync();
        var (hidden, _) = await NewCallerAsync();
        var group = Text(await NewGroupAsync());
        (await Api.PutJsonAsync(PathOf(member), Body(member.UserName, $$""","groups":[{{group}}]"""))).Is(HttpStatusCode.OK);
        Assert.Equal([member.OperatorGuid], await OwnersAsync(caller));

        (await Api.PutJsonAsync($"/api/v1/groups/{group}/permissions",
            $$"""[{"objectType":"OPERATOR","objectId":{{seen.Id.UserId}},"permissions":["ReadApiUsers"]}]""")).Is(HttpStatusCode.OK);

        Assert.Equal(new[] { member.OperatorGuid, seen.OperatorGuid }.Order(StringComparer.Ordinal), await OwnersAsync(caller));
        Assert.Equal(
            new[] { member.OperatorGuid, seen.OperatorGuid }.Order(StringComparer.Ordinal),
            (await caller.GetAsync("/api/v1/api-users")).Json.GetProperty("list").EnumerateArray()
                .Select(row => row.GetProperty("operatorId").GetString()).Order(StringComparer.Ordinal));
        (await caller.GetAsync($"/v4/ApiUser/Operator/{seen.OperatorGuid}")).Is(HttpStatusCode.OK);
        (await caller.GetAsync($"/v4/ApiUser/Operator/{hidden.OperatorGuid}")).Is(HttpStatusCode.Forbidden);
        (await caller.PostJsonAsync($"/api/v1/operators/{seen.OperatorGuid}/api-users", """{"description":"d"}"""))
            .Is(HttpStatusCode.Forbidden);

        (await Api.PutJsonAsync($"/api/v1/groups/{group}/permissions", "[]")).Is(HttpStatusCode.OK);
        Assert.Equal([member.OperatorGuid], await OwnersAsync(caller));
    }

    [Fact]
    public async Task A_member_with_rights_over_operators_cannot_take_over_an_administrator()
    {
        var (member, caller) = await NewCallerAsync();
        var (equal, _) = await NewCallerAsync();
        var (_, victimApi) = await NewCallerAsync(isAdministrator: true);
        var victim = (await victimApi.GetAsync("/api/v1/users/self")).Json.GetProperty("userId").GetUInt32();
        var victimGuid = (await Api.GetAsync("/v4/Operator")).Json.EnumerateArray().Last().GetProperty("OperatorGuid").GetString();
        var victimApiUser = (await victimApi.GetAsync("/v4/ApiUser/Operator/" + victimGuid)).Json.EnumerateArray().Single()
            .GetProperty("ApiUserGuid").GetString();
        var group = Text(await NewGroupAsync());
        (await Api.PutJsonAsync(PathOf(member), Body(member.UserName, $$""","groups":[{{group}}]"""))).Is(HttpStatusCode.OK);
        (await Api.PutJsonAsync(
            $"/api/v1/groups/{group}/permissions",
            $$"""[{"objectType":"PARTNER","objectId":{{Pid}},"permissions":["ReadOperators","ManageOperators","ReadApiUsers","ManageApiUsers"]}]""")).Is(HttpStatusCode.OK);

        foreach (var answer in (Answer[])
        [
            await caller.PatchJsonAsync($"/v4/Operator/{victimGuid}", """{"Password":"Taken-Over-12345x"}"""),
            await caller.PatchJsonAsync($"/v4/Operator/{victimGuid}", """{"Email":"taken@over.example"}"""),
            await caller.DeleteAsync($"/v4/Operator/{victimGuid}"),
            await caller.PutJsonAsync($"/api/v1/users/{victim}", Body("taken@over.example")),
            await caller.DeleteAsync($"/api/v1/users/{victim}"),
            await caller.PostJsonAsync("/api/v1/users/bulk-delete", $"[{victim}]"),
            await caller.PostJsonAsync($"/api/v1/operators/{victimGuid}/api-users", """{"description":"d"}"""),
            await caller.PostJsonAsync($"/api/v1/operators/{victimGuid}/api-users/changes", """{"add":[{"description":"d"}]}"""),
            await caller.PostJsonAsync("/v4/ApiUser", $$"""{"OperatorGuid":"{{victimGuid}}","Description":"d"}"""),
            await caller.PostAsync($"/api/v1/api-users/{victimApiUser}/rotate"),
            await caller.PostJsonAsync("/api/v1/users", Body(NewName(), ""","isAdmin":true""")),
            await caller.PostJsonAsync("/api/v1/users", Body(NewName(), $$""","groups":[{{group}}]""")),
            await caller.PutJsonAsync(PathOf(member), Body(member.UserName, ""","isAdmin":true""")),
            await caller.PostJsonAsync("/api/v1/groups", """{"name":"Mine"}"""),
            await caller.PutJsonAsync($"/api/v1/groups/{group}/permissions", "[]"),
        ])
            answer.Is(HttpStatusCode.Forbidden);

        (await victimApi.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
        (await caller.PutJsonAsync(PathOf(equal), Body(equal.UserName))).Is(HttpStatusCode.OK); // one that may do no more
        (await caller.PostJsonAsync($"/api/v1/operators/{equal.OperatorGuid}/api-users", """{"description":"d"}"""))
            .Is(HttpStatusCode.Created);
        (await caller.DeleteAsync(PathOf(equal))).Is(HttpStatusCode.NoContent);
    }

    private static async Task<IEnumerable<string?>> OwnersAsync(ApiClient caller) =>
        (await caller.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK)
        .Json.EnumerateArray().Select(apiUser => apiUser.GetProperty("OperatorGuid").GetString()).Order(StringComparer.Ordinal);
}
