using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>How <c>/identity/oauth/token</c> may be asked, and what it answers.</summary>
[Collection<MarketoApp>]
public sealed class IdentityTests(AppFixture fixture) : NativeTest(fixture)
{
    private const string Path = "/identity/oauth/token";

    [Fact]
    public async Task By_query_with_GET_and_POST_and_by_form_the_same_token_is_given()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var first = (await App.Anonymous.GetAsync(Path + service.Query)).Is(HttpStatusCode.OK);
        var second = (await App.Anonymous.PostAsync(Path + service.Query)).Is(HttpStatusCode.OK);
        var third = (await App.Anonymous.PostFormAsync(Path, Parameters(service))).Is(HttpStatusCode.OK);
        var fourth = (await App.Anonymous.PostFormAsync(Path + service.Query)).Is(HttpStatusCode.OK); // an empty form

        foreach (var answer in new[] { first, second, third, fourth })
        {
            Assert.Equal(["access_token", "token_type", "expires_in", "scope"], Answer.Names(answer.Json));
            Assert.Equal(
                (first.Text("access_token"), "bearer", "someone@demo.example"),
                (answer.Text("access_token"), answer.Text("token_type"), answer.Text("scope")));
            Assert.InRange(answer.Json.GetProperty("expires_in").GetInt32(), 3_500, 3_600);
            Assert.Equal(("no-store", "no-cache"), (answer.Header("Cache-Control"), answer.Header("Pragma")));
        }
    }

    [Fact]
    public async Task What_the_token_says_is_known()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var said = Jwt.Read(await service.TokenAsync(App), 1);
        Assert.Equal(
            (service.ClientId, service.ClientId, service.ClientId, 1, 3_600),
            ((string)said["sub"]!, (string)said["sid"]!, (string)said["client_id"]!, (int)said["ver"]!,
                (long)said["exp"]! - (long)said["iat"]!));
    }

    [Theory]
    [InlineData("", "invalid_request")]
    [InlineData("?client_id=ID&client_secret=SECRET", "invalid_request")]
    [InlineData("?grant_type=&client_id=ID&client_secret=SECRET", "invalid_request")]
    [InlineData("?grant_type=client_credentials&grant_type=client_credentials&client_id=ID&client_secret=SECRET", "invalid_request")]
    [InlineData("?grant_type=client_credentials&client_id=ID&client_id=ID&client_secret=SECRET", "invalid_request")]
    [InlineData("?grant_type=password&client_id=ID&client_secret=SECRET", "unsupported_grant_type")]
    [InlineData("?grant_type=authorization_code", "unsupported_grant_type")]
    public async Task Another_request_or_grant_is_a_400(string query, string error)
    {
        var service = await MadeService.NewAsync(App, Manager);
        var asked = query.Replace("ID", service.ClientId, StringComparison.Ordinal)
            .Replace("SECRET", service.Secret, StringComparison.Ordinal);
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            Assert.Equal(error, (await App.Anonymous.SendAsync(method, Path + asked)).Is(HttpStatusCode.BadRequest).Text("error"));
    }

    [Fact]
    public async Task Parameters_in_the_query_and_in_the_body_at_once_are_a_400()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var both = await App.Anonymous.PostFormAsync(Path + service.Query, Parameters(service));
        var parted = await App.Anonymous.PostFormAsync(
            $"{Path}?grant_type=client_credentials&client_id={service.ClientId}", ("client_secret", service.Secret));
        var twice = await App.Anonymous.PostFormAsync(Path, [.. Parameters(service), ("client_id", service.ClientId)]);
        foreach (var answer in new[] { both, parted, twice })
            Assert.Equal("invalid_request", answer.Is(HttpStatusCode.BadRequest).Text("error"));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_told()
    {
        var answer = await App.Anonymous.PostFormAsync(Path, ("grant_type", new string('x', 1_100_000)));
        Assert.Equal("invalid_request", answer.Is(HttpStatusCode.RequestEntityTooLarge).Text("error"));
    }

    [Fact]
    public async Task Missing_wrong_and_unknown_credentials_and_those_of_an_API_user_are_all_the_same()
    {
        var (service, other) = (await MadeService.NewAsync(App, Manager), await MadeService.NewAsync(App, Manager));
        (string Id, string Secret)[] wrong =
        [
            ("", ""), (service.ClientId, ""), (service.ClientId, other.Secret), (
                service.ClientId, service.Secret[..^1]), ("nonsense", service.Secret),
            ("60000000-2000-8000-8080-000000000000", service.Secret), (Manager.UserName, Manager.Password),
            (Manager.ApiUserGuid, Manager.Password),
        ];
        foreach (var (id, secret) in wrong)
        {
            var answer = await App.Anonymous.PostFormAsync(
                Path, ("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret));
            Assert.Equal(
                ("invalid_client", "The client id or the client secret is missing or wrong. This path takes those of a custom service."),
                (answer.Is(HttpStatusCode.Unauthorized).Text("error"), answer.Text("error_description")));
            Assert.Equal("no-cache", answer.Header("Pragma"));
        }
    }

    [Theory]
    [InlineData("Status", "Locked")]
    [InlineData("Status", "Inactive")]
    public async Task Right_credentials_of_an_operator_that_may_not_act_are_told_so(string property, string value)
    {
        var service = await MadeService.NewAsync(App, Manager);
        await App.BackDoor.SetAsync(service.Operator, property, value);
        Assert.Equal("unauthorized", (await service.AskAsync(App)).Is(HttpStatusCode.Unauthorized).Text("error"));
    }

    [Fact]
    public async Task Its_credentials_open_nothing_else()
    {
        var service = await MadeService.NewAsync(App, Manager);
        foreach (var path in new[] { "/verify", "/v4/ApiUser", "/api/v1/api-users" })
            (await App.Anonymous.With(service.ClientId, service.Secret).GetAsync(path)).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(
            "invalid_client",
            (await App.Anonymous.PostFormAsync("/oauth/token", Parameters(service))).Is(HttpStatusCode.Unauthorized).Text("error"));
        var asBasic = await App.Anonymous.With(service.ClientId, service.Secret)
            .PostFormAsync("/oauth/token", ("grant_type", "client_credentials"));
        Assert.Equal("invalid_client", asBasic.Is(HttpStatusCode.Unauthorized).Text("error"));
    }

    [Fact]
    public async Task Another_method_is_a_405_and_another_path_a_404_in_the_form_of_the_dialect()
    {
        using var asked = await App.Client.DeleteAsync(new Uri(Path, UriKind.Relative));
        Assert.Equal(
            (HttpStatusCode.MethodNotAllowed, "GET, HEAD, POST"), (asked.StatusCode, string.Join(", ", asked.Content.Headers.Allow)));
        Assert.StartsWith(
            "{\"error\":\"method_not_allowed\",\"error_description\":", await asked.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var elsewhere = await App.Client.GetAsync(new Uri("/identity/nowhere", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
        Assert.StartsWith("{\"error\":\"not_found\",", await elsewhere.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_user_is_told_what_the_token_is_and_cannot_revoke_it()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var token = await service.TokenAsync(App);
        var told = (await Api.PostFormAsync("/oauth/introspect", ("token", token))).Is(HttpStatusCode.OK);
        Assert.Equal(
            (true, service.ClientId, service.ClientId, "api", "bearer"),
            (told.Json.GetProperty("active").GetBoolean(), told.Text("sub"), told.Text("client_id"), told.Text("scope"),
                told.Text("token_type")));
        var stranger = App.As(await StrangerAsync());
        Assert.Equal(
            """{"active":false}""", (await stranger.PostFormAsync("/oauth/introspect", ("token", token))).Is(HttpStatusCode.OK).Body);

        Assert.Equal(
            "invalid_grant", (await Api.PostFormAsync("/oauth/revoke", ("token", token))).Is(HttpStatusCode.BadRequest).Text("error"));
        (await App.Anonymous.WithToken(token).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    private static (string, string)[] Parameters(MadeService service) =>
        [("grant_type", "client_credentials"), ("client_id", service.ClientId), ("client_secret", service.Secret)];
}
