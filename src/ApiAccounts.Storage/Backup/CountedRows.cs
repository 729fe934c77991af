using System.Globalization;

namespace ApiAccounts.Storage.Backup;

/// <summary>Tells how many rows there were, and while there are many, how many so far.</summary>
/// <param name="what">What is told before the number.</param>
internal sealed class CountedRows(string what, Action<string> tell)
{
    private const int BetweenWords = 100_000;

    private long rows;

    public void Count()
    {
        if (++rows % BetweenWords == 0) Tell(" so far");
    }

    public void End() => Tell("");

    private void Tell(string words) => tell(string.Create(CultureInfo.InvariantCulture, $"{what}{words}: {rows:N0}."));
}
