using System.Xml.Linq;

namespace ApiAccounts.Tools.Dev.Test;

/// <summary>How many tests of a run passed, failed and were skipped, as its .trx files say.</summary>
internal readonly record struct TestOutcomes(int Passed, int Failed, int Skipped)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <param name="folder">Need not exist.</param>
    public static TestOutcomes In(string folder)
    {
        if (!Directory.Exists(folder)) return default;
        var outcomes = Directory.EnumerateFiles(folder, "*.trx", SearchOption.AllDirectories)
            .SelectMany(file => XDocument.Load(file).Descendants(Trx + "UnitTestResult"))
            .CountBy(result => (string?)result.Attribute("outcome") ?? "Error").ToDictionary();
        var (passed, skipped) = (outcomes.GetValueOrDefault("Passed"), outcomes.GetValueOrDefault("NotExecuted"));
        return new(passed, outcomes.Values.Sum() - passed - skipped, skipped);
    }
}
