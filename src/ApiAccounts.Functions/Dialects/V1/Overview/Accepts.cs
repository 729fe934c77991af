namespace ApiAccounts.Functions.Dialects.V1.Overview;

/// <summary>The media types that a request accepts (RFC 9110, <c>Accept</c>).</summary>
internal static class Accepts
{
    /// <summary>Whether the request names CSV, with a quality no lower than that of JSON, the default.</summary>
    public static bool Csv(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality("text/csv") is > 0 and var csv && csv >= (Quality("application/json") ?? 0);

        double? Quality(string mediaType) =>
            accepted.FirstOrDefault(value => value.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)) is { } value
                ? value.Quality ?? 1
                : null;
    }
}
