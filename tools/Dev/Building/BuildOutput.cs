using System.Text.RegularExpressions;

namespace ApiAccounts.Tools.Dev.Building;

/// <summary>What <c>dotnet build</c> wrote before it failed.</summary>
internal static partial class BuildOutput
{
    /// <summary>Names the package feed when it is at fault, else the compiler's own lines, each once.</summary>
    public static ToolException Explain(string project, string output)
    {
        var errors = Error.Matches(output)
            .Select(match => (Code: match.Groups["code"].Value, Text: match.Value.Trim())).Distinct().ToList();
        if (errors.FirstOrDefault(error => error.Code == "NU1301").Text is { } unreachable)
            return new($"The package feed cannot be reached: {AfterCode(unreachable)}");
        if (errors.FirstOrDefault(error => error.Code is "NU1100" or "NU1101" or "NU1102" or "NU1103").Text is { } absent)
            return new($"The package feed lacks a package that is needed: {AfterCode(absent)}");
        return new($"{project} does not build:\n{(errors.Count == 0 ? output : string.Join('\n', errors.Select(error => error.Text)))}");
    }

    private static string AfterCode(string error) => error.Split(": ", 3)[^1];

    [GeneratedRegex(@"^.*?: error (?<code>[A-Z]+\d+): .*?(?=( \[[^\[\]]*\])?\r?$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Error { get; }
}
