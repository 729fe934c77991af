using System.Text.RegularExpressions;

namespace ApiAccounts.Deployment.Tests.Pipeline;

/// <summary>What commands of a shell speak of.</summary>
internal static partial class Scripts
{
    /// <summary>Those that dev.cs knows, as its help says.</summary>
    public static IReadOnlySet<string> DevCommands { get; } =
        CommandOfDev().Matches(File.ReadAllText(Repository.PathOf("dev.cs"))).Select(match => match.Groups[1].Value).ToHashSet();

    /// <summary>The files of this project: what ends as one, or is in a folder that begins with a dot.</summary>
    public static IEnumerable<string> PathsIn(string command) => FilePath().Matches(command).Select(match => match.Value);

    public static bool Exists(string path) => Path.Exists(Repository.PathOf(path));

    public static IEnumerable<string> DevCommandsIn(string command) => DevCall().Matches(command).Select(match => match.Groups[1].Value);

    /// <summary>The test projects that <c>dev.cs -- test</c> is limited to.</summary>
    public static IEnumerable<string> TestedProjectsIn(string command) =>
        TestFilter().Matches(command).Select(match => match.Groups[1].Value);

    public static IEnumerable<string> VariablesIn(string command) => Variable().Matches(command).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"(?<![\w/$.-])(?:\.\w+/[\w./-]+|(?:[\w.-]+/)*[\w.-]+\.(?:cs|csproj|sln|bicep|mjs|cjs|sh|ps1|json|yaml|yml))(?![\w/])",
        RegexOptions.CultureInvariant)]
    private static partial Regex FilePath();

    [GeneratedRegex(@"dev\.cs -- (\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex DevCall();

    [GeneratedRegex(@"dev\.cs -- test ([\w.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex TestFilter();

    [GeneratedRegex(@"\$\{?([A-Z][A-Z_]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^ +dotnet run dev\.cs -- (\w+)", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex CommandOfDev();
}
