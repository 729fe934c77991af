using ApiAccounts.Tools.Docs;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>The tables of the documentation that come from the code are as <c>dotnet run dev.cs -- docs</c> would write them.</summary>
public sealed class GeneratedTableTests
{
    public static IEnumerable<TheoryDataRow<string>> Pages => GeneratedTable.All.Select(table => new TheoryDataRow<string>(table.Page));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_the_table_that_the_code_gives(string page)
    {
        var text = File.ReadAllText(Repository.PathOf(page));

        Assert.Equal(GeneratedTable.All.Single(table => table.Page == page).In(text), text, ignoreLineEndingDifferences: true);
        Assert.DoesNotContain(GeneratedTable.Missing, text, StringComparison.Ordinal);
    }

    [Fact]
    public void Routes_settings_and_errors_are_all_in_them()
    {
        Assert.Equal(["docs/routes.md", "docs/settings.md", "docs/errors.md"], GeneratedTable.All.Select(table => table.Page));
        Assert.Contains(Row("docs/routes.md", "POST `/v4/Register?description=&operatorGuid=`"), row => row == "operator");
        Assert.Contains(Row("docs/settings.md", "`Verification__MaxStaleness`"), row => row == "00:00:01");
        Assert.Contains(Row("docs/errors.md", "`sign_in_locked`"), row => row == "429");
    }

    private static string[] Row(string page, string first) =>
        GeneratedTable.All.Single(table => table.Page == page).Rows.Single(row => row[0] == first);
}
