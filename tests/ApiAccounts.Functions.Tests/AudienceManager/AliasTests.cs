using ApiAccounts.Functions.Tests.OpenApi;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>Each path of the dialect under <c>/v1</c> too.</summary>
[Collection<AudienceManagerApp>]
public sealed class AliasTests(AppFixture fixture)
{
    private static readonly string[] Roots = ["/api/v1/users", "/api/v1/groups", "/api/v1/self", "/api/v1/permissionable-object-types"];

    private readonly App app = fixture.App;

    /// <summary>Without credentials each asks for them, which a path or a method that is none does not.</summary>
    [Fact]
    public async Task Every_documented_operation_is_there_under_v1()
    {
        var operations = DocumentedOperation.All.Where(
            operation => Array.Exists(Roots, root => operation.Path.StartsWith(root, StringComparison.Ordinal))).ToList();
        Assert.Equal(31, operations.Count);
        foreach (var operation in operations)
        {
            var path = operation.Path["/api".Length..].Replace("{userId}", "7", StringComparison.Ordinal)
                .Replace("{groupId}", "8", StringComparison.Ordinal).Replace("{objectType}", "PARTNER", StringComparison.Ordinal);
            (await app.Anonymous.SendAsync(new(operation.Method.ToUpperInvariant()), path)).Is(HttpStatusCode.Unauthorized);
        }
    }

    /// <summary>As the documentation of the original writes them: its methods of the calling user have no prefix.</summary>
    [Theory]
    [InlineData("/self")]
    [InlineData("/users/self")]
    [InlineData("/v1/self")]
    [InlineData("/v1/users/self")]
    [InlineData("/api/v1/self")]
    [InlineData("/api/v1/users/self")]
    public async Task The_calling_user_changes_itself_under_each_spelling_with_either_verb(string self)
    {
        var caller = app.As(await app.RegisterAsync(await app.BackDoor.NewOperatorAsync()));
        foreach (var (method, slash) in ((string, string)[])[("PUT", ""), ("POST", "/"), ("PUT", "/"), ("POST", "")])
        {
            using var title = ApiClient.Json(System.Text.Encoding.UTF8.GetBytes($$"""{"title":"{{method}} {{slash}}"}"""));
            var updated = await caller.SendAsync(new(method), $"{self}/update{slash}", title);
            Assert.Equal($"{method} {slash}".Trim(), updated.Is(HttpStatusCode.OK).Text("title").Trim());
            using var passwords = ApiClient.Json("""{"oldPassword":"Wrong-Horse-9","newPassword":"Another-Staple-8"}"""u8.ToArray());
            var password = await caller.SendAsync(new(method), $"{self}/update-password{slash}", passwords);
            Assert.Equal("wrong_password", Problem.Of(password, HttpStatusCode.BadRequest).Code);
            var reset = await caller.SendAsync(new(method), $"{self}/reset-password{slash}");
            Assert.Equal("mail_not_set_up", Problem.Of(reset, HttpStatusCode.ServiceUnavailable).Code);
        }
    }

    [Theory]
    [InlineData("/users/self")]
    [InlineData("/users/self/")]
    public async Task The_calling_user_is_shown_without_a_prefix(string path)
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var shown = await app.As(await app.RegisterAsync(@operator)).GetAsync(path);
        Assert.Equal(@operator.UserName, shown.Is(HttpStatusCode.OK).Text("username"));
    }

    [Theory]
    [InlineData("/self/self/update")]
    [InlineData("/self")]
    [InlineData("/users/7")]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("/v1/api-users")]
    [InlineData("/v1/usersx")]
    [InlineData("/v1/users/7/more")]
    [InlineData("/v1/v1/users")]
    [InlineData("/v1/self")]
    [InlineData("/v1/self/self/update")]
    [InlineData("/api/v1/self")]
    [InlineData("/api/v1/self/self/update")]
    public async Task What_no_route_is_spelled_like_is_not_found(string path) => Problem.Is(
        await app.Anonymous.GetAsync(path), HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such path.");

    [Theory]
    [InlineData("PATCH", "/v1/users", "GET, HEAD, POST")]
    [InlineData("GET", "/v1/self/update", "POST, PUT")]
    [InlineData("GET", "/api/v1/self/update-password", "POST, PUT")]
    [InlineData("PATCH", "/v1/groups/permissionable-object-types", "DELETE, GET, HEAD, PUT")]
    public async Task Another_method_is_told_which_there_are(string method, string path, string allowed)
    {
        var answer = await app.Anonymous.SendAsync(new(method), path);
        Assert.Equal(allowed, answer.Is(HttpStatusCode.MethodNotAllowed).Header("Allow"));
    }
}
