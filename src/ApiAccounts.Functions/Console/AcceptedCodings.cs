using Microsoft.Net.Http.Headers;

namespace ApiAccounts.Functions.Console;

/// <summary>Chooses a content coding by <c>Accept-Encoding</c> (RFC 9110, section 12.5.3).</summary>
internal static class AcceptedCodings
{
    private const string Any = "*";

    /// <param name="offered">What there is, best first; the last one is sent to callers that accept none.</param>
    /// <param name="codingOf">Returns the coding of each.</param>
    /// <returns>The one with the highest quality; of equal ones, the first.</returns>
    public static T Best<T>(HttpRequest request, IReadOnlyList<T> offered, Func<T, string> codingOf)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        var (best, highest) = (offered[^1], 0.0);
        foreach (var one in offered)
        {
            if (QualityOf(codingOf(one), accepted) is var quality && quality <= highest) continue;
            (best, highest) = (one, quality);
        }
        return best;
    }

    private static double QualityOf(string coding, IList<StringWithQualityHeaderValue> accepted) =>
        Find(coding, accepted) ?? Find(Any, accepted) ?? 0;

    private static double? Find(string coding, IList<StringWithQualityHeaderValue> accepted) =>
        accepted.FirstOrDefault(value => value.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Quality ?? 1
            : null;
}
