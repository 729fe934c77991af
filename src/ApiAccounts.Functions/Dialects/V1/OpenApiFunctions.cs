using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary><c>/openapi.yaml</c>: the description of every route, from a resource of the assembly.</summary>
public sealed class OpenApiFunctions
{
    private const string Document = "openapi.yaml";

    private static readonly byte[] Contents = Read();
    private static readonly EntityTagHeaderValue Tag = new($"\"{WebEncoders.Base64UrlEncode(SHA256.HashData(Contents))}\"");

    [Function(nameof(OpenApi))]
    public Task<IResult> OpenApi(
        [HttpTrigger(Anonymous, "get", "head", Route = Document)] HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-cache"; // may be cached, but must be revalidated with its tag
        return Task.FromResult<IResult>(TypedResults.Bytes(Contents, "application/yaml", entityTag: Tag));
    }

    private static byte[] Read()
    {
        using var resource = typeof(OpenApiFunctions).Assembly.GetManifestResourceStream(Document)!;
        var contents = new byte[resource.Length];
        resource.ReadExactly(contents);
        return contents;
    }
}
