namespace ApiAccounts.Functions.Tests.Docs;

public sealed class LinkTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_to_a_file_and_a_heading_that_exist(string path)
    {
        var page = new MarkdownPage(path);

        Assert.Equal([], page.LocalLinks.Where(link => !Exists(page, link)));
    }

    [Fact]
    public void The_index_lists_every_page_but_the_decisions()
    {
        var listed = new MarkdownPage("docs/README.md").LocalLinks.Select(link => $"docs/{link.Split('#')[0]}").ToHashSet();

        Assert.Equal([], MarkdownPage.Paths.Where(path =>
            path.StartsWith("docs/", StringComparison.Ordinal) && !path.StartsWith("docs/decisions/", StringComparison.Ordinal)
            && path != "docs/README.md" && !listed.Contains(path)));
    }

    private static bool Exists(MarkdownPage page, string link)
    {
        var parts = link.Split('#');
        var linked = Path.GetFullPath(Repository.PathOf(Path.Combine(Path.GetDirectoryName(page.Path)!, parts[0])));
        var target = parts[0] is "" ? page.Path : Path.GetRelativePath(Repository.Root, linked);
        if (!File.Exists(Repository.PathOf(target)) && !Directory.Exists(Repository.PathOf(target))) return false;
        return parts.Length == 1 || new MarkdownPage(target).Anchors.Contains(parts[1]);
    }
}
