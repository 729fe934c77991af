using System.Text.RegularExpressions;
using ApiAccounts.Tools.Dev.Building;

namespace ApiAccounts.Tools.Dev.Test;

/// <summary>Builds everything and runs the tests.</summary>
internal sealed partial class TestRun(string[] filters, CancellationToken cancellationToken)
{
    private const string Solution = "ApiAccountsFunctions.sln";
    private readonly string results = Checkout.PathOf("TestResults");

    /// <summary>Ends with a line of its own, <c>N passed, N failed</c>, also when there was nothing to count.</summary>
    public async Task<int> RunAsync()
    {
        var allPassed = false;
        if (Directory.Exists(results)) Directory.Delete(results, recursive: true);
        try
        {
            await NodePackages.InstallAsync(cancellationToken);
            await ChromiumPackage.InstallAsync(cancellationToken);
            await Dotnet.BuildAsync(Solution, cancellationToken);
            allPassed = await TestAsync();
        }
        catch (ToolException failure)
        {
            Console.WriteLine(failure.Message);
        }

        var (passed, failed, skipped) = TestOutcomes.In(results);
        if (skipped > 0) Console.WriteLine($"{skipped} skipped");
        if (passed + failed == 0) Console.WriteLine("No test ran.");
        else if (!allPassed && failed == 0) Console.WriteLine("The run failed, though no test did: see above.");
        Console.WriteLine($"{passed} passed, {failed} failed");
        return allPassed && passed > 0 && failed == 0 ? 0 : 1;
    }

    /// <summary>
    /// One test project after the other (<c>-m:1</c>): each runs its own classes on all cores already, beside an Azurite and a host of
    /// its own, and two projects at once would only make both slower and their timeouts likelier.
    /// </summary>
    private Task<bool> TestAsync()
    {
        string[] arguments =
        [
            Solution, "--no-build", "-c", Dotnet.Configuration, "-m:1", "-nologo",
            "--logger", "console;verbosity=minimal", "--logger", "trx", "--results-directory", results,
        ];
        if (filters.Length > 0) arguments = [.. arguments, "--filter", Filter(filters)];
        return Dotnet.TestAsync(arguments, cancellationToken);
    }

    /// <summary>Tests that one of the filters fits: an expression of <c>dotnet test</c>, or a part of a full name.</summary>
    internal static string Filter(IEnumerable<string> filters) =>
        string.Join('|', filters.Select(text => Expression.IsMatch(text) ? $"({text})" : $"FullyQualifiedName~{text}"));

    [GeneratedRegex("[=~!&|()]", RegexOptions.CultureInvariant)]
    private static partial Regex Expression { get; }
}
