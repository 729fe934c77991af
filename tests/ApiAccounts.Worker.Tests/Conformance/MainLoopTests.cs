using System.Text.Json;
using ApiAccounts.Worker.Tests.Running;

namespace ApiAccounts.Worker.Tests.Conformance;

/// <summary>What the command <c>demo</c> plays, on the real worker.</summary>
[Collection(SharedHosts.Name)]
public sealed class MainLoopTests(Hosts hosts)
{
    private const int Calls = 100;

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task An_API_user_is_registered_verified_counted_listed_and_deleted(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var (manager, caller) = (await app.RegisterAsync(), await app.RegisterAsync());

        await Parallel.ForAsync(0, Calls, async (_, _) => (await app.As(caller).GetAsync("/verify")).Is(HttpStatusCode.OK));
        await Eventually.Async(async () => await RequestsAsync(app.As(manager), caller) >= Calls, "all calls are counted");

        var overview = (await app.As(manager).GetAsync($"/api/v1/api-users?search={caller.UserName}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(caller.ApiUserGuid, overview.GetProperty("list")[0].GetProperty("apiUserId").GetString());
        var listed = (await app.As(manager).GetAsync($"/v4/ApiUser/{caller.ApiUserGuid}")).Is(HttpStatusCode.OK);
        Assert.Equal(("Used", Calls), (listed.Text("LastUsedStatus"), listed.Json.GetProperty("RequestsLast30Days").GetInt64()));

        (await app.As(manager).DeleteAsync($"/v4/ApiUser/{caller.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        (await app.As(caller).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await app.As(manager).GetAsync($"/v4/ApiUser/{caller.ApiUserGuid}")).Is(HttpStatusCode.NotFound);
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_user_of_one_dialect_is_an_operator_of_the_others(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var manager = app.As(await app.RegisterAsync());
        var email = $"colleague-{host}@demo.example";
        var user = (await manager.PostJsonAsync(
            "/api/v1/users/",
            $$"""{"username":"{{email}}","status":"ACTIVE","firstName":"A","lastName":"Colleague","email":"{{email}}","isAdmin":false}"""))
            .Is(HttpStatusCode.Created).Json.GetProperty("userId").GetInt64();

        var operators = (await manager.GetAsync("/v4/Operator")).Is(HttpStatusCode.OK).Json.EnumerateArray();
        var same = Assert.Single(operators, item => item.GetProperty("Email").GetString() == email);
        var marketo = (await manager.GetAsync($"/userservice/management/v1/users/{email}/user.json")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(user, marketo.GetProperty("id").GetInt64());

        (await manager.DeleteAsync($"/api/v1/users/{user}")).Is(HttpStatusCode.NoContent);
        (await manager.GetAsync($"/v4/Operator/{same.GetProperty("OperatorGuid").GetString()}")).Is(HttpStatusCode.NotFound);
        (await manager.GetAsync($"/userservice/management/v1/users/{email}/user.json")).Is(HttpStatusCode.NotFound);
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_rotated_secret_works_beside_the_old_one_and_a_report_counts_once(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var account = await app.RegisterAsync();
        var manager = app.As(account);
        var added = (await manager.PostJsonAsync(
            $"/api/v1/operators/{account.OperatorGuid}/api-users/changes",
            """{"add":[{"description":"Nightly export"},{"description":"Dashboard","type":"Grafana"}]}"""))
            .Is(HttpStatusCode.OK).Json.GetProperty("added");
        var (export, dashboard) = (Made(added[0], account.OperatorGuid), Made(added[1], account.OperatorGuid));

        var rotated = await manager.PostJsonAsync($"/api/v1/api-users/{export.ApiUserGuid}/rotate", """{"overlapDays":1}""");
        rotated.Is(HttpStatusCode.OK);
        (await app.As(export).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await app.As(export with { Password = rotated.Text("secret") }).GetAsync("/verify")).Is(HttpStatusCode.OK);

        var ping = $$"""{"apiUserId":"{{dashboard.ApiUserGuid}}","at":"{{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}","requests":25}""";
        var report = $$"""{"batchId":"report-on-{{host}}","pings":[{{ping}}]}""";
        for (var time = 0; time < 2; time++) (await manager.PostJsonAsync("/api/v1/usage", report)).Is(HttpStatusCode.Accepted);
        (await app.As(dashboard).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Eventually.Async(async () => await RequestsAsync(manager, dashboard) >= 26, "the report and the call are counted");
        Assert.Equal(26, await RequestsAsync(manager, dashboard));
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_custom_service_calls_with_its_token_until_it_is_deleted(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var manager = app.As(await app.RegisterAsync());
        var robotGuid = await RobotAsync(manager, $"robot-{host}@demo.example");
        var service = (await manager.PostJsonAsync(
            "/api/v1/custom-services", $$"""{"name":"Integration on {{host}}","description":"It calls","operatorId":"{{robotGuid}}"}"""))
            .Is(HttpStatusCode.Created);
        var token = (await app.Anonymous.PostFormAsync(
            "/identity/oauth/token",
            ("grant_type", "client_credentials"), ("client_id", service.Text("clientId")), ("client_secret", service.Text("clientSecret"))))
            .Is(HttpStatusCode.OK).Text("access_token");
        var robot = app.Anonymous.WithToken(token);

        Assert.True((await robot.GetAsync("/rest/v1/stats/usage.json")).Is(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean());
        (await robot.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK);

        (await manager.DeleteAsync($"/api/v1/custom-services/{service.Text("clientId")}")).Is(HttpStatusCode.NoContent);
        Assert.False((await robot.GetAsync("/rest/v1/stats/usage.json")).Is(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean());
        (await robot.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
    }

    /// <summary>Invites an operator that is API-only, which is there at once.</summary>
    /// <returns>Its GUID.</returns>
    private static async Task<string> RobotAsync(ApiClient manager, string email)
    {
        var role = (await manager.PostJsonAsync(
            "/api/v1/roles", $$"""{"name":"Of {{email}}","apiOnly":true,"permissions":["accessApi","accessUserManagementApi"]}"""))
            .Is(HttpStatusCode.Created).Json.GetProperty("roleId").GetInt64();
        var roles = $$"""[{"accessRoleId":{{role}},"workspaceId":1}]""";
        (await manager.PostJsonAsync(
            "/userservice/management/v1/users/invite.json",
            $$"""{"emailAddress":"{{email}}","firstName":"A","lastName":"Robot","apiOnly":true,"userRoleWorkspaces":{{roles}}}"""))
            .Is(HttpStatusCode.OK);
        var operators = (await manager.GetAsync("/v4/Operator")).Is(HttpStatusCode.OK).Json.EnumerateArray();
        return operators.Single(item => item.GetProperty("Email").GetString() == email).GetProperty("OperatorGuid").GetString()!;
    }

    private static RegisteredAccount Made(JsonElement added, string operatorGuid) =>
        RegisteredAccount.Of(added.GetProperty("userName").GetString()!, added.GetProperty("secret").GetString()!, operatorGuid);

    private static async Task<long> RequestsAsync(ApiClient reader, RegisteredAccount account) =>
        (await reader.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}")).Is(HttpStatusCode.OK)
            .Json.GetProperty("requestsLast30Days").GetInt64();
}
