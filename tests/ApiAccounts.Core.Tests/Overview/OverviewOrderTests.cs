using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Overview;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using FsCheck;
using FsCheck.Fluent;

namespace ApiAccounts.Core.Tests.Overview;

/// <summary>The orders and the search, against the plain words for them, on random rows.</summary>
public sealed class OverviewOrderTests
{
    private static readonly string[] Words =
        [
            "", "alpha", "Alpha", "ALPHA", "beta", "Äpfel", "apfel", "co-op", "coop", "zoé", "Zoe", "straße", "STRASSE", "ı", "K", "k", "7",
            "2026-11", "used",
        ];

    private static readonly OverviewOperator[] Operators =
        [.. new[] { "Zoé Operator", "adam", "Adam", "Ada Example", "" }.Select(
            (name, i) => new OverviewOperator(AccountId.At(AccountKind.Operator, 42, (uint)i + 1, 3, 1), name))];

    private static readonly Gen<OverviewRow> Row =
        from number in Gen.Choose(0, 5_000)
        from holder in Gen.Elements(Operators)
        from description in Gen.Elements(Words)
        from more in Gen.Elements(Words)
        from type in Gen.Elements(Enum.GetValues<ApiUserType>())
        from created in Gen.Choose(0, 20)
        from used in Gen.Choose(0, 10)
        from requests in Gen.Choose(0, 12)
        select new OverviewRow
        {
            Id = AccountId.At(AccountKind.ApiUser, 42, holder.Id.UserId, 3, (ulong)number << 20),
            Operator = holder,
            Description = description + more,
            Type = type,
            IsEnabled = true,
            CreatedAt = Known.Now.AddHours(-created),
            ExpiresAt = null,
            RateLimit = null,
            LastUsed = used < 3 ? new((LastUsedStatus)(used % 2), null) : new(LastUsedStatus.Used, Known.Now.AddMinutes(-used)),
            Requests = requests,
            PreviousSecret = null,
        };

    private static readonly Gen<OverviewRow[]> Rows = Row.ArrayOf(300).Select(rows => rows.DistinctBy(row => row.Id).ToArray());

    private static readonly Gen<(OverviewRow[] Rows, OverviewRow[] Few, int Gone, OverviewRow[] Added)> Changes =
        from rows in Rows
        from few in Row.ArrayOf(8)
        from gone in Gen.Choose(0, 8)
        from added in Gen.Elements(0, 5, 300).SelectMany(count => Row.ArrayOf(count))
        select (rows, few, gone, added);

    private static readonly Gen<(OverviewRow Row, string Text)> Searches =
        from row in Row
        from column in Gen.Elements(Enum.GetValues<OverviewColumn>())
        from start in Gen.Choose(0, 30)
        from length in Gen.Choose(1, 8)
        from word in Gen.Elements(Words)
        from isPart in Gen.Elements(true, false)
        select (row, isPart ? Part(row.Text(column), start, length) : word);

    [Fact]
    public void Every_order_sorts_by_its_column_and_then_by_user_name() =>
        Prop.ForAll(Arb.From(Rows), rows => AssertSorted(rows, SnapshotOf(rows))).QuickCheckThrowOnFailure();

    [Fact]
    public void Orders_stay_right_when_rows_change_and_after_a_full_read() =>
        Prop.ForAll(Arb.From(Changes), AssertStaysSorted).QuickCheckThrowOnFailure();

    [Fact]
    public void An_unchanged_row_stays_the_same_object()
    {
        var rows = Rows.Sample(1, 1).Single();
        var before = SnapshotOf(rows);
        var after = SnapshotOf([.. rows.Select(row => row with { })]).After(before);
        foreach (var (old, row) in before.In(OverviewColumn.UserName, false).Zip(after.In(OverviewColumn.UserName, false))) Assert.Same(
            old, row);
    }

    [Fact]
    public void A_search_finds_what_any_column_shows() => Prop.ForAll(Arb.From(Searches), AssertFinds).QuickCheckThrowOnFailure();

    private static void AssertFinds((OverviewRow Row, string Text) given)
    {
        var (row, text) = given;
        foreach (var search in new[] { text, text.ToUpperInvariant(), text.ToLowerInvariant() })
        {
            var isShown = Enum.GetValues<OverviewColumn>().Any(
                column => row.Text(column).Contains(search, StringComparison.OrdinalIgnoreCase));
            Assert.Equal(isShown, new OverviewSearch(search).Finds(row));
        }
    }

    private static void AssertStaysSorted((OverviewRow[] Rows, OverviewRow[] Few, int Gone, OverviewRow[] Added) given)
    {
        var before = SnapshotOf(given.Rows);
        AssertSorted(given.Rows, before);
        var changes = given.Rows.Take(given.Gone).ToDictionary(row => row.Id, _ => (OverviewRow?)null);
        foreach (var row in given.Few) changes[row.Id] = row;
        var kept = given.Rows.Where(row => !changes.ContainsKey(row.Id)).Concat(changes.Values.OfType<OverviewRow>()).ToArray();
        var changed = before.With(new Dictionary<AccountId, OverviewOperator?>(), changes);
        AssertSorted(kept, changed);

        var renamed = new OverviewOperator(Operators[1].Id, "Yves");
        var operatorChanges = new Dictionary<AccountId, OverviewOperator?> { [renamed.Id] = renamed, [Operators[3].Id] = null };
        var others = kept.Where(row => row.Operator != Operators[3]).Select(
            row => row.Operator == Operators[1] ? row with { Operator = renamed } : row);
        AssertSorted([.. others], changed.With(operatorChanges, new Dictionary<AccountId, OverviewRow?>()));

        OverviewRow[] anew = [.. kept.Concat(given.Added).Reverse().DistinctBy(row => row.Id).Select(row => row with { })];
        AssertSorted(anew, SnapshotOf(anew).After(changed));
    }

    private static string Part(string text, int start, int length) =>
        text[Math.Min(start, text.Length)..Math.Min(start + length, text.Length)];

    private static OverviewSnapshot SnapshotOf(OverviewRow[] rows) =>
        OverviewSnapshot.Of(Known.Now, Operators.ToDictionary(holder => holder.Id), rows);

    private static void AssertSorted(OverviewRow[] rows, OverviewSnapshot snapshot)
    {
        foreach (var column in Enum.GetValues<OverviewColumn>())
        {
            Assert.Equal(Sorted(rows, column, descending: false), snapshot.In(column, descending: false).Select(row => row.UserName));
            Assert.Equal(Sorted(rows, column, descending: true), snapshot.In(column, descending: true).Select(row => row.UserName));
        }
    }

    private static IEnumerable<string> Sorted(OverviewRow[] rows, OverviewColumn column, bool descending)
    {
        return (column switch
        {
            OverviewColumn.Operator => By(row => row.Operator.FullName, StringComparer.InvariantCultureIgnoreCase),
            OverviewColumn.UserName => By(row => row.UserName, StringComparer.Ordinal),
            OverviewColumn.Type => By(row => row.Type.ToString(), StringComparer.Ordinal),
            OverviewColumn.CreatedAt => By(row => row.CreatedAt),
            OverviewColumn.LastUsed => By(row => (row.LastUsed.Status, row.LastUsed.At ?? default)),
            OverviewColumn.RequestsLast30Days => By(row => row.Requests),
            _ => By(row => row.Description, StringComparer.InvariantCultureIgnoreCase),
        }).ThenBy(row => row.UserName, StringComparer.Ordinal).Select(row => row.UserName);

        IOrderedEnumerable<OverviewRow> By<T>(Func<OverviewRow, T> key, IComparer<T>? comparer = null) =>
            descending ? rows.OrderByDescending(key, comparer) : rows.OrderBy(key, comparer);
    }
}
