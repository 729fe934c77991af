using System.Globalization;
using ApiAccounts.Core.Credentials.ApiUsers;

namespace ApiAccounts.Core.Overview;

/// <summary>A sort order of the overview: by a column, then by user name.</summary>
internal sealed class OverviewOrder(OverviewColumn column, bool descending) : IComparer<OverviewRow>
{
    private static readonly CompareInfo Words = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>The ranks of types, by their names.</summary>
    private static readonly int[] TypeRanks =
        [
            .. Enum.GetValues<ApiUserType>().Select(type =>
                Enum.GetNames<ApiUserType>().Count(name => string.CompareOrdinal(name, type.ToString()) < 0)),
        ];

    /// <summary>The order of ids, which is also the order of user names.</summary>
    public static OverviewOrder ById { get; } = new(OverviewColumn.UserName, descending: false);

    public int Compare(OverviewRow? x, OverviewRow? y)
    {
        var byColumn = CompareColumn(x!, y!);
        return byColumn == 0 ? x!.Id.CompareTo(y!.Id) : descending ? -byColumn : byColumn;
    }

    /// <summary>Sorts by a number for each row, because comparing numbers is much faster than comparing texts.</summary>
    /// <param name="byId">In the order of their ids.</param>
    public OverviewRow[] Sort(OverviewRow[] byId)
    {
        if (column == OverviewColumn.UserName) return descending ? [.. byId.Reverse()] : byId;
        var keyOf = KeyIn(byId);
        var keys = new (long Key, int Index)[byId.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keyOf(byId[i]);
            keys[i] = (descending ? -key : key, i);
        }
        Array.Sort(keys, static (x, y) => x.Key == y.Key ? x.Index.CompareTo(y.Index) : x.Key.CompareTo(y.Key));
        return Array.ConvertAll(keys, key => byId[key.Index]);
    }

    private int CompareColumn(OverviewRow x, OverviewRow y) => column switch
    {
        OverviewColumn.Operator => Compare(x.Operator.FullName, y.Operator.FullName),
        OverviewColumn.Description => Compare(x.Description, y.Description),
        OverviewColumn.UserName => x.Id.CompareTo(y.Id),
        _ => Number(x).CompareTo(Number(y)),
    };

    private static int Compare(string x, string y) => ReferenceEquals(x, y) ? 0 : Words.Compare(x, y, CompareOptions.IgnoreCase);

    private Func<OverviewRow, long> KeyIn(OverviewRow[] rows)
    {
        if (column is not (OverviewColumn.Operator or OverviewColumn.Description)) return Number;
        Func<OverviewRow, string> wordsOf = column == OverviewColumn.Operator ? row => row.Operator.FullName : row => row.Description;
        var ranks = Ranks(rows.Select(wordsOf));
        return row => ranks[wordsOf(row)];
    }

    /// <summary>Returns the rank of each text. Texts that differ only in letter case share a rank.</summary>
    private static Dictionary<string, int> Ranks(IEnumerable<string> texts)
    {
        var keys = texts.Distinct(StringComparer.Ordinal)
            .Select(text => (Text: text, Key: Words.GetSortKey(text, CompareOptions.IgnoreCase).KeyData))
            .ToArray();
        Array.Sort(keys, static (x, y) => x.Key.AsSpan().SequenceCompareTo(y.Key));
        var ranks = new Dictionary<string, int>(keys.Length, StringComparer.Ordinal);
        var rank = 0;
        for (var i = 0; i < keys.Length; i++)
        {
            if (i > 0 && !keys[i].Key.AsSpan().SequenceEqual(keys[i - 1].Key)) rank++;
            ranks[keys[i].Text] = rank;
        }
        return ranks;
    }

    /// <summary>An unknown use sorts before all known ones: the ticks of times take 62 bits.</summary>
    private long Number(OverviewRow row) => column switch
    {
        OverviewColumn.Type => TypeRanks[(int)row.Type],
        OverviewColumn.CreatedAt => row.CreatedAt.UtcTicks,
        OverviewColumn.LastUsed => row.LastUsed is { At: { } time } ? time.UtcTicks + (int)row.LastUsed.Status : (int)row.LastUsed.Status,
        OverviewColumn.RequestsLast30Days => row.Requests,
        _ => throw new InvalidOperationException($"The column {column} does not exist."),
    };
}
