using Microsoft.AspNetCore.Http.Features;

namespace ApiAccounts.Functions.Http;

/// <summary>Decodes a segment of a path exactly once.</summary>
internal static class PathSegment
{
    /// <summary>
    /// Servers decode a path but for <c>%2F</c>, so a value with that text is ambiguous: it was sent as <c>%2F</c> or as <c>%252F</c>. The
    /// target as it was sent tells.
    /// </summary>
    /// <param name="value">The segment in <see cref="HttpRequest.Path"/>.</param>
    public static string Decode(HttpRequest request, string value)
    {
        if (!value.Contains("%2F", StringComparison.OrdinalIgnoreCase)) return value;
        var index = Array.IndexOf(request.Path.Value!.Split('/'), value);
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        var sent = target.Split('?')[0].Split('/').ElementAtOrDefault(index);
        return sent is null
            ? value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)
            : Uri.UnescapeDataString(sent);
    }
}
