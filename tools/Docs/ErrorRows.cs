using System.Text.RegularExpressions;

namespace ApiAccounts.Tools.Docs;

/// <summary>The codes that the source makes errors of, with the statuses of their kinds.</summary>
internal static partial class ErrorRows
{
    private static readonly Dictionary<string, string> Statuses = new()
    {
        ["Malformed"] = "400",
        ["Invalid"] = "400",
        ["Unauthenticated"] = "401",
        ["Forbidden"] = "403",
        ["NotFound"] = "404",
        ["MethodNotAllowed"] = "405",
        ["TooSlow"] = "408",
        ["Conflict"] = "409",
        ["TooLarge"] = "413",
        ["TooManyRequests"] = "429",
        ["Unexpected"] = "500",
        ["Unavailable"] = "503",
    };

    public static IReadOnlyList<string[]> Read() =>
    [
        .. Found().Distinct().OrderBy(found => found.Status, StringComparer.Ordinal).ThenBy(found => found.Code, StringComparer.Ordinal)
            .Select(found => new[] { $"`{found.Code}`", found.Status }),
    ];

    private static IEnumerable<(string Code, string Status)> Found() =>
        from folder in (string[])["src/ApiAccounts.Core", "src/ApiAccounts.Storage", "src/ApiAccounts.Functions"]
        from file in Directory.EnumerateFiles(Checkout.PathOf(folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match match in Code().Matches(File.ReadAllText(file))
        let kind = match.Groups["kind"] is { Success: true } given ? given.Value : "Conflict"
        select (match.Groups["code"].Value, Statuses[kind]);

    [GeneratedRegex(@"(?:ErrorKind\.(?<kind>\w+),|Conflict\()\s*""(?<code>[a-z_]+)""")]
    private static partial Regex Code();
}
