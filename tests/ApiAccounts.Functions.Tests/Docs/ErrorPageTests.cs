using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>docs/errors.md has the codes that the code has, with their statuses.</summary>
public sealed partial class ErrorPageTests
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

    [Fact]
    public void Every_code_is_documented_and_every_documented_one_exists()
    {
        var documented = new MarkdownPage("docs/errors.md").Rows("code").Select(cells => $"{cells[0].Trim('`')} {cells[1]}");

        Assert.Equal(InSource().Distinct().Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> InSource() =>
        from folder in (string[])["src/ApiAccounts.Core", "src/ApiAccounts.Storage", "src/ApiAccounts.Functions"]
        from file in Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match match in Code().Matches(File.ReadAllText(file))
        let kind = match.Groups["kind"] is { Success: true } given ? given.Value : "Conflict"
        select $"{match.Groups["code"].Value} {Statuses[kind]}";

    [GeneratedRegex(@"(?:ErrorKind\.(?<kind>\w+),|Conflict\()\s*""(?<code>[a-z_]+)""")]
    private static partial Regex Code();
}
