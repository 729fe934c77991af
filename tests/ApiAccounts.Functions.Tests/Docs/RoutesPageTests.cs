using System.Text.RegularExpressions;
using ApiAccounts.Functions.Tests.OpenApi;

namespace ApiAccounts.Functions.Tests.Docs;

/// <summary>docs/routes.md has the operations of openapi.yaml.</summary>
public sealed partial class RoutesPageTests
{
    [Fact]
    public void Every_operation_is_listed_and_every_listed_one_exists()
    {
        var documented = DocumentedOperation.All.Select(operation => $"{operation.Method.ToUpperInvariant()} {operation.Path}")
            .Where(operation => !operation.Contains("/verify", StringComparison.Ordinal)); // any method and path: one line

        Assert.Equal(documented.Order(StringComparer.Ordinal), Listed().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Listed() =>
        from cells in new MarkdownPage("docs/routes.md").Rows("method, path")
        where !cells[0].StartsWith("any method", StringComparison.Ordinal)
        from method in Method().Matches(cells[0].Split('`')[0]).Select(match => match.Value)
        from path in Path().Matches(cells[0]).Select(match => match.Groups[1].Value)
        select $"{method} {path}";

    [GeneratedRegex("[A-Z]+")]
    private static partial Regex Method();

    [GeneratedRegex(@"`(/[^?`]*)(?:\?[^`]*)?`")]
    private static partial Regex Path();
}
