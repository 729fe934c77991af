using System.Globalization;
using ApiAccounts.Functions.Tests.Docs;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>
/// The table of rights as docs/rights.md has it: the statuses that these tests expect are written there, and nowhere else.
/// </summary>
internal static class RightsTable
{
    private const string Operation = "operation";
    private static readonly MarkdownPage Page = new("docs/rights.md");

    /// <summary>The operations and what each caller is answered, in the order of <see cref="Callers"/>.</summary>
    public static IReadOnlyDictionary<string, int[]> Rows { get; } = Page.Rows(Operation).ToDictionary(
        cells => cells[0].Trim('`'), cells => cells[1..].Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray());

    public static IReadOnlyList<string> Callers { get; } = Page.Headings(Operation)[1..];
}
