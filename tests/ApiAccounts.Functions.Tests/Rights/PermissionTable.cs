namespace ApiAccounts.Functions.Tests.Rights;

/// <summary>Which permission of a group opens which operations, as docs/rights.md has it.</summary>
internal static class PermissionTable
{
    private const string Heading = "| permission |";

    /// <summary>The operations, as <see cref="RightsTable"/> writes them, by the names of permissions.</summary>
    public static IReadOnlyDictionary<string, string[]> Rows { get; } = File.ReadLines(Repository.PathOf("docs/rights.md"))
        .SkipWhile(line => !line.StartsWith(Heading, StringComparison.Ordinal))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[0].Trim('`'), cells => cells[1].Split('`').Where((_, index) => index % 2 == 1).ToArray());
}
