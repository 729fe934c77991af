using Microsoft.AspNetCore.Http.Features;

namespace ApiAccounts.Functions.Dialects.V1.ApiUsers;

/// <summary>How long the previous secret keeps working; 0 days if absent, or if there is no body.</summary>
internal sealed record V1RotateRequest : V1Request
{
    public int OverlapDays { get; set; }

    public static async Task<Result<V1RotateRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        HasNoBody(request) ? new V1RotateRequest() : await ReadAsync(request, V1Json.Default.V1RotateRequest, cancellationToken);

    private static bool HasNoBody(HttpRequest request) =>
        request.ContentLength == 0 || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false };
}
