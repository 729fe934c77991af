using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>
/// ARCHITECTURE.md names what is in the repository. Between backticks it has paths (<c>infra/main.bicep</c>), types with their folder
/// (<c>Verification/CredentialCache</c>) and names of the code (<c>Rights</c>, <c>Session.WorksAt</c>); <c>…</c> stands for any part of
/// one.
/// </summary>
public sealed partial class ArchitecturePageTests
{
    private static readonly string[] NotOurs = ["/bin/", "/obj/", "/node_modules/", "/dist/"];
    private static readonly string[] Folders = ["docs", "infra", "src", "tests", "tools"];
    private static readonly string[] Spans = [.. new MarkdownPage("ARCHITECTURE.md").CodeSpans.Distinct()];

    /// <summary>From the root, with slashes.</summary>
    private static readonly string[] Files = [.. Folders.SelectMany(FilesIn).Concat(Directory.GetFiles(Repository.Root).Select(Relative))];

    private static readonly Dictionary<string, HashSet<string>> WordsByFile = Files
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
        .ToDictionary(file => file, WordsOf);

    [Fact]
    public void Every_path_leads_to_a_file_or_a_folder()
    {
        var paths = Spans.Where(span => APath().IsMatch(span)).ToList();

        Assert.NotEmpty(paths);
        Assert.Equal([], paths.Where(path => !IsThere(path)));
    }

    [Fact]
    public void Every_name_is_one_of_the_code()
    {
        var names = Spans.Where(span => AName().IsMatch(span)).ToList();

        Assert.NotEmpty(names);
        Assert.Equal([], names.Where(name => !IsInCode(name)));
    }

    private static bool IsThere(string path)
    {
        var pattern = $"(?:^|[/.]){Pattern(path.TrimEnd('/'))}(?:/|\\.cs$|$)";
        return Files.Any(file => Regex.IsMatch(file, pattern, RegexOptions.CultureInvariant));
    }

    /// <summary>A member has to be in the file of its type.</summary>
    private static bool IsInCode(string name)
    {
        if (name.Split('.') is [var type, var member])
            return WordsByFile.Any(file => file.Key.EndsWith($"/{type}.cs", StringComparison.Ordinal) && file.Value.Contains(member));
        var pattern = $"^{Pattern(name)}$";
        return WordsByFile.Values.Any(words => words.Any(word => Regex.IsMatch(word, pattern, RegexOptions.CultureInvariant)));
    }

    private static string Pattern(string text) => Regex.Escape(text).Replace("…", "[^/]*", StringComparison.Ordinal);

    private static IEnumerable<string> FilesIn(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories).Select(Relative)
            .Where(file => !NotOurs.Any(part => file.Contains(part, StringComparison.Ordinal)));

    private static string Relative(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    /// <summary>Those of its code, not of its comments.</summary>
    private static HashSet<string> WordsOf(string file) =>
    [
        .. File.ReadLines(Repository.PathOf(file)).Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .SelectMany(line => AWord().Matches(line)).Select(match => match.Value),
    ];

    [GeneratedRegex(@"^[\w.…-]+(?:/[\w.…-]+)+/?$|^[\w-]+\.(?:cs|json|md|yaml)$")]
    private static partial Regex APath();

    [GeneratedRegex(@"^(?=.*[a-z])[A-Z…][\w…]*(?:\.[A-Z]\w*)?$")]
    private static partial Regex AName();

    [GeneratedRegex(@"[A-Za-z]\w*")]
    private static partial Regex AWord();
}
