using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>A page of the documentation.</summary>
/// <param name="Path">From the root of the checkout.</param>
internal sealed partial record MarkdownPage(string Path)
{
    private const string Fence = "```";
    private static readonly string[] AtTheRoot = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"];

    private readonly string[] lines = File.ReadAllLines(Repository.PathOf(Path));

    public static IEnumerable<string> Paths =>
        Directory.EnumerateFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Concat(AtTheRoot);

    /// <summary>What its links lead to, but for other sites.</summary>
    public IEnumerable<string> LocalLinks =>
        Prose.SelectMany(line => Link().Matches(line)).Select(match => match.Groups[1].Value)
            .Where(target => !target.StartsWith("http", StringComparison.Ordinal));

    /// <summary>What stands between backticks, outside of fenced blocks.</summary>
    public IEnumerable<string> CodeSpans => Prose.SelectMany(line => CodeSpan().Matches(line)).Select(match => match.Groups[1].Value);

    /// <summary>What a link may have behind the <c>#</c>, as GitHub makes it of the headings.</summary>
    public IReadOnlySet<string> Anchors => Prose.Where(line => line.StartsWith('#'))
        .Select(line => NotInAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'))
        .ToHashSet();

    private IEnumerable<string> Prose
    {
        get
        {
            var isCode = false;
            foreach (var line in lines)
            {
                if (line.StartsWith(Fence, StringComparison.Ordinal)) isCode = !isCode;
                else if (!isCode) yield return line;
            }
        }
    }

    /// <summary>The headings of the first table whose first column has one.</summary>
    public string[] Headings(string first) => Table(first).First();

    /// <summary>The rows of that table.</summary>
    public IReadOnlyList<string[]> Rows(string first) => [.. Table(first).Skip(2)];

    /// <summary>Its fenced blocks, in their order.</summary>
    public IReadOnlyList<FencedBlock> Blocks()
    {
        var blocks = new List<FencedBlock>();
        var text = new List<string>();
        string? info = null;
        foreach (var line in lines)
        {
            if (!line.StartsWith(Fence, StringComparison.Ordinal)) text.Add(line);
            else if (info is null)
            {
                info = line[Fence.Length..];
                text.Clear();
            }
            else
            {
                blocks.Add(new(info, string.Join('\n', text)));
                info = null;
            }
        }
        return blocks;
    }

    public override string ToString() => Path;

    private IEnumerable<string[]> Table(string first) => lines
        .SkipWhile(line => !line.StartsWith($"| {first} |", StringComparison.Ordinal))
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
