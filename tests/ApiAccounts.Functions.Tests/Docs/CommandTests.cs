using System.Text.RegularExpressions;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>
/// The commands of the documentation. A block of <c>bash</c> runs here, one shell a page; a block of <c>bash no-test</c> needs a tool that
/// a test does not have.
/// </summary>
public sealed partial class CommandTests(LocalSystem system) : IClassFixture<LocalSystem>
{
    /// <summary>Sets the variables of the pages that link to it.</summary>
    private const string FirstPage = "docs/how-to/register-an-api-user.md";

    /// <summary>They create resources in Azure, run for as long as the app does, or build the checkout.</summary>
    private static readonly string[] ToolsNotHere =
        ["az ", "azd ", "dotnet run ", "dotnet publish ", "dotnet selfhost/", "apt-get ", "node_modules/.bin/azurite "];

    private static readonly string[] Languages = ["bash", "caddy", "http", "json", "nginx", "yaml", "text"];

    public static TheoryData<string> PagesWithCommands =>
        [.. MarkdownPage.Paths.Where(path => path.StartsWith("docs/", StringComparison.Ordinal) && BlocksThatRun(path).Any())];

    public static TheoryData<string> Pages => [.. MarkdownPage.Paths];

    [Theory]
    [MemberData(nameof(PagesWithCommands))]
    public async Task The_commands_of_a_page_work_as_they_are(string path)
    {
        var output = await system.PasteAsync([.. BlocksBefore(path), .. BlocksThatRun(path)]);

        Assert.Equal([], NamesInShownAnswers(path).Where(name => !output.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_calls_of_the_readme_work_as_they_are()
    {
        var output = await system.PasteAsync(BlocksThatRun("README.md"));

        Assert.Contains("HTTP/1.1 200 OK\n", output, StringComparison.Ordinal);
        Assert.Contains("X-Partner: 1\n", output, StringComparison.Ordinal);
        Assert.Contains("\"Description\":\"Nightly export\"", output, StringComparison.Ordinal);
        Assert.Contains("\"by\":\"hour\"", output, StringComparison.Ordinal);
        Assert.Equal(1, output.Split("HTTP/1.1 204 No Content").Length - 1);
        Assert.DoesNotContain("HTTP/1.1 4", output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_command_that_does_not_run_needs_a_tool_that_is_not_here(string path)
    {
        var blocks = new MarkdownPage(path).Blocks().Where(block => block.Info == "bash no-test");

        Assert.Equal([], blocks.SelectMany(block => block.Commands).Where(command =>
            !ToolsNotHere.Any(tool => command.Contains(tool, StringComparison.Ordinal))));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_block_names_its_language_and_one_with_commands_is_bash(string path)
    {
        var blocks = new MarkdownPage(path).Blocks();

        Assert.Equal([], blocks.Where(block => block.Info != "bash no-test" && !Languages.Contains(block.Info)));
        Assert.Equal([], blocks.Where(block => block.Language != "bash" && Command().IsMatch(block.Text)));
    }

    private static IEnumerable<FencedBlock> BlocksThatRun(string path) => new MarkdownPage(path).Blocks().Where(block => block.IsRun);

    private static IEnumerable<FencedBlock> BlocksBefore(string path) =>
        path != FirstPage
            && new MarkdownPage(path).LocalLinks.Any(link => link.EndsWith(Path.GetFileName(FirstPage), StringComparison.Ordinal))
            ? BlocksThatRun(FirstPage)
            : [];

    /// <summary>The members and headers of the answers that follow commands on the page, and whether a member is true or false.</summary>
    private static IEnumerable<string> NamesInShownAnswers(string path)
    {
        var blocks = new MarkdownPage(path).Blocks();
        return blocks.Zip(blocks.Skip(1))
            .Where(pair => pair.First.IsRun && pair.Second.Info is "json" or "http")
            .SelectMany(pair => Name().Matches(pair.Second.Text))
            .Select(match => match.Value);
    }

    [GeneratedRegex("""^(?:curl|dotnet|azd?|export|npx?|apt-get) """, RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex("""(?:"\w+":(?:true|false)?|^[\w-]+: )""", RegexOptions.Multiline)]
    private static partial Regex Name();
}
