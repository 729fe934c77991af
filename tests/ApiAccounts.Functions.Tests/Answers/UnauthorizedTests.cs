using ApiAccounts.Functions.Tests.Marketo;
using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>
/// A 401 says which kind of credentials the path takes, in the same words for right ones of another kind and for wrong ones.
/// </summary>
[Collection<OAuthApp>]
public sealed class UnauthorizedTests(AppFixture fixture) : NativeTest(fixture)
{
    private const string ForApiUsers =
        "The credentials are missing or wrong. This path takes the user name and secret of an API user, or an access token.";

    private const string ForOperators =
        "The credentials are missing or wrong. This path takes the user name and password of an operator.";

    private const string ForClients =
        "The client's credentials are missing or wrong. This path takes the user name and secret of an API user"
        + " and, except for introspection, the client console without a secret.";

    private const string ForServices =
        "The client id or the client secret is missing or wrong. This path takes those of a custom service.";

    [Theory]
    [InlineData("GET", "/verify", ForApiUsers)]
    [InlineData("GET", "/v4/ApiUser", ForApiUsers)]
    [InlineData("GET", "/api/v1/users", ForApiUsers)]
    [InlineData("GET", "/v1/groups", ForApiUsers)]
    [InlineData("POST", "/api/v1/users/self/update-password", ForApiUsers)]
    [InlineData("GET", "/api/v1/audit", ForApiUsers)]
    [InlineData("GET", "/userservice/management/v1/users/allusers.json", ForApiUsers)]
    [InlineData("GET", "/rest/v1/stats/usage.json", ForApiUsers)]
    [InlineData("POST", "/v4/Register", ForOperators)]
    public async Task It_is_the_same_for_no_wrong_and_other_credentials(string method, string path, string sentence)
    {
        var service = await MadeService.NewAsync(App, Manager);
        var right = sentence == ForOperators ? Api : App.Administrator;
        foreach (var caller in new[]
        {
            App.Anonymous, right, App.AsOperator("nobody", "wrong"), App.AsOperator(Manager.UserName, "wrong"),
            App.Anonymous.With(service.ClientId, service.Secret), App.Anonymous.WithAuthorization("Basic ?"),
        })
        {
            var answer = await caller.SendAsync(new(method), path);
            Assert.Contains(sentence, answer.Body, StringComparison.Ordinal);
            if (path.StartsWith("/rest", StringComparison.Ordinal)) continue; // always 200
            Assert.Equal(
                "Basic realm=\"API accounts\", charset=\"UTF-8\"", answer.Is(HttpStatusCode.Unauthorized).Header("WWW-Authenticate"));
        }
    }

    [Theory]
    [InlineData("/oauth/token", ForClients)]
    [InlineData("/oauth/introspect", ForClients)]
    [InlineData("/oauth/revoke", ForClients)]
    [InlineData("/identity/oauth/token", ForServices)]
    public async Task It_is_the_same_for_clients(string path, string sentence)
    {
        (string, string) grant = ("grant_type", "client_credentials");
        foreach (var caller in new[] { App.Anonymous, App.Administrator, App.AsOperator("nobody", "wrong") })
        {
            var answer = await caller.PostFormAsync(path, grant, ("token", "x"));
            Assert.Equal(
                ("invalid_client", sentence),
                (answer.Is(HttpStatusCode.Unauthorized).Text("error"), answer.Text("error_description")));
        }
    }
}
