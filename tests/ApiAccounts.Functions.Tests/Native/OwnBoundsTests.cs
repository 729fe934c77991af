using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>Nobody extends its own end or limit, and nothing that a credential makes outlives it.</summary>
[Collection<NativeApp>]
public sealed class OwnBoundsTests(AppFixture fixture) : NativeTest(fixture)
{
    private const string End = "2999-01-02T00:00:00Z";

    private string Own => $"/api/v1/api-users/{Manager.ApiUserGuid}";

    [Theory]
    [InlineData("null")]
    [InlineData("\"2999-01-02T00:00:01Z\"")]
    public async Task An_API_user_cannot_extend_its_own_end(string end)
    {
        await EndAsync();

        var problem = Problem.Of(await Api.PutJsonAsync(Own, Settings(end)), HttpStatusCode.Forbidden);

        Assert.Equal(("outlives_caller", "expiresAt"), (problem.Code, problem.Target));
        Assert.Equal(End, (await Api.GetAsync(Own)).Text("expiresAt"));
        (await Api.PutJsonAsync(Own, Settings("\"2999-01-01T00:00:00Z\""))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_of_an_API_user_cannot_extend_its_end()
    {
        await EndAsync();
        var token = (await App.Anonymous.PostFormAsync(
            "/oauth/token", ("grant_type", "client_credentials"), ("client_id", Manager.UserName), ("client_secret", Manager.Password)))
            .Is(HttpStatusCode.OK).Text("access_token");

        Problem.Of(await App.Anonymous.WithToken(token).PutJsonAsync(Own, Settings("null")), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_administrator_that_signs_in_extends_the_end()
    {
        await EndAsync();

        var asItself = App.Anonymous.WithToken((await App.SignInAsync()).AccessToken);

        var extended = (await asItself.PutJsonAsync(Own, Settings("null"))).Is(HttpStatusCode.OK);
        Assert.Equal("null", extended.Json.GetProperty("expiresAt").GetRawText());
    }

    [Fact]
    public async Task What_an_API_user_makes_ends_with_it_in_every_way_of_making_it()
    {
        await EndAsync();

        var one = (await Api.PostJsonAsync(ApiUsersOfManager, """{"description":"x"}""")).Is(HttpStatusCode.Created);
        var saved = (await Api.PostJsonAsync($"{ApiUsersOfManager}/changes", """{"add":[{"description":"x"}]}""")).Is(HttpStatusCode.OK);
        var uptrends = (await Api.PostJsonAsync(
            "/v4/ApiUser", $$"""{"OperatorGuid":"{{Manager.OperatorGuid}}","Description":"x"}""")).Is(HttpStatusCode.Created);
        var of = await App.BackDoor.NewOperatorAsync();
        var ofAnother = (await Api.PostJsonAsync($"/api/v1/operators/{of.OperatorGuid}/api-users", """{"description":"x"}"""))
            .Is(HttpStatusCode.Created);

        Assert.Equal(
            [End, End, End, End],
            [
                one.Text("expiresAt"), saved.Json.GetProperty("added")[0].GetProperty("expiresAt").GetString(),
                (await ListedAsync(uptrends.Text("ApiUserGuid"))).GetProperty("expiresAt").GetString(), ofAnother.Text("expiresAt"),
            ]);
    }

    [Fact]
    public async Task What_an_API_user_makes_cannot_be_asked_to_end_later()
    {
        await EndAsync();
        const string later = """{"description":"x","expiresAt":"2999-02-02T00:00:00Z"}""";

        Assert.Equal("expiresAt", Problem.Of(await Api.PostJsonAsync(ApiUsersOfManager, later), HttpStatusCode.Forbidden).Target);
        Assert.Equal(
            "add[1].expiresAt",
            Problem.Of(
                await Api.PostJsonAsync($"{ApiUsersOfManager}/changes", $$"""{"add":[{"description":"x"},{{later}}]}"""),
                HttpStatusCode.Forbidden).Target);
    }

    [Fact]
    public async Task An_API_user_cannot_take_over_one_that_ends_later()
    {
        var sibling = await App.RegisterAsync();
        await EndAsync();

        Assert.Equal(
            "outlives_caller",
            Problem.Of(await Api.PostAsync($"/api/v1/api-users/{sibling.ApiUserGuid}/rotate"), HttpStatusCode.Forbidden).Code);
        (await Api.PostAsync($"{Own}/rotate")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_API_user_cannot_enable_one_that_ends_later()
    {
        var sibling = await App.RegisterAsync();
        var path = $"/api/v1/api-users/{sibling.ApiUserGuid}";
        (await Api.PutJsonAsync(path, Settings("null", enabled: "false"))).Is(HttpStatusCode.OK);
        await EndAsync();

        Assert.Equal("outlives_caller", Problem.Of(await Api.PutJsonAsync(path, Settings("null")), HttpStatusCode.Forbidden).Code);
        (await Api.PutJsonAsync(path, Settings($"\"{End}\""))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_operator_that_an_API_user_makes_ends_with_it()
    {
        await EndAsync();

        var one = (await Api.PostJsonAsync(
            "/v4/Operator", """{"FullName":"A B","Email":"ends-1@demo.example","Password":"Correct-Horse-7"}"""))
            .Is(HttpStatusCode.Created);
        (await Api.PostJsonAsync(
            "/api/v1/users", """{"username":"ends-2@demo.example","firstName":"A","lastName":"B","email":"ends-2@demo.example"}"""))
            .Is(HttpStatusCode.Created);
        (await Api.PostJsonAsync(
            "/api/v1/invitations",
            """{"email":"ends-3@demo.example","firstName":"A","lastName":"B","apiOnly":true,"roles":[{"roleId":3}]}"""))
            .Is(HttpStatusCode.Created);

        foreach (var name in (string[])["ends-1@demo.example", "ends-2@demo.example", "ends-3@demo.example"])
            Assert.Equal("2999-01-02T00:00:00.0000000+00:00", await ExpiryOfAsync(name));
        var endless = (await App.BackDoor.NewOperatorAsync()).OperatorGuid;
        (await Api.PatchJsonAsync($"/v4/Operator/{endless}", """{"Password":"Correct-Horse-8"}""")).Is(HttpStatusCode.Forbidden);
        (await Api.PatchJsonAsync($"/v4/Operator/{one.Text("OperatorGuid")}", """{"Password":"Correct-Horse-8"}"""))
            .Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("""{"requests":11,"seconds":60}""")]
    [InlineData("""{"requests":10,"seconds":59}""")]
    [InlineData("null")]
    public async Task An_API_user_cannot_raise_its_own_rate_limit(string limit)
    {
        await LimitAsync();

        var problem = Problem.Of(await Api.PutJsonAsync(Own, Settings("null", limit)), HttpStatusCode.Forbidden);

        Assert.Equal(("own_rate_limit", "rateLimit"), (problem.Code, problem.Target));
        (await Api.PutJsonAsync(Own, Settings("null", """{"requests":9,"seconds":60}"""))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_sibling_that_an_API_user_makes_has_its_rate_limit_at_most()
    {
        await LimitAsync();

        var made = (await Api.PostJsonAsync(ApiUsersOfManager, """{"description":"x"}""")).Is(HttpStatusCode.Created);
        var refused = await Api.PostJsonAsync(ApiUsersOfManager, """{"description":"x","rateLimit":{"requests":11,"seconds":60}}""");

        Assert.Equal("""{"requests":10,"seconds":60}""", made.Json.GetProperty("rateLimit").GetRawText());
        Assert.Equal("own_rate_limit", Problem.Of(refused, HttpStatusCode.Forbidden).Code);
    }

    [Fact]
    public async Task An_API_user_cannot_take_over_one_with_a_higher_rate_limit()
    {
        var sibling = await App.RegisterAsync();
        await LimitAsync();

        Assert.Equal(
            "own_rate_limit",
            Problem.Of(await Api.PostAsync($"/api/v1/api-users/{sibling.ApiUserGuid}/rotate"), HttpStatusCode.Forbidden).Code);
    }

    private static string Settings(string end, string limit = "null", string enabled = "true") =>
        $$"""{"description":"","type":"Generic","enabled":{{enabled}},"expiresAt":{{end}},"rateLimit":{{limit}}}""";

    private async Task EndAsync() => (await Api.PutJsonAsync(Own, Settings($"\"{End}\""))).Is(HttpStatusCode.OK);

    private async Task LimitAsync() =>
        (await Api.PutJsonAsync(Own, Settings("null", """{"requests":10,"seconds":60}"""))).Is(HttpStatusCode.OK);

    private async Task<string> ExpiryOfAsync(string userName)
    {
        var user = (await App.Anonymous.WithToken((await App.SignInAsync()).AccessToken).GetAsync(
            $"/userservice/management/v1/users/{userName}/user.json")).Is(HttpStatusCode.OK);
        var found = await App.BackDoor.RowsAsync("00000001");
        return found.Single(row => row.GetString("UserName") == user.Text("userid")).GetDateTimeOffset("ExpiresAt")!.Value.ToString("O");
    }
}
