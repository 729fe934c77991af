using ApiAccounts.Functions.Tests.Docs;

namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>Which permission of a group opens which operations, as docs/rights.md has it.</summary>
internal static class PermissionTable
{
    /// <summary>The operations, as <see cref="RightsTable"/> writes them, by the names of permissions.</summary>
    public static IReadOnlyDictionary<string, string[]> Rows { get; } = new MarkdownPage("docs/rights.md").Rows("permission")
        .ToDictionary(cells => cells[0].Trim('`'), cells => cells[1].Split('`').Where((_, index) => index % 2 == 1).ToArray());
}
