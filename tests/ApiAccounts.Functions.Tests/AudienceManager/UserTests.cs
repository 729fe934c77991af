using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>What the routes under <c>/users</c> do and answer.</summary>
[Collection<AudienceManagerApp>]
public sealed class UserTests(AppFixture fixture) : AudienceTest(fixture)
{
    [Theory]
    [InlineData("/api/v1/users")]
    [InlineData("/api/v1/users/")]
    [InlineData("/v1/users")]
    [InlineData("/v1/users/")]
    public async Task A_user_lives_and_dies_under_either_prefix_with_or_without_a_slash(string users)
    {
        var slash = users.EndsWith('/') ? "/" : "";
        var (name, group) = (NewName(), await NewGroupAsync());

        var created = (
            await Api.PostJsonAsync(
                users,
                Body(name,
                    $$""","title":"Engineer","phoneNumber":"+31 20 555 0100","groups":[{{Text(group)}}],"isAdmin":"false","unknown":{"a":[]}""")))
            .Is(HttpStatusCode.Created);
        var userId = Text(created.Json.GetProperty("userId").GetUInt32());
        Assert.Equal(
            $$"""{"pid":{{Pid}},"userId":{{userId}},"uid":{{userId}},"username":"{{name}}","status":"ACTIVE","firstName":"Ada","lastName":"Archer","email":"ada@audience.example","title":"Engineer","phoneNumber":"\u002B31 20 555 0100","groups":[{{Text(group)}}],"isAdmin":"false"}""",
            created.Body);
        Assert.Equal($"/api/v1/users/{userId}", created.Header("Location"));
        var path = $"{users.TrimEnd('/')}/{userId}{slash}";
        Assert.Equal(WithBoolean(created), (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Body);

        var changed = await Api.PutJsonAsync(
            path,
            $$"""{"pid":{{Pid}},"userId":{{userId}},"uid":{{userId}},"username":"new-{{name}}","status":"LOCKED","firstName":"Grace","lastName":"","email":"grace@audience.example","title":null,"groups":[],"isAdmin":true}""");
        Assert.Equal(
            $$"""{"pid":{{Pid}},"userId":{{userId}},"uid":{{userId}},"username":"new-{{name}}","status":"LOCKED","firstName":"Grace","lastName":"","email":"grace@audience.example","title":null,"phoneNumber":"\u002B31 20 555 0100","groups":[],"isAdmin":true}""",
            changed.Is(HttpStatusCode.OK).Body);
        Assert.Equal(changed.Body, (await Api.GetAsync(path)).Body);

        Assert.Equal("", (await Api.DeleteAsync(path)).Is(HttpStatusCode.NoContent).Body);
        foreach (var answer in (Answer[])[await Api.GetAsync(path), await Api.DeleteAsync(path), await Api.PutJsonAsync(path, Body(name))])
            Problem.Is(answer, HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such user.");
    }

    [Fact]
    public async Task What_a_change_does_not_name_stays()
    {
        var (name, group) = (NewName(), await NewGroupAsync());
        var created = await Api.PostJsonAsync(
            "/api/v1/users",
            Body(name, $$""","title":"Engineer","phoneNumber":"1","status":"INACTIVE","groups":[{{Text(group)}}],"isAdmin":true"""));

        var changed = await Api.PutJsonAsync(created.Header("Location")!, Body(name, ""","groups":null,"isAdmin":null,"status":null"""));

        Assert.Equal(WithBoolean(created.Is(HttpStatusCode.Created)), changed.Is(HttpStatusCode.OK).Body);
    }

    /// <summary>As all other answers have it.</summary>
    private static string WithBoolean(Answer created) => created.Body
        .Replace("\"isAdmin\":\"true\"", "\"isAdmin\":true", StringComparison.Ordinal)
        .Replace("\"isAdmin\":\"false\"", "\"isAdmin\":false", StringComparison.Ordinal);

    [Fact]
    public async Task A_user_that_is_locked_from_the_beginning_is_no_administrator_that_counts()
    {
        await NewUserAsync(""","status":"LOCKED","isAdmin":true""");

        var answer = await Api.PutJsonAsync(PathOf(Administrator), Body(Administrator.UserName, ""","isAdmin":false"""));

        Assert.Equal("last_administrator", Problem.Of(answer, HttpStatusCode.Conflict).Code);
    }

    [Theory]
    [InlineData("\uFF21da.{0}@audience.example", "ada.{0}@audience.example")]
    [InlineData("ADA.{0}@audience.example", "ada.{0}@audience.example")]
    [InlineData("ﬁ.{0}@audience.example", "FI.{0}@audience.example")]
    public async Task Two_forms_of_a_user_name_are_one_name(string one, string other)
    {
        var number = Text(await NewUserAsync()) + "-" + Pid;
        one = one.Replace("{0}", number, StringComparison.Ordinal);
        other = other.Replace("{0}", number, StringComparison.Ordinal);
        (await Api.PostJsonAsync("/api/v1/users", Body(one))).Is(HttpStatusCode.Created);
        var second = Text(await NewUserAsync());

        Problem.Is(await Api.PostJsonAsync("/api/v1/users", Body(other)), HttpStatusCode.Conflict, "Conflict", "user_name_taken",
            "The user name is in use.");
        Problem.Is(
            await Api.PutJsonAsync(
                $"/api/v1/users/{second}",
                Body(other)), HttpStatusCode.Conflict, "Conflict", "user_name_taken", "The user name is in use.");
    }

    [Fact]
    public async Task A_user_neither_deletes_itself_nor_stops_being_the_last_administrator()
    {
        var self = PathOf(Administrator);

        Problem.Is(await Api.DeleteAsync(self), HttpStatusCode.Conflict, "Conflict", "own_operator", "An operator cannot delete itself.");
        foreach (var more in (string[])[""","isAdmin":false""", ""","isAdmin":"false" """, ""","status":"INACTIVE" """,
            ""","status":"LOCKED" """])
        {
            Problem.Is(
                await Api.PutJsonAsync(self, Body(Administrator.UserName, more)),
                HttpStatusCode.Conflict, "Conflict", "last_administrator", "The last administrator of an account cannot be removed.");
        }
        Assert.True((await Api.GetAsync(self)).Json.GetProperty("isAdmin").GetBoolean());
    }

    [Fact]
    public async Task Of_two_administrators_that_demote_each_other_at_once_one_fails()
    {
        for (var round = 0; round < 10; round++)
        {
            var (other, otherApi) = await NewCallerAsync(isAdministrator: true);
            (await otherApi.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);

            var answers = await Task.WhenAll(
                Api.PutJsonAsync(PathOf(other), Body(other.UserName, ""","isAdmin":false""")),
                otherApi.PutJsonAsync(PathOf(Administrator), Body(Administrator.UserName, ""","isAdmin":false""")));

            Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            Assert.Single(answers, answer => answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Conflict);
            if (answers[0].Status == HttpStatusCode.OK) continue;
            (await otherApi.PutJsonAsync(PathOf(Administrator), Body(Administrator.UserName, ""","isAdmin":true"""))).Is(HttpStatusCode.OK);
            (await Api.PutJsonAsync(PathOf(other), Body(other.UserName, ""","isAdmin":false"""))).Is(HttpStatusCode.OK);
        }
    }

    [Theory]
    [InlineData("INACTIVE")]
    [InlineData("LOCKED")]
    public async Task An_inactive_user_suspends_all_that_it_owns_until_it_is_active_again(string status)
    {
        var (user, caller) = await NewCallerAsync();
        (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);

        (await Api.PutJsonAsync(PathOf(user), Body(user.UserName, $$""","status":"{{status}}" """))).Is(HttpStatusCode.OK);

        (await caller.GetAsync("/verify")).Is(HttpStatusCode.Forbidden);
        (await caller.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.Forbidden);
        (await caller.GetAsync("/v1/users/self")).Is(HttpStatusCode.Forbidden);
        (await App.AsOperator(user).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        (await Api.PutJsonAsync(PathOf(user), Body(user.UserName, ""","status":"ACTIVE" """))).Is(HttpStatusCode.OK);
        (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_user_whose_time_is_over_is_shown_as_expired()
    {
        var (user, _) = await NewCallerAsync();
        await App.BackDoor.SetAsync(user, "ExpiresAt", DateTimeOffset.UtcNow.AddMinutes(-1));
        Assert.Equal("EXPIRED", await StatusOfAsync(Api, user.Id.UserId));
        await App.BackDoor.SetAsync(user, "Status", "Locked");
        Assert.Equal("LOCKED", await StatusOfAsync(Api, user.Id.UserId));
    }

    [Fact]
    public async Task Users_reach_only_themselves()
    {
        var (user, caller) = await NewCallerAsync();
        var other = await NewUserAsync();

        Assert.Equal(
            [user.Id.UserId],
            (await caller.GetAsync("/api/v1/users")).Json.EnumerateArray().Select(one => one.GetProperty("userId").GetUInt32()));
        (await caller.GetAsync(PathOf(user))).Is(HttpStatusCode.OK);
        (await caller.PutJsonAsync(PathOf(user), Body(user.UserName, ""","title":"Myself","isAdmin":false,"groups":[]""")))
            .Is(HttpStatusCode.OK);
        foreach (var answer in (Answer[])
        [
            // whether it is there or not
            await caller.GetAsync($"/api/v1/users/{Text(other)}"), await caller.GetAsync("/api/v1/users/4294967295"),
            await caller.DeleteAsync(PathOf(user)), await caller.PostJsonAsync("/api/v1/users", Body(NewName())),
            await caller.PutJsonAsync(PathOf(user), Body(user.UserName, ""","isAdmin":true""")),
            await caller.PutJsonAsync(PathOf(user), Body(user.UserName, $$""","groups":[{{Text(await NewGroupAsync())}}]""")),
        ])
            Problem.Is(answer, HttpStatusCode.Forbidden, "Forbidden", "forbidden", "The caller does not have the right to do this.");
    }

    [Fact]
    public async Task A_change_leaves_an_audit_entry_that_says_what_changed_and_no_more()
    {
        var (name, group) = (NewName(), await NewGroupAsync());
        var userId = (await Api.PostJsonAsync("/api/v1/users", Body(name))).Json.GetProperty("userId").GetUInt32();
        (await Api.PutJsonAsync(
            $"/api/v1/users/{Text(userId)}", Body(
                name,
                $$""","title":"Engineer","phoneNumber":"1","status":"LOCKED","isAdmin":true,"groups":[{{Text(group)}}]"""))).Is(HttpStatusCode.OK);

        var rows = await App.BackDoor.RowsAsync($"{Administrator.Pid:x8}");
        var entry = rows.First(row => row.RowKey.StartsWith("audit|", StringComparison.Ordinal)); // the newest
        Assert.Equal(
            ("OperatorChanged",
                $$"""[{"field":"title","after":"Engineer"},{"field":"phoneNumber","after":"1"},{"field":"status","before":"Active","after":"Locked"},{"field":"administrator","before":"no","after":"yes"},{"field":"groups","before":"","after":"{{Text(group)}}"}]"""),
            (entry.GetString("Action"), entry.GetString("Changes")));
        Assert.Equal(1, rows.Single(row => row.RowKey == $"operator|{userId:x8}").GetInt32("SignInVersion"));
    }

    [Fact]
    public async Task A_user_leaves_a_group_that_is_deleted()
    {
        var group = await NewGroupAsync();
        var user = await NewUserAsync($$""","groups":[{{Text(group)}}]""");

        (await Api.DeleteAsync($"/api/v1/groups/{Text(group)}")).Is(HttpStatusCode.NoContent);
        Assert.Equal("[]", (await Api.GetAsync($"/api/v1/users/{Text(user)}")).Json.GetProperty("groups").GetRawText());
    }

    [Theory]
    [InlineData("password", "\"Correct-Horse-7\"")]
    [InlineData("Password", "\"Correct-Horse-7\"")]
    [InlineData("admin", "true")]
    public async Task A_member_that_a_caller_could_believe_in_is_refused_by_name(string member, string value)
    {
        var body = Body("misled@audience.example", $$""","{{member}}":{{value}}""");
        foreach (var answer in (Answer[])
        [
            await Api.PostJsonAsync("/api/v1/users", body), await Api.PutJsonAsync(PathOf(Administrator), body),
            await Api.PutJsonAsync("/api/v1/users/self/update", body),
        ])
        {
            Assert.Equal(
                new Problem("malformed_request", $"$.{member}", $"The member {member} is not supported."),
                Problem.Of(answer, HttpStatusCode.BadRequest));
        }
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("4294967296")]
    [InlineData("40000000-2000-8000-8080-0fc28d1189f3")]
    public async Task A_number_that_is_none_is_refused(string userId) => Assert.Equal(
        new Problem("malformed_request", "userId", "'userId' must be a whole number from 1 to 4294967295."),
        Problem.Of(await Api.GetAsync($"/api/v1/users/{userId}"), HttpStatusCode.BadRequest));

    [Fact]
    public async Task Another_partners_users_do_not_exist()
    {
        var foreign = await App.BackDoor.NewPartnerAsync();
        await App.BackDoor.NewOperatorAsync(foreign.Pid);
        var other = await App.BackDoor.NewOperatorAsync(foreign.Pid); // the third there, and here is one

        foreach (var answer in (Answer[])[await Api.GetAsync(PathOf(other)), await Api.DeleteAsync(PathOf(other)),
            await Api.PutJsonAsync(PathOf(other), Body(NewName()))])
            answer.Is(HttpStatusCode.NotFound);
        Assert.Single((await Api.GetAsync("/api/v1/users")).Json.EnumerateArray());
    }

    [Fact]
    public async Task A_name_is_kept_as_it_was_written()
    {
        var name = "Ädä.O'Neil " + NewName();
        var created = await Api.PostJsonAsync("/api/v1/users", Body(name));
        Assert.Equal(name, created.Is(HttpStatusCode.Created).Json.GetProperty("username").GetString());
        Assert.Equal(JsonValueKind.Null, created.Json.GetProperty("title").ValueKind);
    }
}
