using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>Several users or groups are deleted together, or none.</summary>
[Collection<AudienceManagerApp>]
public sealed class BulkDeleteTests(AppFixture fixture) : AudienceTest(fixture)
{
    [Theory]
    [InlineData("/api/v1/users/bulk-delete", "[{0},{1}]")]
    [InlineData("/v1/users/bulk-delete/", " [ {0} , {1} , {0} ] ")]
    [InlineData("/api/v1/users/bulk-delete/", "{\"ids\":[{0},{1}],\"more\":1}")]
    [InlineData("/v1/users/bulk-delete", "{[{0}, {1}]}")]
    [InlineData("/api/v1/users/bulk-delete", "\r\n{ \t[{0},\n{1}] } ")]
    public async Task Users_are_deleted_in_every_documented_form(string path, string body)
    {
        var (one, other, kept) = (await NewUserAsync(), await NewUserAsync(""","isAdmin":true"""), await NewUserAsync());

        Assert.Equal("", (await Api.PostJsonAsync(path, Filled(body, one, other))).Is(HttpStatusCode.NoContent).Body);

        Assert.Equal([Administrator.Id.UserId, kept], await UserIdsAsync());
    }

    [Theory]
    [InlineData("POST", "/api/v1/groups/bulk-delete", "[{0},{1}]")]
    [InlineData("DELETE", "/api/v1/groups/bulk-delete/", "[{0},{1}]")]
    [InlineData("POST", "/v1/groups/bulk-delete/", "{\"ids\":[{0},{1}]}")]
    [InlineData("DELETE", "/v1/groups/bulk-delete", "{[{0},{1}]}")]
    public async Task Groups_are_deleted_by_either_verb(string method, string path, string body)
    {
        var (one, other, kept) = (await NewGroupAsync(), await NewGroupAsync(), await NewGroupAsync());
        using var content = ApiClient.Json(System.Text.Encoding.UTF8.GetBytes(Filled(body, one, other)));

        Assert.Equal("", (await Api.SendAsync(new(method), path, content)).Is(HttpStatusCode.NoContent).Body);

        Assert.Equal([kept], await GroupIdsAsync());
    }

    [Fact]
    public async Task Forty_five_users_go_at_once_and_forty_six_do_not()
    {
        var ids = new List<uint>();
        for (var i = 0; i < 45; i++) ids.Add(await NewUserAsync(i == 7 ? ""","isAdmin":true""" : ""));

        Assert.Equal(
            new Problem("invalid_value", "ids", "'ids' must contain between 1 and 45 ids; it contains 46."),
            Problem.Of(await Api.PostJsonAsync("/api/v1/users/bulk-delete", $"[{string.Join(',', ids)},{ids[0]}]"),
                HttpStatusCode.BadRequest));
        (await Api.PostJsonAsync("/api/v1/users/bulk-delete", $"[{string.Join(',', ids)}]")).Is(HttpStatusCode.NoContent);

        Assert.Equal([Administrator.Id.UserId], await UserIdsAsync());
        var rows = await App.BackDoor.RowsAsync($"{Administrator.Pid:x8}");
        Assert.Equal(45, rows.Count(row => row.GetString("Action") == "OperatorDeleted"));
        Assert.Equal(1, rows.Single(row => row.RowKey == "partner").GetInt32("Administrators"));
    }

    [Fact]
    public async Task Users_in_the_way_are_named_and_nothing_is_deleted()
    {
        var user = await NewUserAsync();
        var before = await UserIdsAsync();

        foreach (var (body, words) in ((string, string)[])
        [
            ($"[{user},4000000001,4000000000]", "the caller or do not exist: 4000000000, 4000000001"),
            ($"[{user},{Administrator.Id.UserId}]", $"the caller or do not exist: {Administrator.Id.UserId}"),
            ($"[{Administrator.Id.UserId},4000000000,{user}]", $"the caller or do not exist: {Administrator.Id.UserId}, 4000000000"),
        ])
        {
            Assert.Equal(
                new Problem("blocked", "ids", $"Nothing was deleted, because these are {words}."),
                Problem.Of(await Api.PostJsonAsync("/api/v1/users/bulk-delete", body), HttpStatusCode.Conflict));
        }

        Assert.Equal(before, await UserIdsAsync());
    }

    [Fact]
    public async Task Groups_in_the_way_are_named_and_nothing_is_deleted()
    {
        var (empty, used) = (await NewGroupAsync(), await NewGroupAsync());
        var member = await NewUserAsync($$""","groups":[{{Text(used)}}]""");

        foreach (var (body, words) in ((string, string)[])
        [
            ($"[{empty},{used},4000000000]", "do not exist: 4000000000"),
            ($"[{Administrator.Id.UserId}]", $"do not exist: {Administrator.Id.UserId}"),
        ])
        {
            Assert.Equal(
                new Problem("blocked", "ids", $"Nothing was deleted, because these {words}."),
                Problem.Of(await Api.PostJsonAsync("/api/v1/groups/bulk-delete", body), HttpStatusCode.Conflict));
        }

        Assert.Equal([empty, used], await GroupIdsAsync());
        Assert.Equal([used], (await Api.GetAsync($"/api/v1/users/{Text(member)}")).Json.GetProperty("groups").EnumerateArray()
            .Select(number => number.GetUInt32()));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task Deleted_groups_lose_their_members(string method)
    {
        var (empty, used) = (await NewGroupAsync(), await NewGroupAsync());
        var member = await NewUserAsync($$""","groups":[{{Text(used)}}]""");
        using var body = ApiClient.Json(System.Text.Encoding.UTF8.GetBytes($"[{Text(empty)},{Text(used)}]"));

        (await Api.SendAsync(new(method), "/api/v1/groups/bulk-delete", body)).Is(HttpStatusCode.NoContent);

        Assert.Empty(await GroupIdsAsync());
        Assert.Equal("[]", (await Api.GetAsync($"/api/v1/users/{Text(member)}")).Json.GetProperty("groups").GetRawText());
    }

    [Theory]
    [InlineData("{}", "$.ids", "ids is missing.")]
    [InlineData("{\"ids\":null}", "$.ids", "ids is missing.")]
    [InlineData("{\"ids\":[1,\"2\"]}", "$.ids[1]", "The value of $.ids[1] is of the wrong type (line 1, byte 14).")]
    [InlineData("[1,-2]", "$[1]", "The value of $[1] is of the wrong type (line 1, byte 6).")]
    [InlineData("{[1,-2]}", "$[1]", "The value of $[1] is of the wrong type (line 1, byte 7).")]
    [InlineData("{[1,2]", "$", "The body is not a JSON object of the right form (line 1, byte 2).")]
    [InlineData("{[1,2]}}", "$[2]", "The value of $[2] is of the wrong type (line 1, byte 7).")]
    [InlineData("[1,2", "$[1]", "The value of $[1] is of the wrong type (line 1, byte 5).")]
    [InlineData("", "$", "The body is not a JSON object of the right form (line 1, byte 1).")]
    [InlineData("{", "$", "The body is not a JSON object of the right form (line 1, byte 2).")]
    public async Task A_body_that_is_not_right_is_refused_with_its_place(string body, string target, string detail)
    {
        foreach (var path in (string[])["/api/v1/users/bulk-delete", "/api/v1/groups/bulk-delete"])
            Assert.Equal(
                new Problem("malformed_request", target, detail),
                Problem.Of(await Api.PostJsonAsync(path, body), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task None_is_too_few()
    {
        foreach (var path in (string[])["/api/v1/users/bulk-delete", "/api/v1/groups/bulk-delete"])
            Assert.Equal(
                "'ids' must contain between 1 and 45 ids; it contains 0.",
                Problem.Of(await Api.PostJsonAsync(path, "[]"), HttpStatusCode.BadRequest).Detail);
    }

    [Fact]
    public async Task Of_deletions_that_overlap_at_the_same_time_each_is_done_whole_or_not_at_all()
    {
        var shared = await NewUserAsync();
        var own = new List<uint>();
        for (var i = 0; i < 8; i++) own.Add(await NewUserAsync());

        var answers = await Task.WhenAll(own.Select(id => Api.PostJsonAsync("/api/v1/users/bulk-delete", $"[{id},{shared}]")));

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.NoContent);
        Assert.Equal(7, answers.Count(answer => answer.Status == HttpStatusCode.Conflict));
        var left = await UserIdsAsync();
        Assert.DoesNotContain(shared, left);
        Assert.Equal(own.Where((_, index) => answers[index].Status == HttpStatusCode.Conflict), left.Intersect(own));
    }

    [Fact]
    public async Task The_API_users_of_those_that_are_deleted_end_at_once()
    {
        var (user, caller) = await NewCallerAsync();
        (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await Api.PostJsonAsync("/api/v1/users/bulk-delete", $"[{user.Id.UserId},{await NewUserAsync()}]")).Is(HttpStatusCode.NoContent);
        (await caller.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
    }

    private static string Filled(string body, uint one, uint other) =>
        body.Replace("{0}", Text(one), StringComparison.Ordinal).Replace("{1}", Text(other), StringComparison.Ordinal);

    private async Task<IEnumerable<uint>> UserIdsAsync() =>
        (await Api.GetAsync("/api/v1/users")).Is(HttpStatusCode.OK).Json.EnumerateArray()
            .Select(user => user.GetProperty("userId").GetUInt32()).ToList();

    private async Task<IEnumerable<uint>> GroupIdsAsync() =>
        (await Api.GetAsync("/api/v1/groups")).Is(HttpStatusCode.OK).Json.EnumerateArray()
            .Select(group => group.GetProperty("groupId").GetUInt32()).ToList();
}
