using ApiAccounts.Tools.Dev.Test;

namespace ApiAccounts.Tools.Tests;

public sealed class TestRunTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("FullyQualifiedName~Spool", "Spool")]
    [InlineData("FullyQualifiedName~Spool|FullyQualifiedName~Mail", "Spool", "Mail")]
    [InlineData("(Category=Slow)|FullyQualifiedName~Mail", "Category=Slow", "Mail")]
    public void Filters_are_parts_of_names_or_expressions(string expression, params string[] filters) =>
        Assert.Equal(expression, TestRun.Filter(filters));

    [Fact]
    public void Outcomes_are_counted_over_all_projects()
    {
        File.WriteAllText(folder.PathOf("one.trx"), Results("Passed", "Passed", "Failed", "NotExecuted"));
        File.WriteAllText(folder.PathOf("two.trx"), Results("Passed", "Timeout", null));

        Assert.Equal(new TestOutcomes(Passed: 3, Failed: 3, Skipped: 1), TestOutcomes.In(folder.Path));
    }

    [Fact]
    public void Without_a_folder_of_results_nothing_is_counted() => Assert.Equal(default, TestOutcomes.In(folder.PathOf("absent")));

    private static string Results(params string?[] outcomes)
    {
        var results = outcomes.Select(outcome => $"<UnitTestResult {(outcome is null ? "" : $"outcome='{outcome}'")}/>");
        return $"""
            <TestRun xmlns="http://microsoft.com/schemas/VisualStudio/TeamTest/2010"><Results>{string.Concat(results)}</Results></TestRun>
            """;
    }
}
