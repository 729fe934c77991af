using System.Globalization;
using System.Text.Json;
using ApiAccounts.Tools.Demo.Steps;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Month;

/// <summary>
/// What <c>demo --keep</c> leaves behind: operators with API users that were used for a month, so that the pages show something.
/// </summary>
/// <param name="accounts">The storage of the system.</param>
internal sealed class KeptMonth(Stage stage, LocalAccounts accounts)
{
    private const string Domain = "@demo.example";
    private const string Managers = """["ReadApiUsers","ManageApiUsers"]""";
    private const string Readers = """["ReadApiUsers"]""";
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private readonly List<UsedApiUser> used = [];
    private Credentials admin = new("", "");

    public async Task PlayAsync(Credentials administrator)
    {
        stage.Begin("Keep: sign in as the administrator");
        admin = await SignInAsync(administrator);
        if (await IsThereAsync())
        {
            stage.Print("the month is there already: an earlier demo --keep left it behind");
            return;
        }

        stage.Begin("Keep: create groups, operators and their API users");
        await CreateOperatorsAsync();

        stage.Begin("Keep: create a role, an operator with a custom service, and an invitation");
        await CreateServiceAsync();
        await InviteAsync();

        stage.Begin("Keep: count a month of usage");
        await CountAsync();
    }

    private async Task<Credentials> SignInAsync(Credentials administrator)
    {
        var answer = await stage.GetTokenAsync(
            "/oauth/token", new("grant_type", "password"), new("client_id", "console"),
            new("username", administrator.UserName), new("password", administrator.Password));
        var token = answer.MustBe(200).Json.GetProperty("access_token").GetString()!;
        stage.Secrets.Add(token);
        return administrator with { Token = token };
    }

    private async Task<bool> IsThereAsync()
    {
        var operators = (await SendAsync(HttpMethod.Get, "/v4/Operator", 200)).EnumerateArray();
        return operators.Any(one => one.GetProperty("Email").GetString() == Cast.Operators[0].Name + Domain);
    }

    private async Task CreateOperatorsAsync()
    {
        var groups = new Dictionary<string, long>
        {
            [Cast.Integrations] = await CreateGroupAsync(Cast.Integrations, "Look after API users", Managers),
            [Cast.Observers] = await CreateGroupAsync(Cast.Observers, "See all API users", Readers),
        };
        foreach (var one in Cast.Operators)
        {
            var email = one.Name + Domain;
            var person = $$"""
                "username":"{{email}}","email":"{{email}}","firstName":"{{one.FirstName}}","lastName":"{{one.LastName}}"
                """;
            var user = $$"""{{{person}},"status":"ACTIVE","groups":[{{groups[one.Group]}}],"isAdmin":false}""";
            await SendAsync(HttpMethod.Post, "/api/v1/users", 201, user);
            var operatorId = (await ListedOperator.FindAsync(stage, admin, email)).GetProperty("OperatorGuid").GetString();
            foreach (var apiUser in one.ApiUsers) await CreateApiUserAsync(operatorId!, apiUser);
            stage.Print($"{email}: {one.ApiUsers.Length} API users");
        }
    }

    private async Task<long> CreateGroupAsync(string name, string description, string permissions)
    {
        var created = $$"""{"name":"{{name}}","description":"{{description}}"}""";
        var group = await SendAsync(HttpMethod.Post, "/api/v1/groups", 201, created);
        var (id, pid) = (group.GetProperty("groupId").GetInt64(), group.GetProperty("pid").GetInt64());
        var granted = $$"""[{"objectType":"PARTNER","objectId":{{pid}},"permissions":{{permissions}}}]""";
        await SendAsync(HttpMethod.Put, $"/api/v1/groups/{id}/permissions", 200, granted);
        return id;
    }

    private async Task CreateApiUserAsync(string operatorId, CastApiUser apiUser)
    {
        var expiresAt = apiUser.ExpiresInDays > 0 ? $"\"{now.AddDays(apiUser.ExpiresInDays):yyyy-MM-dd}T00:00:00Z\"" : "null";
        var settings = $$"""
            "description":"{{apiUser.Description}}","type":"{{apiUser.Type}}","expiresAt":{{expiresAt}},"rateLimit":null
            """;
        var created = await SendAsync(HttpMethod.Post, $"/api/v1/operators/{operatorId}/api-users", 201, $$"""{{{settings}}}""");
        stage.Secrets.Add(created.GetProperty("secret").GetString()!);
        var id = created.GetProperty("apiUserId").GetGuid();
        used.Add(new(apiUser, id, created.GetProperty("userName").GetString()!));
        if (apiUser.IsDisabled) await SendAsync(HttpMethod.Put, $"/api/v1/api-users/{id}", 200, $$"""{{{settings}},"enabled":false}""");
    }

    private async Task CreateServiceAsync()
    {
        const string Role = """
            {"name":"Reporting programs","description":"Read users","apiOnly":true,"permissions":["accessApi","accessUsers"]}
            """;
        var role = await SendAsync(HttpMethod.Post, "/api/v1/roles", 201, Role);
        var robot = $$"""
            {"email":"reporting{{Domain}}","firstName":"Reporting","lastName":"Program","apiOnly":true,
             "roles":[{"roleId":{{role.GetProperty("roleId")}}}]}
            """;
        var invited = await SendAsync(HttpMethod.Post, "/api/v1/invitations", 201, robot);
        var reporting = $$"""
            {"name":"Reporting","description":"Weekly report of the usage","operatorId":"{{invited.GetProperty("operatorId")}}"}
            """;
        var service = await SendAsync(HttpMethod.Post, "/api/v1/custom-services", 201, reporting);
        stage.Secrets.Add(service.GetProperty("clientSecret").GetString()!);
        stage.Print($"reporting{Domain}: the custom service Reporting");
    }

    private async Task InviteAsync()
    {
        var auditor = $$"""
            {"email":"audit{{Domain}}","firstName":"External","lastName":"Audit","reason":"For the annual audit",
             "expiresAt":"{{now.AddDays(60):yyyy-MM-dd}}T00:00:00Z"}
            """;
        await SendAsync(HttpMethod.Post, "/api/v1/invitations", 201, auditor);
        stage.Print($"audit{Domain}: invited");
    }

    private async Task CountAsync()
    {
        await accounts.BackdateAsync(
            used.ToDictionary(one => one.ApiUser.Description, one => one.ApiUser.CreatedDaysAgo), now, stage.CancellationToken);
        foreach (var message in UsageMessages.Of(used, now)) await accounts.SendAsync(message, stage.CancellationToken);
        var expected = used.Sum(one => UsageOfMonth.Of(one.ApiUser, now).Sum(use => (long)use.Requests));
        var ids = used.Select(one => one.Id).ToHashSet();
        var counted = await stage.UntilAsync(
            "/api/v1/api-users?pageSize=1000", admin,
            json => json.GetProperty("list").EnumerateArray().Where(one => ids.Contains(one.GetProperty("apiUserId").GetGuid()))
                .Sum(one => one.GetProperty("requestsLast30Days").GetInt64()) >= expected);
        stage.Print(string.Create(
            CultureInfo.InvariantCulture, $"{expected:N0} requests counted, of {counted.GetProperty("total")} API users"));
    }

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, int status, string? json = null) =>
        (await stage.SendAsync(method, path, admin, json)).MustBe(status).Json;
}
