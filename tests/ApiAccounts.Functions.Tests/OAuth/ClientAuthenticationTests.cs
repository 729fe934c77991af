using ApiAccounts.Functions.Tests.Marketo;
using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary>The ways in which a client sends its credentials (RFC 6749, section 2.3.1), and the forms of what it is answered.</summary>
[Collection<OAuthApp>]
public sealed class ClientAuthenticationTests(AppFixture fixture) : NativeTest(fixture)
{
    private const string Identity = "/identity/oauth/token";

    private static readonly (string Name, string Value) Grant = ("grant_type", "client_credentials");

    [Fact]
    public async Task The_halves_of_Basic_credentials_may_be_form_encoded()
    {
        var (id, secret) = (Manager.UserName, Manager.Password);
        var encoded = secret.Replace("_", "%5F", StringComparison.Ordinal);
        var all = string.Concat(secret.Select(character => $"%{(int)character:x2}"));
        foreach (var (name, half) in new[] { (id, encoded), (id, all), (id.Replace("0", "%30", StringComparison.Ordinal), secret) })
        {
            (await App.Anonymous.With(name, half).PostFormAsync("/oauth/token", Grant)).Is(HttpStatusCode.OK);
            (await App.Anonymous.With(name, half).PostFormAsync("/oauth/introspect", ("token", "x"))).Is(HttpStatusCode.OK);
        }
        var broken = secret.Replace("_", "%5f%", StringComparison.Ordinal);
        foreach (var wrong in new[] { encoded + "+", encoded + "%20", encoded + "%zz", broken })
        {
            var refused = await App.Anonymous.With(id, wrong).PostFormAsync("/oauth/token", Grant);
            Assert.Equal("invalid_client", refused.Is(HttpStatusCode.Unauthorized).Text("error"));
        }
        (await App.Anonymous.With(id, encoded).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_custom_service_sends_its_credentials_in_the_header()
    {
        var service = await MadeService.NewAsync(App, Manager);
        var token = await service.TokenAsync(App);
        var encoded = service.Secret.Replace("_", "%5F", StringComparison.Ordinal);
        foreach (var secret in new[] { service.Secret, encoded })
        {
            var caller = App.Anonymous.With(service.ClientId, secret);
            foreach (var answer in new[]
            {
                await caller.GetAsync(Identity + "?grant_type=client_credentials"),
                await caller.PostAsync(Identity + "?grant_type=client_credentials"),
                await caller.PostFormAsync(Identity, Grant),
                await caller.PostFormAsync(Identity, Grant, ("client_id", service.ClientId.ToUpperInvariant())),
                await caller.GetAsync($"{Identity}?grant_type=client_credentials&client_id={service.ClientId}"),
            })
                Assert.Equal(token, answer.Is(HttpStatusCode.OK).Text("access_token"));
        }
    }

    [Fact]
    public async Task A_second_secret_or_another_id_is_a_400()
    {
        var (service, other) = (await MadeService.NewAsync(App, Manager), await MadeService.NewAsync(App, Manager));
        var caller = App.Anonymous.With(service.ClientId, service.Secret);
        foreach (var answer in new[]
        {
            await caller.PostFormAsync(Identity, Grant, ("client_secret", service.Secret)),
            await caller.PostFormAsync(Identity, Grant, ("client_id", other.ClientId)),
            await caller.GetAsync($"{Identity}?grant_type=client_credentials&client_id=nonsense"),
            await caller.GetAsync($"{Identity}?grant_type=client_credentials&client_secret={service.Secret}"),
            await Api.PostFormAsync("/oauth/token", Grant, ("client_id", "console")),
            await Api.PostFormAsync("/oauth/token", Grant, ("client_id", Manager.UserName), ("client_secret", Manager.Password)),
        })
            Assert.Equal("invalid_request", answer.Is(HttpStatusCode.BadRequest).Text("error"));
    }

    [Fact]
    public async Task Wrong_or_malformed_credentials_in_the_header_are_not_replaced_by_the_parameters()
    {
        var service = await MadeService.NewAsync(App, Manager);
        foreach (var header in new[] { "Basic nonsense", "Basic", "basic " })
        {
            var refused = await App.Anonymous.WithAuthorization(header).GetAsync(Identity + service.Query);
            Assert.Equal("invalid_client", refused.Is(HttpStatusCode.Unauthorized).Text("error"));
            refused = await App.Anonymous.WithAuthorization(header).PostFormAsync(
                "/oauth/token", Grant, ("client_id", Manager.UserName), ("client_secret", Manager.Password));
            Assert.Equal("invalid_client", refused.Is(HttpStatusCode.Unauthorized).Text("error"));
        }
        var wrong = await App.Anonymous.With(service.ClientId, service.Secret[..^1])
            .GetAsync(Identity + "?grant_type=client_credentials");
        Assert.Equal("invalid_client", wrong.Is(HttpStatusCode.Unauthorized).Text("error"));
    }

    [Fact]
    public async Task A_revocation_is_answered_with_an_empty_object()
    {
        foreach (var token in new[] { (await App.SignInAsync()).AccessToken, "nonsense" })
        {
            var revoked = await App.Anonymous.PostFormAsync("/oauth/revoke", ("client_id", "console"), ("token", token));
            Assert.Equal(("{}", "application/json; charset=utf-8"), (revoked.Is(HttpStatusCode.OK).Body, revoked.Header("Content-Type")));
        }
    }

    [Fact]
    public async Task The_metadata_names_the_endpoints()
    {
        var metadata = (await App.Anonymous.GetAsync("/.well-known/oauth-authorization-server")).Is(HttpStatusCode.OK);
        var issuer = $"http://127.0.0.1:{App.Port}";
        const string Basic = "[\"client_secret_basic\",\"client_secret_post\"";
        string[] members =
        [
            $"\"issuer\":\"{issuer}\"",
            $"\"token_endpoint\":\"{issuer}/oauth/token\"",
            $"\"token_endpoint_auth_methods_supported\":{Basic},\"none\"]",
            $"\"revocation_endpoint\":\"{issuer}/oauth/revoke\"",
            $"\"revocation_endpoint_auth_methods_supported\":{Basic},\"none\"]",
            $"\"introspection_endpoint\":\"{issuer}/oauth/introspect\"",
            $"\"introspection_endpoint_auth_methods_supported\":{Basic}]",
            "\"grant_types_supported\":[\"password\",\"refresh_token\",\"client_credentials\"]",
            "\"response_types_supported\":[]",
            "\"scopes_supported\":[\"api\",\"change_password\"]",
        ];
        Assert.Equal(
            $"{{{string.Join(',', members)}}}",
            metadata.Body);
        Assert.Equal("application/json; charset=utf-8", metadata.Header("Content-Type"));
    }

    [Theory]
    [InlineData("GET", "/oauth/nowhere", HttpStatusCode.NotFound, "not_found", "There is no such path.")]
    [InlineData("POST", "/oauth", HttpStatusCode.NotFound, "not_found", "There is no such path.")]
    [InlineData("POST", "/OAuth/token/", HttpStatusCode.BadRequest, "invalid_request",
        "The Content-Type must be application/x-www-form-urlencoded.")]
    [InlineData("GET", "/oauth/token", HttpStatusCode.MethodNotAllowed, "method_not_allowed", "The path supports only POST.")]
    [InlineData("PUT", "/oauth/revoke", HttpStatusCode.MethodNotAllowed, "method_not_allowed", "The path supports only POST.")]
    [InlineData("DELETE", "/oauth/introspect", HttpStatusCode.MethodNotAllowed, "method_not_allowed", "The path supports only POST.")]
    public async Task An_error_has_the_form_of_OAuth(string method, string path, HttpStatusCode status, string error, string description)
    {
        var answer = await App.Anonymous.SendAsync(new(method), path);
        Assert.Equal("application/json; charset=utf-8", answer.Is(status).Header("Content-Type"));
        Assert.Equal(["error", "error_description"], Answer.Names(answer.Json));
        Assert.Equal((error, description), (answer.Text("error"), answer.Text("error_description")));
    }

    [Theory]
    [InlineData("/oauth/token")]
    [InlineData("/oauth/revoke")]
    [InlineData("/oauth/introspect")]
    public async Task A_body_that_is_too_large_has_the_form_of_OAuth(string path)
    {
        var answer = await Api.PostFormAsync(path, ("token", new string('x', 1_048_577)));
        Assert.Equal(
            """{"error":"invalid_request","error_description":"The body is larger than 1048576 bytes."}""",
            answer.Is(HttpStatusCode.RequestEntityTooLarge).Body);
    }
}
