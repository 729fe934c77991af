using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>What the routes under <c>/groups</c> do and answer.</summary>
[Collection<AudienceManagerApp>]
public sealed class GroupTests(AppFixture fixture) : AudienceTest(fixture)
{
    [Theory]
    [InlineData("/api/v1/groups")]
    [InlineData("/api/v1/groups/")]
    [InlineData("/v1/groups")]
    [InlineData("/v1/groups/")]
    public async Task A_group_lives_and_dies_under_either_prefix_with_or_without_a_slash(string groups)
    {
        var slash = groups.EndsWith('/') ? "/" : "";
        var created = (await Api.PostJsonAsync(groups, """{"name":"On call","description":"At night","membershipCount":9,"unknown":1}"""))
            .Is(HttpStatusCode.Created);
        var groupId = Text(created.Json.GetProperty("groupId").GetUInt32());
        Assert.Equal(
            $$"""{"groupId":{{groupId}},"pid":{{Pid}},"name":"On call","description":"At night","membershipCount":0,"users":[],"wildcards":[]}""",
            created.Body);
        Assert.Equal($"/api/v1/groups/{groupId}", created.Header("Location"));

        var (one, other) = (
            Text(await NewUserAsync($$""","groups":[{{groupId}}]""")), Text(await NewUserAsync($$""","groups":[{{groupId}}]""")));
        var path = $"{groups.TrimEnd('/')}/{groupId}{slash}";
        Assert.Equal(
            $$"""{"groupId":{{groupId}},"pid":{{Pid}},"name":"On call","description":"At night","membershipCount":2,"users":[{{one}},{{other}}],"wildcards":[]}""",
            (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Body);
        Assert.Equal($"[{(await Api.GetAsync(path)).Body}]", (await Api.GetAsync(groups)).Is(HttpStatusCode.OK).Body);

        Assert.Equal(
            $$"""{"groupId":{{groupId}},"pid":{{Pid}},"name":"Off call","description":"At night","membershipCount":2,"users":[{{one}},{{other}}],"wildcards":[]}""",
            (await Api.PutJsonAsync(path, """{"name":"Off call"}""")).Is(HttpStatusCode.OK).Body);
        Assert.Equal(
            "", (await Api.PutJsonAsync(path, """{"name":"Off call","description":""}""")).Is(HttpStatusCode.OK).Text("description"));

        Assert.Equal("", (await Api.DeleteAsync(path)).Is(HttpStatusCode.NoContent).Body);
        foreach (var member in (string[])[one, other])
            Assert.Equal("[]", (await Api.GetAsync($"/api/v1/users/{member}")).Json.GetProperty("groups").GetRawText());
        foreach (var answer in (Answer[])
        [
            await Api.GetAsync(path), await Api.DeleteAsync(path), await Api.PutJsonAsync(path, """{"name":"Gone"}"""),
            await Api.GetAsync($"/api/v1/groups/{groupId}/permissions"), await Api.PutJsonAsync($"/v1/groups/{groupId}/permissions/", "[]"),
        ])
            Problem.Is(answer, HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such group.");
    }

    [Theory]
    [InlineData("{}", "malformed_request", "$.name", "name is missing.")]
    [InlineData("{\"name\":7}", "malformed_request", "$.name", "The value of $.name is of the wrong type (line 1, byte 10).")]
    [InlineData("{\"name\":\" \"}", "invalid_value", "name", "The name of a group must not be empty.")]
    [InlineData("{\"name\":\"a\\u0001\"}", "invalid_value", "name", "The name of a group must not contain U+0001 (a control character).")]
    [InlineData("{\"name\":\"a\",\"description\":\"a\\u0001\"}", "invalid_value", "description",
        "The description of a group must not contain U+0001 (a control character).")]
    [InlineData("{\"name\"", "malformed_request", "$", "The body is not a JSON object of the right form (line 1, byte 8).")]
    public async Task A_body_that_is_not_right_is_refused(string body, string code, string target, string detail)
    {
        var group = Text(await NewGroupAsync());
        foreach (var answer in (Answer[])[await Api.PostJsonAsync("/api/v1/groups", body),
            await Api.PutJsonAsync($"/api/v1/groups/{group}", body)])
            Assert.Equal(new Problem(code, target, detail), Problem.Of(answer, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_description_that_was_not_set_is_null_and_permissions_over_the_partner_are_wildcards()
    {
        var created = (await Api.PostJsonAsync("/api/v1/groups", """{"name":"On call","description":null}""")).Is(HttpStatusCode.Created);
        Assert.Equal("null", created.Json.GetProperty("description").GetRawText());
        var group = $"/api/v1/groups/{Text(created.Json.GetProperty("groupId").GetUInt32())}";
        (await Api.PutJsonAsync(
            $"{group}/permissions",
            $$"""[{"objectType":"PARTNER","objectId":{{Pid}},"permissions":["ReadAudit","ReadOperators"]}]""")).Is(HttpStatusCode.OK);

        var shown = (await Api.GetAsync(group)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("""["ReadOperators","ReadAudit"]""", shown.GetProperty("wildcards").GetRawText());
        Assert.Equal("null", shown.GetProperty("description").GetRawText());
    }

    [Fact]
    public async Task A_description_may_have_a_thousand_characters()
    {
        Assert.Equal(
            new string('d', 1_000),
            (await Api.PostJsonAsync("/api/v1/groups", $$"""{"name":"a","description":"{{new string('d', 1_000)}}"}"""))
                .Is(HttpStatusCode.Created).Text("description"));
        Assert.Equal(
            "The description of a group must have at most 1000 characters; it has 1001.",
            Problem.Of(await Api.PostJsonAsync("/api/v1/groups", $$"""{"name":"a","description":"{{new string('d', 1_001)}}"}"""),
                HttpStatusCode.BadRequest).Detail);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("0")]
    [InlineData("80000000-4000-8000-8001-1b35cf2fd7aa")]
    public async Task A_number_that_is_none_is_refused(string groupId) => Assert.Equal(
        new Problem("malformed_request", "groupId", "'groupId' must be a whole number from 1 to 4294967295."),
        Problem.Of(await Api.GetAsync($"/api/v1/groups/{groupId}"), HttpStatusCode.BadRequest));
}
