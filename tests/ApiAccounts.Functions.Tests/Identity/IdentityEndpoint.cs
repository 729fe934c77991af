using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ApiAccounts.Functions.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Functions.Tests.Identity;

/// <summary>
/// What App Service has beside an app: the place where it gets tokens of the managed identities it was given, here of one. The protocol
/// is that of version 2019-08-01, see "REST endpoint reference" of "How to use managed identities for App Service".
/// </summary>
internal sealed class IdentityEndpoint : IAsyncDisposable
{
    private const string Storage = "https://storage.azure.com";
    private readonly string secret = Guid.NewGuid().ToString("N");
    private readonly ConcurrentQueue<string?> asked = new();
    private readonly WebApplication server;
    private readonly string? clientId;

    private IdentityEndpoint(string? clientId)
    {
        this.clientId = clientId;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        server = builder.Build();
        server.MapGet("/msi/token", Answer);
    }

    /// <summary>The client id of each request in order; null where none was named.</summary>
    public IReadOnlyCollection<string?> Asked => asked;

    /// <summary>The settings of an app that has it.</summary>
    public (string Name, string? Value)[] Settings =>
        [("IDENTITY_ENDPOINT", $"{server.Urls.Single()}/msi/token"), ("IDENTITY_HEADER", secret)];

    /// <param name="clientId">Of the one identity; null for that of the system, which is asked for without one.</param>
    public static async Task<IdentityEndpoint> StartAsync(string? clientId)
    {
        var endpoint = new IdentityEndpoint(clientId);
        await endpoint.server.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private IResult Answer(HttpRequest request)
    {
        var query = request.Query;
        asked.Enqueue(query["client_id"]);
        if (request.Headers["X-IDENTITY-HEADER"] != secret) return TypedResults.Unauthorized();
        if (query["api-version"] != "2019-08-01" || query["resource"] != Storage)
            return Refused("The request is not one of a storage client.");
        if (query["client_id"] != clientId) return Refused("No User Assigned or Delegated Managed Identity found for specified ClientId.");
        var now = DateTimeOffset.UtcNow;
        return TypedResults.Ok(new JsonObject
        {
            ["access_token"] = Token(now),
            ["expires_on"] = $"{now.AddHours(24).ToUnixTimeSeconds()}",
            ["resource"] = Storage,
            ["token_type"] = "Bearer",
            ["client_id"] = clientId,
        });
    }

    private static BadRequest<JsonObject> Refused(string message) =>
        TypedResults.BadRequest(new JsonObject { ["statusCode"] = 400, ["message"] = message });

    /// <summary>What Azurite looks at. It does not ask who signed it.</summary>
    private static string Token(DateTimeOffset now) => Jwt.Signed(
        new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" },
        new JsonObject
        {
            ["aud"] = Storage,
            ["iss"] = "https://sts.windows.net/00000000-0000-0000-0000-000000000000/",
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(24).ToUnixTimeSeconds(),
        });
}
