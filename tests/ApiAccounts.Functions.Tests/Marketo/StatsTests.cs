using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>A day may end while a test runs, so what was called is looked for on the newest two.</summary>
[Collection<MarketoApp>]
public sealed class StatsTests(AppFixture fixture) : MarketoTest(fixture)
{
    private const string Stats = "/rest/v1/stats";

    [Fact]
    public async Task The_three_steps_of_the_flow_lead_to_a_call_that_the_usage_of_the_day_shows()
    {
        var role = await NewRoleAsync(
            "Exports", isApiOnly: true, RolePermission.AccessApi, RolePermission.AccessUsers, RolePermission.AccessUserManagementApi);
        var name = NewName();
        (await Api.PostJsonAsync($"{Users}/invite.json", $$"""
            {"emailAddress":"{{name}}","firstName":"Nightly","lastName":"Robot","reason":"Exports","apiOnly":true,"userRoleWorkspaces":[{"accessRoleId":{{role}},"workspaceId":1}]}
            """)).Is(HttpStatusCode.OK);
        var guid = await App.BackDoor.OperatorGuidAsync(name);
        var service = (
            await Api.PostJsonAsync(
                "/api/v1/custom-services", $$"""{"name":"Nightly","description":"","operatorId":"{{guid}}"}""")).Is(HttpStatusCode.Created);
        var token = (await App.Anonymous.GetAsync(
            $"/identity/oauth/token?grant_type=client_credentials&client_id={service.Text("clientId")}&client_secret={service.Text("clientSecret")}")).Is(HttpStatusCode.OK);
        Assert.Equal(name, token.Text("scope"));
        var robot = App.Anonymous.WithToken(token.Text("access_token"));

        var user = (await robot.GetAsync($"{Users}/{name}/user.json")).Is(HttpStatusCode.OK);
        Assert.Equal((name, true), (user.Text("userid"), user.Json.GetProperty("apiOnly").GetBoolean()));
        Assert.Equal("Nightly Robot", (await robot.GetAsync($"/v4/Operator/{guid}")).Is(HttpStatusCode.OK).Text("FullName"));
        Assert.Equal(name, (await robot.GetAsync($"/api/v1/users/{user.Json.GetProperty("id")}")).Is(HttpStatusCode.OK).Text("username"));

        await Eventually.Async(async () => await CountOfAsync(Api, name) == 3, "the three calls are in the usage");
        var day = (await ResultAsync(Api, "usage.json"))[0];
        Assert.Equal(["date", "total", "users"], Answer.Names(day));
        Assert.True(day.GetProperty("total").GetInt64() >= 3);
        Assert.Equal(0, await CountOfAsync(robot, Administrator.UserName)); // its role shows it no more than its own
    }

    [Fact]
    public async Task Each_sees_what_it_may_see_of_the_usage()
    {
        var mine = await NewCallerAsync(RolePermission.AccessApi);
        Assert.Empty(UsersIn(await ResultAsync(mine, "usage.json")).Except([await NameOfAsync(mine)]));
        (await Api.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK);
        var reader = await NewCallerAsync(RolePermission.AccessApi, RolePermission.ReadApiUsers);
        await Eventually.Async(
            async () => UsersIn(await ResultAsync(reader, "usage.json")).Contains(Administrator.UserName),
            "the administrator's calls are shown");
        await Eventually.Async(async () => UsersIn(await ResultAsync(mine, "usage.json")).Any(), "its own calls are shown");
        Assert.DoesNotContain(Administrator.UserName, UsersIn(await ResultAsync(mine, "usage.json")));
    }

    [Fact]
    public async Task The_usage_of_a_day_does_not_change_when_its_API_users_are_deleted_later()
    {
        var administrator = await App.BackDoor.NewPartnerAsync();
        var (api, used) = (App.As(await App.RegisterAsync(administrator)), new List<RegisteredAccount>());
        for (var number = 0; number < 3; number++) used.Add(await App.RegisterAsync(administrator));
        foreach (var one in used)
            for (var call = 0; call < 5; call++) (await App.As(one).GetAsync("/v4/ApiUser/nonsense")).Is(HttpStatusCode.BadRequest);
        await new UsageQueue(App.Account).DrainedAsync();
        Assert.True(await CountOfAsync(api, administrator.UserName) >= 15);

        (await api.DeleteAsync($"/v4/ApiUser/{used[0].ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        (await api.PostJsonAsync(
            $"/api/v1/operators/{administrator.OperatorGuid}/api-users/changes",
            $$"""{"add":[],"delete":["{{used[1].ApiUserGuid}}","{{used[2].ApiUserGuid}}"]}""")).Is(HttpStatusCode.OK);

        Assert.True(await CountOfAsync(api, administrator.UserName) >= 15);
    }

    [Theory]
    [InlineData("usage.json", 1)]
    [InlineData("usage/last7days.json", 7)]
    [InlineData("errors.json", 1)]
    [InlineData("errors/last7days.json", 7)]
    public async Task Each_day_is_there_the_newest_first(string call, int days)
    {
        var before = DateOnly.FromDateTime(DateTime.UtcNow);
        var dates = (await ResultAsync(Api, call)).Select(
            day => DateOnly.ParseExact(day.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(dates[0], before, DateOnly.FromDateTime(DateTime.UtcNow));
        Assert.Equal(Enumerable.Range(0, days).Select(ago => dates[0].AddDays(-ago)), dates);
    }

    [Fact]
    public async Task Failed_calls_are_counted_by_the_code_that_they_were_answered()
    {
        var caller = await NewCallerAsync(RolePermission.AccessApi);
        for (var i = 0; i < 2; i++) Assert.Equal("603", CodeOf(await caller.GetAsync($"{Users}/allusers.json"), HttpStatusCode.Forbidden));
        Assert.Equal("610", CodeOf(await Api.GetAsync($"{Users}/{NewName()}/user.json"), HttpStatusCode.NotFound));
        Assert.Equal("609", CodeOf(await Api.PostJsonAsync($"{Users}/invite.json", "{"), HttpStatusCode.BadRequest));
        await Eventually.Async(async () => await ErrorsAsync(Api) is "603: 2, 609: 1, 610: 1", "the failed calls are counted");
        await Eventually.Async(async () => await ErrorsAsync(caller) is "603: 2", "its own are shown to who made them");
    }

    [Fact]
    public async Task A_call_that_fails_is_one_request_and_the_error_no_other()
    {
        var caller = await NewCallerAsync(RolePermission.AccessApi);
        var name = await NameOfAsync(caller);
        for (var i = 0; i < 3; i++) Assert.Equal("603", CodeOf(await caller.GetAsync($"{Users}/allusers.json"), HttpStatusCode.Forbidden));
        await Eventually.Async(async () => await ErrorsAsync(Api) is "603: 3", "the failed calls are counted");
        await new UsageQueue(App.Account).DrainedAsync();
        await Eventually.Async(
            async () => await CountOfAsync(Api, name) == 5,
            "the calls are counted, with its registration and the one that asked for its name");
        Assert.Equal(5, await CountOfAsync(Api, name));
    }

    private static async Task<string> ErrorsAsync(ApiClient caller)
    {
        var errors = (await ResultAsync(caller, "errors/last7days.json")).Take(2)
            .SelectMany(day => day.GetProperty("errors").EnumerateArray())
            .GroupBy(error => error.GetProperty("errorCode").GetString(), error => error.GetProperty("count").GetInt64());
        return string.Join(", ", errors.Select(code => $"{code.Key}: {code.Sum()}").Order(StringComparer.Ordinal));
    }

    private static async Task<long> CountOfAsync(ApiClient caller, string userName) =>
        (await ResultAsync(caller, "usage/last7days.json")).Take(2)
        .SelectMany(day => day.GetProperty("users").EnumerateArray())
        .Where(user => user.GetProperty("userId").GetString() == userName)
        .Sum(user => user.GetProperty("count").GetInt64());

    private static IEnumerable<string?> UsersIn(IEnumerable<JsonElement> days) =>
        days.SelectMany(day => day.GetProperty("users").EnumerateArray()).Select(user => user.GetProperty("userId").GetString());

    private static async Task<string> NameOfAsync(ApiClient caller) =>
        (await caller.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK).Text("username");

    private static async Task<IReadOnlyList<JsonElement>> ResultAsync(ApiClient caller, string call)
    {
        var answer = (await caller.GetAsync($"{Stats}/{call}")).Is(HttpStatusCode.OK);
        Assert.Equal(["requestId", "success", "result", "errors", "warnings"], Answer.Names(answer.Json));
        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        return [.. answer.Json.GetProperty("result").EnumerateArray()];
    }
}
