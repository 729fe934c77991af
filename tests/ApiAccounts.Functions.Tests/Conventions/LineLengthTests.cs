using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Tests.Conventions;

/// <summary>Lines of code end within 140 columns, so that two files fit beside each other.</summary>
public sealed partial class LineLengthTests
{
    private const int MaxColumns = 140;
    private const int MaxBesideText = 80;

    [Fact]
    public void No_line_of_code_is_longer_than_140_columns() => Assert.Empty(
        from folder in (string[])["src", "tests", "tools"]
        from path in Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)
        where !Generated().IsMatch(path)
        from line in LinesOfCode(File.ReadAllLines(path))
        where IsTooLong(line.Text)
        select $"{Path.GetRelativePath(Repository.Root, path)}:{line.Number} has {line.Text.Length} columns.");

    /// <param name="line">With a ~ for what makes it as long.</param>
    [Theory]
    [InlineData(140, "    var x = ~;", false)]
    [InlineData(141, "    var x = ~;", true)]
    [InlineData(141, "    // ~", true)]
    [InlineData(300, "    \"~\",", false)]
    [InlineData(300, "    var x = $\"~\";", false)]
    [InlineData(300, "    [InlineData(\"\"\"{\"~\":1}\"\"\", true)]", false)]
    [InlineData(300, "    Call(\"a\", ~, \"b\");", true)]
    public void Only_a_long_text_may_make_a_line_longer(int columns, string line, bool expected) =>
        Assert.Equal(expected, IsTooLong(line.Replace("~", new('x', columns - line.Length + 1), StringComparison.Ordinal)));

    [Fact]
    public void What_is_within_a_text_of_several_lines_is_not_code() => Assert.Equal(
        [1, 2, 4, 5],
        LinesOfCode(["var x =", "    \"\"\"", "    a text", "    \"\"\";", "var y = \"\"\"b\"\"\";"]).Select(line => line.Number));

    private static IEnumerable<(int Number, string Text)> LinesOfCode(string[] lines)
    {
        var isWithinText = false;
        foreach (var (index, line) in lines.Index())
        {
            var turns = RawQuotes().Count(line) % 2 != 0;
            if (!isWithinText || turns) yield return (index + 1, line);
            isWithinText ^= turns;
        }
    }

    /// <summary>A text cannot be broken everywhere: where there is one, what is beside it must not be long.</summary>
    private static bool IsTooLong(string line) => line.Length > MaxColumns && Text().Replace(line, "").Length > MaxBesideText;

    [GeneratedRegex("""[\\/](bin|obj|node_modules)[\\/]""", RegexOptions.ExplicitCapture)]
    private static partial Regex Generated();

    [GeneratedRegex("""\x22{3,}""")]
    private static partial Regex RawQuotes();

    /// <summary>A text between three quotes, or in one pair.</summary>
    [GeneratedRegex("""\x22{3}.*?\x22{3,}|\x22(\\.|[^\x22\\])*\x22""", RegexOptions.ExplicitCapture)]
    private static partial Regex Text();
}
