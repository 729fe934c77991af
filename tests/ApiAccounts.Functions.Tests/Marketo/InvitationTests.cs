using System.Globalization;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Functions.Tests.Mail;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>Invitations as this dialect has them; what becomes of a link is in the tests of <c>/api/v1/invitations</c>.</summary>
[Collection<MailFolderApp>]
public sealed class InvitationTests(MailFolderFixture fixture) : MarketoTest(fixture)
{
    [Fact]
    public async Task An_API_only_user_is_there_at_once_and_nothing_is_mailed()
    {
        var name = NewName();
        var answer = (
            await Api.PostJsonAsync(
                $"{Users}/invite.json", Body(name, ""","apiOnly":true,"reason":"Exports","unknown":1""", role: 3))).Is(HttpStatusCode.OK);
        Assert.Equal(("true", "false"), (answer.Body, answer.Header("X-Invitation-Mailed")));
        var user = (await Api.GetAsync($"{Users}/{name}/user.json")).Is(HttpStatusCode.OK);
        Assert.Equal((name, name, true), (user.Text("userid"), user.Text("emailAddress"), user.Json.GetProperty("apiOnly").GetBoolean()));
        Assert.Equal("610", CodeOf(await Api.GetAsync($"{Users}/{name}/invite.json"), HttpStatusCode.NotFound));
        Assert.Equal("610", CodeOf(await Api.PostAsync($"{Users}/{name}/invite/delete.json"), HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task Another_user_is_pending_until_it_accepts()
    {
        var (name, email) = (NewName(), NewName());
        var more = $$""","userid":"{{name}}","reason":"Covers for a colleague","expiresAt":"2031-01-31T00:00:00Z","apiOnly":false""";
        var answer = (await Api.PostJsonAsync($"{Users}/invite.json", Body(email, more))).Is(HttpStatusCode.OK);
        Assert.Equal(("true", "true"), (answer.Body, answer.Header("X-Invitation-Mailed")));

        var pending = (await Api.GetAsync($"{Users}/{name}/invite.json")).Is(HttpStatusCode.OK);
        Assert.Equal(
            (name, email, "pending", "Covers for a colleague", "20310131T00:00:00.0t+0000"),
            (pending.Text("userid"), pending.Text("emailAddress"), pending.Text("status"), pending.Text("reason"),
                pending.Text("expiresAt")));
        Assert.Equal(
            """[{"accessRoleId":2,"accessRoleName":"Standard User","workspaceId":1,"workspaceName":"Default"}]""",
            pending.Json.GetProperty("userRoleWorkspaces").GetRawText());
        var lifetime = Time("invitationExpiresAt") - Time("invitedAt");
        Assert.Equal(Administrator.Pid, pending.Json.GetProperty("subscriptionId").GetUInt32());
        Assert.Equal(Time("createdAt"), Time("updatedAt"));
        Assert.InRange(lifetime, TimeSpan.FromDays(7), TimeSpan.FromDays(7.1)); // from when the row was begun to when the mail was written

        Assert.Equal("610", CodeOf(await Api.GetAsync($"{Users}/{name}/user.json"), HttpStatusCode.NotFound));
        Assert.Equal("610", CodeOf(await Api.PostJsonAsync($"{Users}/{name}/update.json", "{}"), HttpStatusCode.NotFound));
        Assert.DoesNotContain(name, (await Api.GetAsync($"{Users}/allusers.json")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
        var number = pending.Json.GetProperty("id").GetUInt32().ToString(CultureInfo.InvariantCulture);
        Assert.Equal("PENDING", (await Api.GetAsync($"/api/v1/users/{number}")).Is(HttpStatusCode.OK).Text("status"));

        Assert.Equal("true", (await Api.PostAsync($"{Users}/{name}/invite/delete.json")).Is(HttpStatusCode.OK).Body);
        Assert.Equal("610", CodeOf(await Api.GetAsync($"{Users}/{name}/invite.json"), HttpStatusCode.NotFound));
        (await Api.PostJsonAsync($"{Users}/invite.json", Body(email, more))).Is(HttpStatusCode.OK); // the name is free again

        DateTime Time(string member) => DateTime.ParseExact(
            pending.Text(member), "yyyyMMdd'T'HH:mm:ss.FFF't+0000'", CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("""{"firstName":"Ada","lastName":"Archer","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""", "609",
        "emailAddress is missing.")]
    [InlineData("""{"emailAddress":"NAME","lastName":"Archer","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""", "609",
        "firstName is missing.")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""", "609",
        "lastName is missing.")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","lastName":"Archer"}""", "609", "userRoleWorkspaces is missing.")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","lastName":"Archer","userRoleWorkspaces":[]}""", "609",
        "userRoleWorkspaces is missing.")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","lastName":"Archer","userRoleWorkspaces":[{"workspaceId":1}]}""", "609",
        "$.userRoleWorkspaces[0].accessRoleId is missing.")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","lastName":"Archer","apiOnly":"yes"}""", "609",
        "The value of $.apiOnly is of the wrong type (line 1, byte ")]
    [InlineData("""{"emailAddress":"nobody","firstName":"Ada","lastName":"Archer","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""", "1003", "The e-mail address must be a valid address of")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","lastName":"Archer","apiOnly":true,"userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""", "1003", "An API-only user must have an API-only role")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","lastName":"Archer","userRoleWorkspaces":[{"accessRoleId":3,"workspaceId":1}]}""", "1003", "An API-only role can be assigned only to an API-only user")]
    [InlineData("""{"emailAddress":"NAME","firstName":"Ada","lastName":"Archer","expiresAt":"2020-01-31T00:00:00Z","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""", "1003", "The expiry must be in the future.")]
    public async Task Who_cannot_be_invited_is_not(string body, string code, string message)
    {
        var name = NewName();
        var answer = await Api.PostJsonAsync($"{Users}/invite.json", body.Replace("NAME", name, StringComparison.Ordinal));
        Assert.Equal(code, CodeOf(answer, HttpStatusCode.BadRequest));
        Assert.StartsWith(message, answer.Json.GetProperty("errors")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("610", CodeOf(await Api.GetAsync($"{Users}/{name}/invite.json"), HttpStatusCode.NotFound));
    }

    [Fact]
    public async Task A_name_in_use_is_a_conflict_and_nobody_gives_more_than_it_has()
    {
        var user = await NewUserAsync();
        Assert.Equal("709", CodeOf(await Api.PostJsonAsync($"{Users}/invite.json", Body(user.UserName)), HttpStatusCode.Conflict));
        var caller = await NewCallerAsync(RolePermission.AccessUsers, RolePermission.AccessUserManagementApi);
        Assert.Equal(
            "603",
            CodeOf(await caller.PostJsonAsync($"{Users}/invite.json", Body(NewName(), role: 1, workspace: 0)), HttpStatusCode.Forbidden));
        (await caller.PostJsonAsync($"{Users}/invite.json", Body(NewName()))).Is(HttpStatusCode.OK);
    }

    private static string Body(
        string email, string more = "", uint role = BuiltInRoles.StandardUser, uint workspace = Workspaces.Default) =>
        $$"""{"emailAddress":"{{email}}","firstName":"Ada","lastName":"Archer","userRoleWorkspaces":[{"accessRoleId":{{role}},"workspaceId":{{workspace}}}]{{more}}}""";
}
