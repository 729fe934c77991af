using System.Globalization;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Marketo;

[Collection<MarketoApp>]
public sealed class UserManagementTests(AppFixture fixture) : MarketoTest(fixture)
{
    [Fact]
    public async Task A_user_is_shown_with_all_that_the_original_shows()
    {
        var user = await NewUserAsync(
            isApiOnly: true, new RoleAssignment(BuiltInRoles.ApiOnly, Workspaces.Default), new(BuiltInRoles.StandardUser, Workspaces.All));
        var shown = (await Api.GetAsync(PathOf(user, "user.json"))).Is(HttpStatusCode.OK);
        Assert.Equal(
            $$"""
            {"userid":"{{user.UserName}}","firstName":"Ada","lastName":"Archer","emailAddress":"mail-{{user.UserName}}","optedIn":false,"failedLogins":0,"failedDeviceCode":0,"isLocked":false,"lockedReason":null,"id":{{user.Id.UserId}},"apiOnly":true,"userRoleWorkspaces":[{"accessRoleId":2,"accessRoleName":"Standard User","workspaceId":0,"workspaceName":"AllZones"},{"accessRoleId":3,"accessRoleName":"API Only","workspaceId":1,"workspaceName":"Default"}],"expiresAt":null,"lastLoginAt":null}
            """,
            shown.Body);
    }

    [Fact]
    public async Task The_name_may_be_in_either_letter_case_and_encoded()
    {
        var user = await NewUserAsync();
        var path = $"{Users}/{user.UserName.ToUpperInvariant().Replace("@", "%40", StringComparison.Ordinal)}/user.json";
        Assert.Equal(user.UserName, (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Text("userid"));
    }

    [Fact]
    public async Task Wrong_passwords_the_lock_and_the_last_sign_in_are_shown()
    {
        var user = await NewUserAsync();
        var seeded = new SeededOperator(user.Id, user.UserName, "Battery-Staple-7");
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await App.SignInAsync(seeded);
        await FailAsync(2);
        var shown = (await Api.GetAsync(PathOf(user, "user.json"))).Is(HttpStatusCode.OK);
        Assert.Equal((2, false), (shown.Json.GetProperty("failedLogins").GetInt32(), shown.Json.GetProperty("isLocked").GetBoolean()));
        Assert.InRange(TimeOf(shown.Text("lastLoginAt")), before, DateTimeOffset.UtcNow.AddSeconds(1));

        await FailAsync(3);
        shown = (await Api.GetAsync(PathOf(user, "user.json"))).Is(HttpStatusCode.OK);
        Assert.Equal(
            (5, true, "Too many wrong passwords"),
            (shown.Json.GetProperty("failedLogins").GetInt32(), shown.Json.GetProperty("isLocked").GetBoolean(),
                shown.Text("lockedReason")));

        var other = await NewUserAsync();
        await App.BackDoor.SetAsync(new SeededOperator(other.Id, other.UserName, ""), "Status", "Locked");
        Assert.Equal(
            "Locked by an administrator", (await Api.GetAsync(PathOf(other, "user.json"))).Is(HttpStatusCode.OK).Text("lockedReason"));

        async Task FailAsync(int times)
        {
            for (var i = 0; i < times; i++)
            {
                (await App.Anonymous.PostFormAsync(
                    "/oauth/token", ("grant_type", "password"), ("client_id", "console"), ("username", user.UserName),
                    ("password", "wrong"))).Is(HttpStatusCode.BadRequest);
            }
        }
    }

    [Fact]
    public async Task Users_are_listed_by_pages_in_the_order_they_were_made()
    {
        for (var i = 0; i < 21; i++) await NewUserAsync(isApiOnly: i == 0, i == 0 ? [new(BuiltInRoles.ApiOnly, Workspaces.All)] : []);
        var first = (await Api.GetAsync($"{Users}/allusers.json")).Is(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        Assert.Equal(20, first.Count);
        Assert.Equal(
            (Administrator.UserName, false), (first[0].GetProperty("userid").GetString(), first[0].GetProperty("apiOnly").GetBoolean()));
        Assert.Equal(["userid", "firstName", "lastName", "emailAddress", "id", "apiOnly"], Answer.Names(first[1]));
        Assert.True(first[1].GetProperty("apiOnly").GetBoolean());
        var rest = (await Api.GetAsync($"{Users}/allusers.json?pageOffset=20&pageSize=200&unknown=1"))
            .Is(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        Assert.Equal(2, rest.Count);
        Assert.Equal(22, first.Concat(rest).Select(user => user.GetProperty("id").GetUInt32()).Distinct().Count());
        Assert.Equal("[]", (await Api.GetAsync($"{Users}/allusers.json?pageOffset=22")).Is(HttpStatusCode.OK).Body);
    }

    [Theory]
    [InlineData("pageSize=201", "1003")]
    [InlineData("pageSize=0", "1003")]
    [InlineData("pageOffset=-1", "1003")]
    [InlineData("pageOffset=1&pageOffset=2", "609")]
    public async Task A_page_that_cannot_be_is_refused(string query, string code) =>
        Assert.Equal(code, CodeOf(await Api.GetAsync($"{Users}/allusers.json?{query}"), HttpStatusCode.BadRequest));

    [Fact]
    public async Task A_name_with_any_characters_is_reached_when_the_path_encodes_it_once()
    {
        foreach (var odd in (string[])["a/b", "a%2Fb", "100%", "a+b c", "a%252Fb"])
        {
            var name = $"{odd}-{NewName()}";
            var made = await App.BackDoor.CreateAsync(
                Administrator.Pid, new(name, "odd@marketo.example", "Battery-Staple-7") { FirstName = "Ada" });
            Assert.Null(made.Error);
            var found = (await Api.GetAsync($"{Users}/{Uri.EscapeDataString(name)}/user.json")).Is(HttpStatusCode.OK);
            Assert.Equal(name, found.Text("userid"));
        }
    }

    [Fact]
    public async Task A_user_is_changed_and_keeps_its_name()
    {
        var user = await NewUserAsync();
        var changed = (await Api.PostJsonAsync(
            PathOf(user, "update.json"),
            """{"emailAddress":"new@marketo.example","firstName":"Eve","expiresAt":"2031-01-31T00:00:00Z","unknown":1}""")).Is(HttpStatusCode.OK);
        Assert.Equal(
            (user.UserName, "new@marketo.example", "Eve", "Archer", "2031-01-31T00:00:00.000t+0000"),
            (changed.Text("userid"), changed.Text("emailAddress"), changed.Text("firstName"), changed.Text("lastName"),
                changed.Text("expiresAt")));

        changed = (await Api.PostJsonAsync(PathOf(user, "update.json"), """{"lastName":"Baker","firstName":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal(
            ("Eve", "Baker", "2031-01-31T00:00:00.000t+0000"), (
                changed.Text("firstName"), changed.Text("lastName"), changed.Text("expiresAt")));
        foreach (var time in (string[])
        [
            "20320229T13:30:00.000t+01:00", "2032-02-29T12:30:00.000t+0000", "20320229T12:30:00.0t+0000", "20320229T12:30:00.000tZ",
            "2032-02-29T12:30:00.000tZ", "20320229T13:30:00.00t+0100", "2032-02-29T12:30:00Z",
        ])
        {
            changed = (await Api.PostJsonAsync(PathOf(user, "update.json"), """{"expiresAt":null}""")).Is(HttpStatusCode.OK);
            changed = (await Api.PostJsonAsync(PathOf(user, "update.json"), $$"""{"expiresAt":"{{time}}"}""")).Is(HttpStatusCode.OK);
            Assert.Equal("2032-02-29T12:30:00.000t+0000", changed.Text("expiresAt"));
        }
        changed = (await Api.PostJsonAsync(PathOf(user, "update.json"), """{"expiresAt":null}""")).Is(HttpStatusCode.OK);
        Assert.Equal("null", changed.Json.GetProperty("expiresAt").GetRawText());
    }

    [Theory]
    [InlineData("{", "609")]
    [InlineData("[]", "609")]
    [InlineData("""{"apiOnly":true}""", "1003")]
    [InlineData("""{"firstName":"Eve","userRoleWorkspaces":[]}""", "1003")]
    [InlineData("""{"userid":"another"}""", "1003")]
    [InlineData("""{"firstName":7}""", "609")]
    [InlineData("""{"expiresAt":"tomorrow"}""", "609")]
    [InlineData("""{"expiresAt":"2031-01-31T00:00:00"}""", "609")]
    [InlineData("""{"emailAddress":"nobody"}""", "1003")]
    [InlineData("""{"firstName":"","lastName":""}""", "1003")]
    [InlineData("""{"expiresAt":"2020-01-31T00:00:00Z"}""", "1003")]
    public async Task A_change_that_cannot_be_is_refused_and_changes_nothing(string body, string code)
    {
        var user = await NewUserAsync();
        var before = (await Api.GetAsync(PathOf(user, "user.json"))).Body;
        Assert.Equal(code, CodeOf(await Api.PostJsonAsync(PathOf(user, "update.json"), body), HttpStatusCode.BadRequest));
        Assert.Equal(before, (await Api.GetAsync(PathOf(user, "user.json"))).Body);
    }

    [Fact]
    public async Task A_user_that_is_deleted_is_gone_from_every_dialect()
    {
        var user = await NewUserAsync();
        Assert.Equal("true", (await Api.PostAsync(PathOf(user, "delete.json"))).Is(HttpStatusCode.OK).Body);
        Assert.Equal("610", CodeOf(await Api.GetAsync(PathOf(user, "user.json")), HttpStatusCode.NotFound));
        Assert.Equal("610", CodeOf(await Api.PostAsync(PathOf(user, "delete.json")), HttpStatusCode.NotFound));
        (await Api.GetAsync($"/v4/Operator/{user.Id}")).Is(HttpStatusCode.NotFound);
        (await Api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/users/{user.Id.UserId}"))).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_same_user_is_seen_through_the_other_dialects()
    {
        var user = await NewUserAsync(isApiOnly: true, new RoleAssignment(BuiltInRoles.ApiOnly, Workspaces.Default));
        (await Api.PostJsonAsync(PathOf(user, "update.json"), """{"firstName":"Eve"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("Eve Archer", (await Api.GetAsync($"/v4/Operator/{user.Id}")).Is(HttpStatusCode.OK).Text("FullName"));
        var other = (await Api.GetAsync(string.Create(CultureInfo.InvariantCulture, $"/api/v1/users/{user.Id.UserId}")))
            .Is(HttpStatusCode.OK);
        Assert.Equal(("Eve", user.UserName, "ACTIVE"), (other.Text("firstName"), other.Text("username"), other.Text("status")));
    }

    [Fact]
    public async Task Nobody_deletes_itself_and_the_last_administrator_stays()
    {
        Assert.Equal("603", CodeOf(await Api.PostAsync($"{Users}/{Administrator.UserName}/delete.json"), HttpStatusCode.Forbidden));
        Assert.Equal(
            "709",
            CodeOf(
                await Api.PostJsonAsync($"{Users}/{Administrator.UserName}/roles/delete.json", """[{"accessRoleId":1,"workspaceId":0}]"""),
                HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Another_partners_user_does_not_exist()
    {
        var stranger = await App.BackDoor.NewPartnerAsync();
        Assert.Equal("610", CodeOf(await Api.GetAsync($"{Users}/{stranger.UserName}/user.json"), HttpStatusCode.NotFound));
        Assert.Equal("610", CodeOf(await Api.GetAsync($"{Users}/{NewName()}/user.json"), HttpStatusCode.NotFound));
    }

    [Theory]
    [InlineData(RolePermission.AccessUsers)]
    [InlineData(RolePermission.AccessUserManagementApi)]
    public async Task It_takes_both_permissions(RolePermission alone)
    {
        var user = await NewUserAsync();
        var caller = await NewCallerAsync(alone, RolePermission.AccessApi);
        Assert.Equal("603", CodeOf(await caller.GetAsync($"{Users}/allusers.json"), HttpStatusCode.Forbidden));
        Assert.Equal(
            "603", CodeOf(await caller.PostJsonAsync(PathOf(user, "update.json"), """{"firstName":"Eve"}"""), HttpStatusCode.Forbidden));

        caller = await NewCallerAsync(RolePermission.AccessUsers, RolePermission.AccessUserManagementApi);
        (await caller.GetAsync($"{Users}/allusers.json")).Is(HttpStatusCode.OK);
        (await caller.PostJsonAsync(PathOf(user, "update.json"), """{"firstName":"Eve"}""")).Is(HttpStatusCode.OK);
        // who may do more
        Assert.Equal("603", CodeOf(await caller.PostAsync($"{Users}/{Administrator.UserName}/delete.json"), HttpStatusCode.Forbidden));
    }

    private static DateTimeOffset TimeOf(string text) => DateTimeOffset.ParseExact(
        text, "yyyy-MM-dd'T'HH:mm:ss.fff't+0000'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
