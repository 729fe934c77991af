using System.Globalization;

namespace ApiAccounts.Storage.Backup;

/// <summary>Counts rows, and reports the number at the end and after every 100,000 rows.</summary>
/// <param name="what">The text before the number.</param>
internal sealed class CountedRows(string what, Action<string> report)
{
    private const int ReportInterval = 100_000;

    private long rows;

    public void Count()
    {
        if (++rows % ReportInterval == 0) Report(" so far");
    }

    public void End() => Report("");

    private void Report(string suffix) => report(string.Create(CultureInfo.InvariantCulture, $"{what}{suffix}: {rows:N0}."));
}
