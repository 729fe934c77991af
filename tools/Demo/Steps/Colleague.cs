using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>A colleague, in one dialect or another: created in a group with rights, signed in, locked and deleted.</summary>
/// <param name="manager">An API user of an administrator.</param>
/// <param name="mailFolder">Where mails are written; null where they cannot be read: then the administrator sets the password.</param>
internal sealed class Colleague(Stage stage, Credentials manager, string? mailFolder)
{
    private const string Users = "/api/v1/users/";
    private const string Groups = "/api/v1/groups/";
    private readonly string email = $"demo-{Guid.NewGuid():N}@demo.example";
    private long? groupId;
    private long? userId;

    /// <param name="administratorGuid">The operator of the manager.</param>
    /// <param name="shown">The user name of one of its API users.</param>
    public async Task PlayAsync(string administratorGuid, string shown)
    {
        stage.Begin("Create a group whose members may manage API users, as a client of the Audience Manager dialect does");
        await CreateGroupAsync();

        stage.Begin("Create a user in it; a client of the Uptrends dialect sees the same operator");
        userId = (await ShowAsync(HttpMethod.Post, Users, UserOf("ACTIVE"))).MustBe(201).Json.GetProperty("userId").GetInt64();
        var operatorGuid = await OperatorGuidAsync();

        stage.Begin("Sign in with the temporary password from its mail: that allows nothing but choosing another password");
        var password = await ChoosePasswordAsync(operatorGuid);

        stage.Begin("Signed in, it sees the API users of the whole partner, as its group may; it cannot create one for an administrator");
        var (colleague, _) = await SignInAsync(password);
        await OverviewAsync(colleague, shown);
        const string NewApiUser = """{"description":"Not to be"}""";
        (await stage.ShowAsync(HttpMethod.Post, $"/api/v1/operators/{administratorGuid}/api-users", colleague, NewApiUser)).MustBe(403);

        stage.Begin("Lock it: its token is refused at once, in every dialect");
        (await ShowAsync(HttpMethod.Put, $"{Users}{userId}", UserOf("LOCKED"))).MustBe(200);
        (await stage.ShowAsync(HttpMethod.Get, "/verify", colleague)).MustBe(401);
        (await stage.ShowAsync(HttpMethod.Get, "/v4/ApiUser", colleague)).MustBe(401);

        stage.Begin("Read who did what to it, the latest first");
        await AuditAsync(operatorGuid);

        stage.Begin("Delete the user, and the group that is empty now");
        (await ShowAsync(HttpMethod.Delete, $"{Users}{userId}")).MustBe(204);
        userId = null;
        (await ShowAsync(HttpMethod.Delete, $"{Groups}{groupId}")).MustBe(204);
        groupId = null;
    }

    public async Task CleanUpAsync()
    {
        if (userId is not null) await stage.SendAnywayAsync(HttpMethod.Delete, $"{Users}{userId}", manager);
        if (groupId is not null) await stage.SendAnywayAsync(HttpMethod.Delete, $"{Groups}{groupId}", manager);
    }

    private Task<Answer> ShowAsync(HttpMethod method, string path, string? json = null) => stage.ShowAsync(method, path, manager, json);

    private string UserOf(string status)
    {
        var person = $$"""
            "firstName":"Demo","lastName":"Colleague","email":"{{email}}","title":null,"phoneNumber":null
            """;
        return $$"""{"username":"{{email}}","status":"{{status}}",{{person}},"groups":[{{groupId}}],"isAdmin":false}""";
    }

    private async Task CreateGroupAsync()
    {
        const string NewGroup = """{"name":"Demo integrations","description":"They look after API users"}""";
        var group = (await ShowAsync(HttpMethod.Post, Groups, NewGroup)).MustBe(201).Json;
        groupId = group.GetProperty("groupId").GetInt64();
        const string Permissions = """["ReadApiUsers","ManageApiUsers"]""";
        var granted = $$"""[{"objectType":"PARTNER","objectId":{{group.GetProperty("pid")}},"permissions":{{Permissions}}}]""";
        (await ShowAsync(HttpMethod.Put, $"{Groups}{groupId}/permissions/", granted)).MustBe(200);
    }

    private async Task<string> OperatorGuidAsync()
    {
        var same = await ListedOperator.FindAsync(stage, manager, email);
        stage.Print($"GET /v4/Operator   (as {manager.UserName})\n   {same}");
        return same.GetProperty("OperatorGuid").GetString()!;
    }

    /// <returns>The password it has from now on.</returns>
    private async Task<string> ChoosePasswordAsync(string operatorGuid)
    {
        var chosen = Password.Generate();
        if (mailFolder is null)
        {
            stage.Print("its mail cannot be read from here: the manager sets a password");
            var patch = $$"""{"Password":"{{chosen}}"}""";
            (await stage.SendAsync(HttpMethod.Patch, $"/v4/Operator/{operatorGuid}", manager, patch)).MustBe(204);
            stage.Secrets.Add(chosen);
            return chosen;
        }
        var temporary = await MailedPassword.ReadAsync(stage, mailFolder, email);
        var (beginner, scope) = await SignInAsync(temporary);
        if (scope != "change_password") throw new ToolException($"A temporary password allows '{scope}' instead of 'change_password'.");
        (await stage.ShowAsync(HttpMethod.Get, "/v4/ApiUser", beginner)).MustBe(403);
        var change = $$"""{"oldPassword":"{{temporary}}","newPassword":"{{chosen}}"}""";
        (await stage.SendAsync(HttpMethod.Put, $"{Users}self/update-password", beginner, change)).MustBe(200);
        stage.Secrets.Add(chosen);
        stage.Print($"PUT {Users}self/update-password   (as {email})\n   200");
        (await stage.ShowAsync(HttpMethod.Get, "/v4/ApiUser", beginner)).MustBe(401);
        return chosen;
    }

    private async Task<(Credentials Colleague, string? Scope)> SignInAsync(string password)
    {
        const string Path = "/oauth/token";
        var answer = await stage.GetTokenAsync(
            Path, new("grant_type", "password"), new("client_id", "console"), new("username", email), new("password", password));
        var tokens = answer.MustBe(200).Json;
        var token = tokens.GetProperty("access_token").GetString()!;
        stage.Secrets.Add(token);
        stage.Secrets.Add(tokens.GetProperty("refresh_token").GetString()!);
        var scope = tokens.GetProperty("scope").GetString();
        stage.Print($"POST {Path}   (as {email})\n   200 scope {scope}, expires in {tokens.GetProperty("expires_in")} s");
        return (new(email, password) { Token = token }, scope);
    }

    private async Task OverviewAsync(Credentials colleague, string shown)
    {
        var overview = (await stage.SendAsync(HttpMethod.Get, "/api/v1/api-users?pageSize=1000", colleague)).MustBe(200);
        if (!overview.Body.Contains(shown, StringComparison.Ordinal))
            throw new ToolException($"{shown} is not in the overview that {email} is shown.");
        stage.Print($"GET /api/v1/api-users   (as {email})\n   200 {overview.Json.GetProperty("total")} API users");
    }

    private async Task AuditAsync(string operatorGuid)
    {
        var path = $"/api/v1/audit?subject={operatorGuid}&pageSize=100";
        var trail = (await stage.SendAsync(HttpMethod.Get, path, manager)).MustBe(200).Json;
        stage.Print($"GET {path}   (as {manager.UserName})");
        var actions = new HashSet<string?>();
        foreach (var entry in trail.GetProperty("entries").EnumerateArray())
        {
            stage.Print($"{entry.GetProperty("at")}  {entry.GetProperty("action")}  {entry.GetProperty("changes")}");
            actions.Add(entry.GetProperty("action").GetString());
        }
        foreach (var action in (string[])["operatorCreated", "signedIn", "operatorChanged"])
            if (!actions.Contains(action)) throw new ToolException($"The audit trail lacks {action}.");
    }
}
