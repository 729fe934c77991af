using Microsoft.AspNetCore.Http.Features;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// Finds request targets that begin with a path and leave it by dot segments: <c>/verify/../healthz/live</c>. The servers remove dot
/// segments before they choose a function, so only the raw target shows them.
/// </summary>
internal static class RequestTarget
{
    /// <summary>The target as Azure's front end received it, byte by byte. The Functions host passes it on.</summary>
    private const string FrontEndHeader = "X-WAWS-Unencoded-URL";

    /// <summary>A gateway may decode a target more than once.</summary>
    private const int MaxDecodings = 3;

    /// <param name="first">The first segment of the path, without slashes.</param>
    /// <returns>Whether the target, as far as it is known, begins with the segment and leaves it.</returns>
    public static bool Leaves(HttpRequest request, string first)
    {
        if (request.HttpContext.Features.Get<IHttpRequestFeature>() is { RawTarget: { } target } && Leaves(target, first)) return true;
        foreach (var known in request.Headers[FrontEndHeader])
            if (known is not null && Leaves(known, first)) return true;
        return false;
    }

    /// <summary>Treats doubled slashes, encoded slashes and backslashes as one slash: no server may read more dot segments.</summary>
    /// <param name="target">The target of a request line (RFC 9112, section 3.2).</param>
    /// <inheritdoc cref="Leaves(HttpRequest, string)"/>
    public static bool Leaves(string target, string first)
    {
        if (!target.Contains("..", StringComparison.Ordinal) && !target.Contains('%', StringComparison.Ordinal)) return false;
        var path = target.Split('?', 2)[0];
        for (var decoded = 0; decoded <= MaxDecodings; decoded++, path = Uri.UnescapeDataString(path))
        {
            if (path.Contains("..", StringComparison.Ordinal) && LeavesDecoded(path, first)) return true;
            if (!path.Contains('%', StringComparison.Ordinal)) return false;
        }
        return false;
    }

    private static bool LeavesDecoded(string path, string first)
    {
        var (depth, isInside) = (0, false);
        foreach (var segment in PathOf(path).Split('/', '\\'))
        {
            if (segment is "" or ".") continue;
            if (segment is not "..")
            {
                if (depth++ == 0) isInside = segment.StartsWith(first, StringComparison.OrdinalIgnoreCase);
                continue;
            }
            if (depth == 1 && isInside) return true;
            if (depth > 0) depth--;
        }
        return false;
    }

    /// <summary>Removes the scheme and the authority of an absolute target.</summary>
    private static string PathOf(string target)
    {
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0 || target.StartsWith('/')) return target;
        var path = target.IndexOf('/', scheme + "://".Length);
        return path < 0 ? "" : target[path..];
    }
}
