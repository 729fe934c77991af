using System.Text.Json;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>An integration, as a client of the Marketo dialect has it: role, API-only user, custom service, token, usage.</summary>
/// <param name="manager">An API user of an administrator.</param>
internal sealed class Integration(Stage stage, Credentials manager)
{
    private const string Users = "/userservice/management/v1/users";
    private const string Roles = "/api/v1/roles";
    private const string Services = "/api/v1/custom-services";
    private const string Usage = "/rest/v1/stats/usage.json";
    private readonly string email = $"robot-{Guid.NewGuid():N}@demo.example";
    private long? roleId;
    private bool isInvited;

    public async Task PlayAsync()
    {
        stage.Begin("Create a role for API-only users, and invite one: nothing is mailed, and it is there at once");
        await CreateRoleAsync();
        var userId = await InviteAsync();

        stage.Begin("Create a custom service for it, and ask for its token twice: it is the same");
        var (clientId, robot) = await CreateServiceAsync();

        stage.Begin("Call with the token, in each dialect");
        (await stage.ShowAsync(HttpMethod.Get, "/rest/v1/stats/errors.json", robot)).MustBe(200);
        (await stage.ShowAsync(HttpMethod.Get, $"{Users}/{email}/roles.json", robot)).MustBe(200);
        (await stage.ShowAsync(HttpMethod.Get, "/v4/ApiUser", robot)).MustBe(200);
        (await stage.ShowAsync(HttpMethod.Get, $"/api/v1/users/{userId}", robot)).MustBe(200);

        stage.Begin("Wait until the usage of today shows the four calls");
        var shown = await stage.UntilAsync(Usage, robot, json => CallsIn(json) >= 4);
        stage.Print($"GET {Usage}   (as {email})\n   200 {shown}");

        stage.Begin("Delete the service: its token is refused at once; then its user, and the role that nobody has any more");
        (await stage.ShowAsync(HttpMethod.Delete, $"{Services}/{clientId}", manager)).MustBe(204);
        var refused = (await stage.ShowAsync(HttpMethod.Get, Usage, robot)).MustBe(200);
        if (refused.Json.GetProperty("success").GetBoolean()) throw new ToolException("The token of a deleted service still works.");
        (await stage.ShowAsync(HttpMethod.Post, $"{Users}/{email}/delete.json", manager)).MustBe(200);
        isInvited = false;
        (await stage.ShowAsync(HttpMethod.Delete, $"{Roles}/{roleId}", manager)).MustBe(204);
        roleId = null;
    }

    public async Task CleanUpAsync()
    {
        if (isInvited) await stage.SendAnywayAsync(HttpMethod.Post, $"{Users}/{email}/delete.json", manager);
        if (roleId is not null) await stage.SendAnywayAsync(HttpMethod.Delete, $"{Roles}/{roleId}", manager);
    }

    private async Task CreateRoleAsync()
    {
        const string Role = """{"name":"Demo robots","apiOnly":true,"permissions":["accessApi","accessUsers","accessUserManagementApi"]}""";
        var role = (await stage.ShowAsync(HttpMethod.Post, Roles, manager, Role)).MustBe(201).Json;
        roleId = role.GetProperty("roleId").GetInt64();
    }

    /// <returns>The number of the user.</returns>
    private async Task<long> InviteAsync()
    {
        var roles = $$"""[{"accessRoleId":{{roleId}},"workspaceId":1}]""";
        var user = $$"""{"emailAddress":"{{email}}","firstName":"Demo","lastName":"Robot","apiOnly":true,"userRoleWorkspaces":{{roles}}}""";
        (await stage.ShowAsync(HttpMethod.Post, $"{Users}/invite.json", manager, user)).MustBe(200);
        isInvited = true;
        var invited = (await stage.ShowAsync(HttpMethod.Get, $"{Users}/{email}/user.json", manager)).MustBe(200).Json;
        return invited.GetProperty("id").GetInt64();
    }

    private async Task<(string ClientId, Credentials Robot)> CreateServiceAsync()
    {
        var operatorGuid = (await ListedOperator.FindAsync(stage, manager, email)).GetProperty("OperatorGuid").GetString();
        var body = $$"""{"name":"Demo integration","description":"From the demo","operatorId":"{{operatorGuid}}"}""";
        var service = (await stage.SendAsync(HttpMethod.Post, Services, manager, body)).MustBe(201).Json;
        var (clientId, clientSecret) = (service.GetProperty("clientId").GetString()!, service.GetProperty("clientSecret").GetString()!);
        stage.Secrets.Add(clientSecret);
        stage.Print($"POST {Services}   (as {manager.UserName})\n   {body}\n   201 {service}");

        var first = await TokenAsync(clientId, clientSecret);
        var second = await TokenAsync(clientId, clientSecret);
        var token = first.GetProperty("access_token").GetString()!;
        if (second.GetProperty("access_token").GetString() != token)
            throw new ToolException("Asked for again, the token of the service is another.");
        stage.Secrets.Add(token);
        stage.Print($"POST /identity/oauth/token   (as {clientId}, twice)\n   200 {second}");
        return (clientId, new(email, "") { Token = token });
    }

    private async Task<JsonElement> TokenAsync(string clientId, string clientSecret) =>
        (await stage.GetTokenAsync(
            "/identity/oauth/token",
            new("grant_type", "client_credentials"), new("client_id", clientId), new("client_secret", clientSecret))).MustBe(200).Json;

    private long CallsIn(JsonElement usage) => usage.GetProperty("result")[0].GetProperty("users").EnumerateArray()
        .Where(user => user.GetProperty("userId").GetString() == email)
        .Select(user => user.GetProperty("count").GetInt64()).FirstOrDefault();
}
