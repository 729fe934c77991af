using ApiAccounts.Functions.Tests.OpenApi;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>Each path of the dialect under <c>/v1</c> too.</summary>
[Collection<AudienceManagerApp>]
public sealed class AliasTests(AppFixture fixture)
{
    private static readonly string[] Roots = ["/api/v1/users", "/api/v1/groups", "/api/v1/self"];

    private readonly App app = fixture.App;

    /// <summary>Without credentials each asks for them, which a path or a method that is none does not.</summary>
    [Fact]
    public async Task Every_documented_operation_is_there_under_v1()
    {
        var operations = DocumentedOperation.All.Where(
            operation => Array.Exists(Roots, root => operation.Path.StartsWith(root, StringComparison.Ordinal))).ToList();
        Assert.Equal(30, operations.Count);
        foreach (var operation in operations)
        {
            var path = operation.Path["/api".Length..].Replace("{userId}", "7", StringComparison.Ordinal)
                .Replace("{groupId}", "8", StringComparison.Ordinal);
            (await app.Anonymous.SendAsync(new(operation.Method.ToUpperInvariant()), path)).Is(HttpStatusCode.Unauthorized);
        }
    }

    [Theory]
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
