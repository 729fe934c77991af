namespace ApiAccounts.SelfHost.Http;

/// <summary>The paths that are reserved for the host and never reach a function.</summary>
internal static class ReservedPaths
{
    private static readonly PathString Admin = new("/admin");
    private static readonly PathString Runtime = new("/runtime");

    public static bool IsReserved(PathString path) =>
        path.StartsWithSegments(Admin, StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments(Runtime, StringComparison.OrdinalIgnoreCase);

    /// <param name="segment">The first segment of a route.</param>
    public static bool IsReserved(string? segment) => segment is { Length: > 0 } && IsReserved(new PathString("/" + segment));
}
