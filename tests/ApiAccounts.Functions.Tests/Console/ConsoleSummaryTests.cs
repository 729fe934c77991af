using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>What the pages of the console show beside the older routes.</summary>
[Collection<NativeApp>]
public sealed class ConsoleSummaryTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task The_numbers_are_those_of_the_partner()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        var session = await ConsoleClient.SignInAsync(app, administrator);
        var now = DateTimeOffset.UtcNow;
        var (used, old, ending) = (await app.RegisterAsync(administrator), await app.RegisterAsync(administrator),
            await app.RegisterAsync(administrator));
        await app.BackDoor.SetAsync(used, "LastUsed", now);
        await app.BackDoor.SetAsync(old, ("CreatedAt", now.AddDays(-100)), ("LastUsed", now.AddDays(-91)));
        await app.BackDoor.SetAsync(ending, "ExpiresAt", now.AddDays(29));
        (await session.PostAsync("/api/v1/groups", """{"name":"A group"}""")).Is(HttpStatusCode.Created);

        var summary = (await session.GetAsync("/console/summary")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(
            [
                ("operators", 1), ("invited", 0), ("invitations", 0), ("apiUsers", 3), ("usedToday", 1), ("unusedFor90Days", 1),
                ("expiringSoon", 1), ("groups", 1), ("roles", 3), ("customServices", 0),
            ],
            summary.EnumerateObject().Skip(1).Select(number => (number.Name, number.Value.GetInt32())));
    }

    [Fact]
    public async Task What_a_person_may_not_see_is_not_counted()
    {
        var session = await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync());

        var summary = (await session.GetAsync("/console/summary")).Is(HttpStatusCode.OK).Json;

        Assert.All(
            (string[])["operators", "invited", "invitations", "groups", "roles"],
            name => Assert.Equal(JsonValueKind.Null, summary.GetProperty(name).ValueKind));
        Assert.Equal(0, summary.GetProperty("apiUsers").GetInt32());
    }

    [Fact]
    public async Task The_operators_have_their_last_sign_in()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        var session = await ConsoleClient.SignInAsync(app, administrator);
        var quiet = await app.BackDoor.NewOperatorAsync(administrator.Id.Pid);
        var invited = await app.BackDoor.NewOperatorAsync(administrator.Id.Pid);
        await app.BackDoor.SetAsync(invited, "InvitationEndsAt", DateTimeOffset.UtcNow.AddDays(1));
        await app.BackDoor.SetAsync(invited, "Status", "Invited");
        var late = await app.BackDoor.NewOperatorAsync(administrator.Id.Pid);
        await app.BackDoor.SetAsync(late, "InvitationEndsAt", DateTimeOffset.UtcNow.AddDays(-1));
        await app.BackDoor.SetAsync(late, "Status", "Invited");

        var listed = (await session.GetAsync("/api/v1/operators")).Is(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        var one = (await session.GetAsync($"/api/v1/operators/{quiet.OperatorGuid}")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(
            [
                (administrator.UserName, "active", "signedIn"), (quiet.UserName, "active", "none"),
                (invited.UserName, "invited", "invited"), (late.UserName, "invited", "invitationExpired"),
            ],
            listed.Select(found => (
                found.GetProperty("userName").GetString()!, found.GetProperty("status").GetString()!,
                found.GetProperty("lastLogin").GetProperty("status").GetString()!)));
        Assert.Equal(listed[1].ToString(), one.ToString());
    }

    [Fact]
    public async Task Days_and_failed_calls_of_an_API_user_are_shown()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        var account = await app.RegisterAsync(administrator);
        var session = await ConsoleClient.SignInAsync(app, administrator);

        var page = (await session.GetAsync("/api/v1/api-users?daily=true&pageSize=100")).Is(HttpStatusCode.OK).Json;
        var plain = (await session.GetAsync("/api/v1/api-users")).Is(HttpStatusCode.OK).Json;
        var errors = (await session.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}/errors")).Is(HttpStatusCode.OK).Json;
        var tooMany = await session.GetAsync("/api/v1/api-users?daily=true&pageSize=101");

        var days = page.GetProperty("list")[0].GetProperty("dailyRequests").EnumerateArray().Select(day => day.GetInt64());
        Assert.Equal(Enumerable.Repeat(0L, 30), days);
        Assert.False(plain.GetProperty("list")[0].TryGetProperty("dailyRequests", out _));
        Assert.Equal((0, 0), (errors.GetProperty("total").GetInt32(), errors.GetProperty("list").GetArrayLength()));
        Assert.Equal("pageSize", Problem.Of(tooMany, HttpStatusCode.BadRequest).Target);
    }
}
