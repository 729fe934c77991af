using System.Globalization;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>The table of rights as docs/rights.md has it: the statuses that these tests expect are written there, and nowhere else.</summary>
internal static class RightsTable
{
    private const string Heading = "| operation |";

    /// <summary>The operations and what each caller is answered, in the order of <see cref="Callers"/>.</summary>
    public static IReadOnlyDictionary<string, int[]> Rows { get; } = Lines().Skip(2).ToDictionary(
        cells => cells[0].Trim('`'), cells => cells[1..].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray());

    public static IReadOnlyList<string> Callers { get; } = Lines().First()[1..];

    private static IEnumerable<string[]> Lines() => File.ReadLines(Repository.PathOf("docs/rights.md"))
        .SkipWhile(line => !line.StartsWith(Heading, StringComparison.Ordinal))
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
