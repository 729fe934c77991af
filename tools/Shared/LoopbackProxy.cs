namespace ApiAccounts.Tools;

/// <summary>
/// Keeps calls to this machine away from a proxy that <c>HTTP_PROXY</c> names, in this program and in those that it starts.
/// </summary>
public static class LoopbackProxy
{
    private static readonly string[] Names = ["no_proxy", "NO_PROXY"]; // some programs read the one first, some the other
    private static readonly string[] Loopback = ["127.0.0.1", "localhost"];

    /// <summary>Adds this machine to what is reached without the proxy. Has to come before the first call.</summary>
    public static void Bypass()
    {
        foreach (var name in Names) Environment.SetEnvironmentVariable(name, With(Environment.GetEnvironmentVariable(name)));
    }

    /// <param name="bypassed">Names with commas between them; null for none.</param>
    internal static string With(string? bypassed)
    {
        var given = bypassed?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        return string.Join(',', given.Union(Loopback, StringComparer.OrdinalIgnoreCase));
    }
}
