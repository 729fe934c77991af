using System.Text.RegularExpressions;

namespace ApiAccounts.Deployment.Tests.Infra;

internal static partial class Faults
{
    /// <summary>The same sentences without the numbers of lines, which every edit of a file changes.</summary>
    public static IEnumerable<string> WithoutLines(this IEnumerable<string> faults) =>
        faults.Select(fault => LineNumber().Replace(fault, ":", 1));

    [GeneratedRegex(@"\([0-9]+\):", RegexOptions.CultureInvariant)]
    private static partial Regex LineNumber();
}
