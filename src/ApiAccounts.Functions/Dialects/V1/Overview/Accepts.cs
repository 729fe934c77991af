namespace ApiAccounts.Functions.Dialects.V1.Overview;

/// <summary>The media types that a request accepts (RFC 9110, <c>Accept</c>).</summary>
internal static class Accepts
{
    private const string CsvType = "text/csv";

    /// <summary>Whether the request names CSV, with a quality no lower than that of JSON, the default.</summary>
    public static bool Csv(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().Accept;
        return Quality(CsvType) is > 0 and var csv && csv >= (Quality("application/json") ?? 0);

        double? Quality(string mediaType) =>
            accepted.FirstOrDefault(value => value.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase)) is { } value
                ? value.Quality ?? 1
                : null;
    }

    /// <summary>Whether the request names CSV with the parameter <c>bom=1</c>.</summary>
    public static bool ByteOrderMark(HttpRequest request) => request.GetTypedHeaders().Accept.Any(value =>
        value.MediaType.Equals(CsvType, StringComparison.OrdinalIgnoreCase)
        && value.Parameters.Any(parameter =>
            parameter.Name.Equals("bom", StringComparison.OrdinalIgnoreCase) && parameter.Value.AsSpan().Trim('"') is "1"));
}
