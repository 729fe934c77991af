namespace ApiAccounts.Tools.Docs;

/// <summary>
/// A table of the documentation that comes from the code. Its last column may be prose, which is written by hand on the page and stays
/// with the first cell of its row. A new row gets the prose <see cref="Missing"/>.
/// </summary>
/// <param name="Page">From the root of the checkout.</param>
/// <param name="Heading">The first line of the table.</param>
/// <param name="Rows">All columns but the prose.</param>
public sealed record GeneratedTable(string Page, string Heading, IReadOnlyList<string[]> Rows, bool HasProse = true)
{
    /// <summary>What stands on the page until somebody has written the prose of a row.</summary>
    public const string Missing = "(not described yet)";

    /// <summary>All of them, from what the last build made.</summary>
    public static IReadOnlyList<GeneratedTable> All =>
    [
        new("docs/routes.md", "| method, path | what it does | credentials | answers |", RouteRows.Read(), HasProse: false),
        new("docs/settings.md", "| setting | default | allowed | what it is |", SettingRows.Read()),
        new("docs/errors.md", "| code | status | when |", ErrorRows.Read()),
    ];

    /// <summary>The text of a page, with this table in place of the one that it has.</summary>
    /// <exception cref="ToolException">The page has no such table.</exception>
    public string In(string text)
    {
        var lines = text.Split('\n');
        var start = Array.IndexOf(lines, Heading);
        if (start < 0) throw new ToolException($"{Page} has no table that begins with the line '{Heading}'.");
        var table = lines[start..].TakeWhile(line => line.StartsWith('|')).ToList();
        var prose = table.Skip(2).Select(Cells).ToDictionary(cells => cells[0], cells => cells[^1], StringComparer.Ordinal);
        var rows = Rows.Select(row => HasProse ? [.. row, prose.GetValueOrDefault(row[0], Missing)] : row)
            .Select(cells => $"| {string.Join(" | ", cells)} |");
        return string.Join('\n', [.. lines[..start], .. table.Take(2), .. rows, .. lines[(start + table.Count)..]]);
    }

    private static string[] Cells(string line) => line.Split('|', StringSplitOptions.TrimEntries)[1..^1];
}
