using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>One story told by both dialects in turns: an operator there is a user here, and each sees what the other does.</summary>
[Collection<AudienceManagerApp>]
public sealed class BothDialectsTests(AppFixture fixture) : AudienceTest(fixture)
{
    [Fact]
    public async Task What_one_dialect_changes_the_other_shows()
    {
        // An operator is made there, and is a user here.
        var email = NewName();
        var guid = (await Api.PostJsonAsync("/v4/Operator",
            $$"""{"FullName":"Ada Mary Lovelace","Email":"{{email}}","CultureName":"nl-NL"}""")).Is(HttpStatusCode.Created).Text("OperatorGuid");
        var user = (await Api.GetAsync("/api/v1/users")).Json.EnumerateArray().Last();
        var userId = user.GetProperty("userId").GetUInt32();
        Assert.Equal(
            ("Ada", "Mary Lovelace", email, email, false),
            (Text(user, "firstName"), Text(user, "lastName"), Text(user, "email"), Text(user, "username"),
                user.GetProperty("isAdmin").GetBoolean()));

        // It is changed here, and shown there: with what only the other dialect knows as it was.
        var other = NewName();
        (await Api.PutJsonAsync($"/v1/users/{userId}",
            $$"""{"username":"{{other}}","firstName":"Augusta Ada","lastName":"King","email":"{{email}}","title":"Countess","isAdmin":"true"}""")).Is(HttpStatusCode.OK);
        var shown = (await Api.GetAsync($"/v4/Operator/{guid}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(
            ("Augusta Ada King", email, true, "nl-NL"),
            (Text(shown, "FullName"), Text(shown, "Email"), shown.GetProperty("IsAccountAdministrator").GetBoolean(),
                Text(shown, "CultureName")));
        Assert.Contains("AccountAdministrator", (await Api.GetAsync($"/v4/Operator/{guid}/Authorization")).Body, StringComparison.Ordinal);

        // A change there that names the same values takes nothing away that is known here alone.
        (await Api.PutJsonAsync($"/v4/Operator/{guid}", $$"""{"FullName":"Augusta Ada King","Email":"{{email}}"}"""))
            .Is(HttpStatusCode.NoContent);
        user = (await Api.GetAsync($"/api/v1/users/{userId}")).Json;
        Assert.Equal(
            ("Augusta Ada", "King", other, "Countess"),
            (Text(user, "firstName"), Text(user, "lastName"), Text(user, "username"), Text(user, "title")));

        // A new e-mail address becomes the user name there, and a withdrawn authorization is no administrator here.
        var third = NewName();
        (await Api.PatchJsonAsync($"/v4/Operator/{guid}", $$"""{"Email":"{{third}}"}""")).Is(HttpStatusCode.NoContent);
        (await Api.DeleteAsync($"/v4/Operator/{guid}/Authorization/AccountAdministrator")).Is(HttpStatusCode.NoContent);
        user = (await Api.GetAsync($"/v1/users/{userId}/")).Json;
        Assert.Equal((third, third, false), (Text(user, "username"), Text(user, "email"), user.GetProperty("isAdmin").GetBoolean()));

        // Groups are the same; here they have numbers and descriptions.
        var groupGuid = (await Api.PostJsonAsync("/v4/OperatorGroup", """{"Description":"On call"}""")).Text("OperatorGroupGuid");
        var group = (await Api.GetAsync("/api/v1/groups")).Json.EnumerateArray().Single();
        var groupId = group.GetProperty("groupId").GetUInt32();
        Assert.Equal(
            ("On call", (string?)null, 0),
            (Text(group, "name"), Text(group, "description"), group.GetProperty("membershipCount").GetInt32()));
        (await Api.PutJsonAsync($"/api/v1/groups/{groupId}", """{"name":"On watch","description":"At night"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("On watch", (await Api.GetAsync($"/v4/OperatorGroup/{groupGuid}")).Text("Description"));
        (await Api.PutJsonAsync($"/v4/OperatorGroup/{groupGuid}", """{"Description":"On call"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("At night", (await Api.GetAsync($"/api/v1/groups/{groupId}")).Text("description"));

        // A member that joins there is one here, and leaves here.
        (await Api.PostAsync($"/v4/OperatorGroup/{groupGuid}/Member/{guid}")).Is(HttpStatusCode.Created);
        Assert.Equal($"[{userId}]", (await Api.GetAsync($"/v1/groups/{groupId}")).Json.GetProperty("users").GetRawText());
        Assert.Equal(
            [userId],
            (await Api.GetAsync($"/v1/users?groupId={groupId}")).Json.EnumerateArray()
                .Select(one => one.GetProperty("userId").GetUInt32()));
        (await Api.PutJsonAsync($"/api/v1/users/{userId}", Body(third, ""","groups":[]"""))).Is(HttpStatusCode.OK);
        Assert.Equal("[]", (await Api.GetAsync($"/v4/OperatorGroup/{groupGuid}/Member")).Body);

        // And one that joins here leaves there.
        (await Api.PutJsonAsync($"/api/v1/users/{userId}", Body(third, $$""","groups":[{{groupId}}]"""))).Is(HttpStatusCode.OK);
        Assert.Equal($$"""[{"OperatorGuid":"{{guid}}"}]""", (await Api.GetAsync($"/v4/OperatorGroup/{groupGuid}/Member")).Body);
        (await Api.DeleteAsync($"/v4/OperatorGroup/{groupGuid}")).Is(HttpStatusCode.NoContent);
        Assert.Equal("[]", (await Api.GetAsync($"/api/v1/users/{userId}")).Json.GetProperty("groups").GetRawText());

        // Both list the same, in the same order; and what is deleted by one is gone for the other.
        Assert.Equal(
            (await Api.GetAsync("/v4/Operator")).Json.EnumerateArray().Select(one => Text(one, "Email")),
            (await Api.GetAsync("/v1/users")).Json.EnumerateArray().Select(one => Text(one, "email"))
                .Select((shownEmail, index) => index == 1 ? "ada@audience.example" : shownEmail));
        (await Api.DeleteAsync($"/api/v1/users/{userId}")).Is(HttpStatusCode.NoContent);
        (await Api.GetAsync($"/v4/Operator/{guid}")).Is(HttpStatusCode.NotFound);
        (await Api.GetAsync($"/api/v1/groups/{groupId}")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_name_that_is_taken_in_one_dialect_is_taken_in_the_other()
    {
        var (here, there) = (NewName(), NewName());
        (await Api.PostJsonAsync("/api/v1/users", Body(here))).Is(HttpStatusCode.Created);
        (await Api.PostJsonAsync("/v4/Operator", $$"""{"FullName":"Ada","Email":"{{there}}"}""")).Is(HttpStatusCode.Created);

        (await Api.PostJsonAsync("/v4/Operator", $$"""{"FullName":"Ada","Email":"{{here.ToUpperInvariant()}}"}"""))
            .Is(HttpStatusCode.Conflict);
        (await Api.PostJsonAsync("/v1/users", Body(there.ToUpperInvariant()))).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task The_last_administrator_is_the_same_in_both()
    {
        var (other, _) = await NewCallerAsync(isAdministrator: true);
        (await Api.DeleteAsync($"/v4/Operator/{other.OperatorGuid}/Authorization/AccountAdministrator")).Is(HttpStatusCode.NoContent);
        (await Api.PutJsonAsync(PathOf(Administrator), Body(Administrator.UserName, ""","isAdmin":false"""))).Is(HttpStatusCode.Conflict);
        (await Api.PutJsonAsync(PathOf(other), Body(other.UserName, ""","isAdmin":true"""))).Is(HttpStatusCode.OK);
        (await Api.DeleteAsync($"/v4/Operator/{Administrator.OperatorGuid}/Authorization/AccountAdministrator"))
            .Is(HttpStatusCode.NoContent);
    }

    private static string? Text(JsonElement json, string member) => json.GetProperty(member).GetString();
}
