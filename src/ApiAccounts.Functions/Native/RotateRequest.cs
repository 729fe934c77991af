using ApiAccounts.Core.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiAccounts.Functions.Native;

/// <summary>How long the secret before lives on; at once the end of it unless said, as without a body.</summary>
internal sealed record RotateRequest : NativeRequest
{
    public int OverlapDays { get; set; }

    public static async Task<Result<RotateRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        HasNoBody(request) ? new RotateRequest() : await ReadAsync(request, NativeJson.Default.RotateRequest, cancellationToken);

    private static bool HasNoBody(HttpRequest request) =>
        request.ContentLength == 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
}
