using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>What a helper creates for an operator stops when that operator gains rights, until an administrator confirms it.</summary>
[Collection<NativeApp>]
public sealed class UnconfirmedCredentialTests(AppFixture fixture) : IAsyncLifetime
{
    private const string List = "/api/v1/unconfirmed-credentials";

    private readonly App app = fixture.App;
    private SeededOperator administrator = null!;
    private SeededOperator owner = null!;
    private ApiClient root = null!;
    private ApiClient helper = null!;

    public async ValueTask InitializeAsync()
    {
        administrator = await app.BackDoor.NewPartnerAsync();
        root = app.As(await app.RegisterAsync(administrator));
        var asHelper = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        await JoinAsync(asHelper, await GroupAsync("\"ReadOperators\",\"ManageOperators\",\"ReadApiUsers\",\"ManageApiUsers\""));
        helper = app.As(await app.RegisterAsync(asHelper));
        owner = await app.BackDoor.NewOperatorAsync(administrator.Pid);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string> Gains =>
        ["administrator", "authorization", "membership", "group", "group's authorization", "role", "changed role"];

    [Theory]
    [MemberData(nameof(Gains))]
    public async Task A_planted_API_user_stops_at_a_gain_of_rights(string gain)
    {
        var gained = await BeforeAsync(gain);
        var planted = await PlantAsync(helper);
        (await planted.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
        Assert.False((await ListedAsync())[0].GetProperty("stopped").GetBoolean());

        await gained();

        Assert.Equal(
            "credential_unconfirmed", Problem.Of(await planted.GetAsync("/api/v1/users/self"), HttpStatusCode.Forbidden).Code);
        (await planted.GetAsync("/verify")).Is(HttpStatusCode.Forbidden);
        var listed = Assert.Single(await ListedAsync());
        Assert.Equal(("apiUser", true), (listed.GetProperty("kind").GetString(), listed.GetProperty("stopped").GetBoolean()));
        var told = (await root.GetAsync("/api/v1/audit?action=credentialsStopped")).Is(HttpStatusCode.OK).Json.GetProperty("entries");
        Assert.Equal(owner.OperatorGuid, Assert.Single(told.EnumerateArray()).GetProperty("subject").GetString());

        (await root.PostAsync($"{List}/{listed.GetProperty("credentialId").GetString()}/confirm")).Is(HttpStatusCode.NoContent);

        (await planted.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task A_planted_password_and_its_sessions_stop_at_a_gain_of_rights()
    {
        (await helper.PatchJsonAsync($"/v4/Operator/{owner.OperatorGuid}", """{"Password":"Planted-Horse-7"}"""))
            .Is(HttpStatusCode.NoContent);
        var signedIn = await app.SignInAsync(owner.UserName, "Planted-Horse-7");
        var session = app.Anonymous.WithToken(signedIn.AccessToken);
        (await session.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);

        await PromoteAsync();

        (await session.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.Unauthorized);
        (await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), ("refresh_token", signedIn.RefreshToken)))
            .Is(HttpStatusCode.BadRequest);
        (await app.AsOperator(owner.UserName, "Planted-Horse-7").PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        var listed = Assert.Single(await ListedAsync());
        Assert.Equal(
            (owner.OperatorGuid, "password", owner.UserName),
            (Text(listed, "credentialId"), Text(listed, "kind"), Text(listed, "name")));
        (await root.PostAsync($"{List}/{owner.OperatorGuid}/confirm")).Is(HttpStatusCode.NoContent);
        (await app.AsOperator(owner.UserName, "Planted-Horse-7").PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task The_password_of_a_new_operator_is_planted_too()
    {
        var created = (await helper.PostJsonAsync(
            "/v4/Operator",
            $$"""{"FullName":"A B","Email":"planted-{{administrator.Pid}}@demo.example","Password":"Planted-Horse-7"}"""))
            .Is(HttpStatusCode.Created);
        (await app.AsOperator(created.Text("Email"), "Planted-Horse-7").PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        Assert.Equal(["apiUser", "password"], (await ListedAsync()).Select(listed => listed.GetProperty("kind").GetString()).Order());
    }

    [Fact]
    public async Task What_a_planted_API_user_makes_is_planted_too()
    {
        var planted = await PlantAsync(helper);
        var second = await PlantAsync(planted);

        await PromoteAsync();

        (await second.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.Forbidden);
        Assert.Equal(2, (await ListedAsync()).Count);
    }

    [Fact]
    public async Task A_planted_custom_service_and_its_token_stop()
    {
        owner = await app.BackDoor.NewOperatorAsync(administrator.Pid, isApiOnly: true);
        var made = (await helper.PostJsonAsync(
            "/api/v1/custom-services", $$"""{"name":"Sync","description":"","operatorId":"{{owner.OperatorGuid}}"}"""))
            .Is(HttpStatusCode.Created);
        var (id, secret) = (made.Text("clientId"), made.Text("clientSecret"));
        var ask = $"/identity/oauth/token?grant_type=client_credentials&client_id={id}&client_secret={secret}";
        var token = app.Anonymous.WithToken((await app.Anonymous.GetAsync(ask)).Is(HttpStatusCode.OK).Text("access_token"));
        (await token.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);

        await JoinAsync(owner, await GroupAsync("\"ReadAudit\""));

        (await token.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.Unauthorized);
        (await app.Anonymous.GetAsync(ask)).Is(HttpStatusCode.Unauthorized);
        (await root.PostAsync($"{List}/{id}/confirm")).Is(HttpStatusCode.NoContent);
        (await token.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_the_operator_itself_or_an_administrator_made_works_on()
    {
        var own = app.As(await app.RegisterAsync(owner));
        var ofRoot = await PlantAsync(root);
        var rotated = await PlantAsync(helper);
        var id = (await ListedAsync())[0].GetProperty("credentialId").GetString();
        (await own.PostAsync($"/api/v1/api-users/{id}/rotate")).Is(HttpStatusCode.OK);

        await PromoteAsync();

        (await own.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
        (await ofRoot.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
        (await rotated.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.Unauthorized);
        Assert.Empty(await ListedAsync());
        Assert.Empty((await root.GetAsync("/api/v1/audit?action=credentialsStopped")).Json.GetProperty("entries").EnumerateArray());
    }

    [Fact]
    public async Task A_rotation_with_an_overlap_does_not_free_the_previous_secret()
    {
        var planted = await PlantAsync(helper);
        var id = (await ListedAsync())[0].GetProperty("credentialId").GetString();
        (await app.As(await app.RegisterAsync(owner)).PostJsonAsync($"/api/v1/api-users/{id}/rotate", """{"overlapDays":7}"""))
            .Is(HttpStatusCode.OK);

        await PromoteAsync();

        (await planted.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Only_an_administrator_lists_and_confirms()
    {
        await PlantAsync(helper);
        var id = (await ListedAsync())[0].GetProperty("credentialId").GetString();

        (await helper.GetAsync(List)).Is(HttpStatusCode.Forbidden);
        (await helper.PostAsync($"{List}/{id}/confirm")).Is(HttpStatusCode.Forbidden);
        (await app.As(await app.RegisterAsync(await app.BackDoor.NewPartnerAsync())).PostAsync($"{List}/{id}/confirm"))
            .Is(HttpStatusCode.NotFound);
        (await root.PostAsync($"{List}/nonsense/confirm")).Is(HttpStatusCode.BadRequest);
    }

    /// <summary>Makes what there must be before the gain.</summary>
    /// <returns>What gives the rights.</returns>
    private async Task<Func<Task>> BeforeAsync(string gain)
    {
        switch (gain)
        {
            case "administrator":
                return PromoteAsync;
            case "authorization":
                return AuthoriseAsync;
            case "membership":
                var joined = await GroupAsync("\"ReadAudit\"");
                return () => JoinAsync(owner, joined);
            case "group":
                var group = await GroupAsync();
                await JoinAsync(owner, group);
                return () => SetPermissionsAsync(group, "\"ReadAudit\"");
            case "group's authorization":
                var authorised = await GroupAsync();
                await JoinAsync(owner, authorised);
                return () => AuthoriseAsync(authorised);
            case "role":
                var given = await RoleAsync("readAudit");
                return () => GiveAsync(given);
            default:
                var changed = await RoleAsync();
                await GiveAsync(changed);
                return async () => (await root.PutJsonAsync(
                    $"/api/v1/roles/{changed}", """{"name":"Of the owner","description":"","apiOnly":false,"permissions":["readAudit"]}"""))
                    .Is(HttpStatusCode.OK);
        }
    }

    private async Task AuthoriseAsync()
    {
        var by = new Caller(administrator.Id, "Root", Grants.All);
        var granted = await app.BackDoor.Get<ChangeAuthorization>().ExecuteAsync(
            by, owner.Id, OperatorAuthorization.AccountAccess, isGranted: true, default);
        Assert.Null(granted.Error);
        await Task.Delay(AppSettings.MaxStaleness);
    }

    private async Task AuthoriseAsync(uint group)
    {
        var found = (await app.BackDoor.Get<IGroupStore>().FindAsync(administrator.Pid, group, default))!;
        var granted = await app.BackDoor.Get<ChangeGroupAuthorization>().ExecuteAsync(
            new(administrator.Id, "Root", Grants.All), found.Value.Id, OperatorAuthorization.AccountAccess, isGranted: true, default);
        Assert.Null(granted.Error);
        await Task.Delay(AppSettings.MaxStaleness);
    }

    private async Task<ApiClient> PlantAsync(ApiClient by)
    {
        var made = (await by.PostJsonAsync($"/api/v1/operators/{owner.OperatorGuid}/api-users", """{"description":"x"}"""))
            .Is(HttpStatusCode.Created);
        return app.Anonymous.With(made.Text("userName"), made.Text("secret"));
    }

    private static string? Text(JsonElement listed, string member) => listed.GetProperty(member).GetString();

    private async Task<List<JsonElement>> ListedAsync() => [.. (await root.GetAsync(List)).Is(HttpStatusCode.OK).Json.EnumerateArray()];

    private Task PromoteAsync() => UpdateAsync(owner, "\"isAdmin\":true");

    private async Task<uint> GroupAsync(string permissions = "")
    {
        var group = (await root.PostJsonAsync("/api/v1/groups", """{"name":"Of the test"}""")).Is(HttpStatusCode.Created)
            .Json.GetProperty("groupId").GetUInt32();
        if (permissions.Length > 0) await SetPermissionsAsync(group, permissions);
        return group;
    }

    private async Task SetPermissionsAsync(uint group, string permissions) => (await root.PutJsonAsync(
        $"/api/v1/groups/{group}/permissions",
        $$"""[{"objectType":"PARTNER","objectId":{{administrator.Pid}},"permissions":[{{permissions}}]}]""")).Is(HttpStatusCode.OK);

    private Task JoinAsync(SeededOperator member, uint group) =>
        UpdateAsync(member, string.Create(CultureInfo.InvariantCulture, $"\"groups\":[{group}]"));

    private async Task UpdateAsync(SeededOperator user, string change) => (await root.PutJsonAsync(
        $"/api/v1/users/{user.Id.UserId}",
        $$"""{"username":"{{user.UserName}}","firstName":"A","lastName":"B","email":"someone@demo.example",{{change}}}"""))
        .Is(HttpStatusCode.OK);

    private async Task<uint> RoleAsync(string? permission = null)
    {
        var permissions = permission is null ? "" : $"\"{permission}\"";
        return (await root.PostJsonAsync(
            "/api/v1/roles", $$"""{"name":"Of the owner","description":"","apiOnly":false,"permissions":[{{permissions}}]}"""))
            .Is(HttpStatusCode.Created).Json.GetProperty("roleId").GetUInt32();
    }

    private async Task GiveAsync(uint role) => (await root.PostJsonAsync(
        $"/userservice/management/v1/users/{owner.UserName}/roles/create.json",
        string.Create(CultureInfo.InvariantCulture, $$"""[{"accessRoleId":{{role}},"workspaceId":1}]"""))).Is(HttpStatusCode.OK);
}
