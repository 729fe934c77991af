namespace ApiAccounts.Bench.Tests;

public sealed class ChoiceTests
{
    [Fact]
    public void Without_a_name_all_are_run()
    {
        var choice = Choice.Parse([], "results");

        Assert.Equal(
            ["verify", "worker", "aggregate", "overview", "register", "revoke", "micro"], choice.Benches.Select(bench => bench.Name));
        Assert.Equal((false, "results"), (choice.IsQuick, choice.Results));
    }

    [Fact]
    public void Some_are_run_quickly_with_results_elsewhere()
    {
        var choice = Choice.Parse(["revoke", "--quick", "micro", "--results", "elsewhere"], "results");

        Assert.Equal(["revoke", "micro"], choice.Benches.Select(bench => bench.Name));
        Assert.Equal((true, "elsewhere"), (choice.IsQuick, choice.Results));
    }

    [Theory]
    [InlineData("verifi", "There is no bench 'verifi': it is verify, worker, aggregate, overview, register, revoke, micro.")]
    [InlineData("--slow", "'--slow' is not an option of bench.")]
    [InlineData("--results", "--results needs a folder.")]
    public void Other_arguments_are_refused_with_a_sentence(string argument, string sentence)
    {
        var failure = Assert.Throws<BenchFailure>(() => Choice.Parse([argument], "results"));

        Assert.Equal((sentence + " See: dotnet run dev.cs -- bench help", 2), (failure.Message, failure.ExitCode));
    }
}
