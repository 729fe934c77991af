using ApiAccounts.Core.Directory.Operators;

namespace ApiAccounts.Core.Overview;

/// <summary>A partner's API users at the time of a read, with the requested sort orders.</summary>
internal sealed class OverviewSnapshot
{
    private static readonly int Orders = 2 * Enum.GetValues<OverviewColumn>().Length;

    /// <summary>If more than this fraction of the rows changes, sorting all of them is as fast.</summary>
    private const int FewOf = 16;

    private readonly IReadOnlyDictionary<AccountId, OverviewOperator> operators;
    private readonly OverviewRow[] byId;
    private readonly OverviewRow[]?[] orders = new OverviewRow[]?[Orders];
    private readonly bool[] requested = new bool[Orders];

    private OverviewSnapshot(DateTimeOffset asOf, IReadOnlyDictionary<AccountId, OverviewOperator> operators, OverviewRow[] byId)
    {
        AsOf = asOf;
        this.operators = operators;
        this.byId = byId;
    }

    /// <summary>The time of the oldest read.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>The number of API users and operators.</summary>
    public int Count => byId.Length + operators.Count;

    public static OverviewSnapshot Of(
        DateTimeOffset asOf, IReadOnlyDictionary<AccountId, OverviewOperator> operators, IReadOnlyCollection<OverviewRow> rows)
    {
        OverviewRow[] byId = [.. rows];
        Array.Sort(byId, OverviewOrder.ById);
        return new(asOf, operators, byId);
    }

    public OverviewOperator? Operator(AccountId id) => operators.GetValueOrDefault(id);

    /// <summary>Returns all rows in a sort order, which is computed at its first request.</summary>
    public OverviewRow[] In(OverviewColumn column, bool descending)
    {
        var number = NumberOf(column, descending);
        requested[number] = true;
        if (Volatile.Read(ref orders[number]) is { } order) return order;
        lock (orders) return orders[number] ??= OrderOf(number).Sort(byId);
    }

    /// <summary>
    /// Reuses the rows and orders of an earlier snapshot: an unchanged row stays the same object, and a requested order is available
    /// immediately.
    /// </summary>
    public OverviewSnapshot After(OverviewSnapshot earlier)
    {
        var (removed, added) = (new List<OverviewRow>(), new List<OverviewRow>());
        var old = 0;
        for (var i = 0; i < byId.Length; i++)
        {
            var row = byId[i];
            for (; old < earlier.byId.Length && earlier.byId[old].Id.CompareTo(row.Id) < 0; old++) removed.Add(earlier.byId[old]);
            if (old < earlier.byId.Length && earlier.byId[old].Id == row.Id)
            {
                var before = earlier.byId[old++];
                if (before == row)
                {
                    byId[i] = before;
                    continue;
                }
                removed.Add(before);
            }
            added.Add(row);
        }
        removed.AddRange(earlier.byId[old..]);
        TakeOrders(earlier, removed, added, number => earlier.requested[number]);
        return this;
    }

    /// <summary>Returns the snapshot with some operators and API users reread.</summary>
    /// <param name="operatorChanges">Null for a deleted one, whose API users are removed too.</param>
    /// <param name="changes">By id; null for a deleted one.</param>
    public OverviewSnapshot With(
        IReadOnlyDictionary<AccountId, OverviewOperator?> operatorChanges, IReadOnlyDictionary<AccountId, OverviewRow?> changes)
    {
        var (removed, added) = (new List<OverviewRow>(), new List<OverviewRow>());
        if (operatorChanges.Count > 0)
        {
            foreach (var row in byId.Where(row => !changes.ContainsKey(row.Id)))
                if (operatorChanges.TryGetValue(row.Operator.Id, out var @operator))
                {
                    removed.Add(row);
                    if (@operator is not null) added.Add(row with { Operator = @operator });
                }
        }
        foreach (var (id, changed) in changes)
        {
            if (Find(id) is { } row) removed.Add(row);
            if (changed is not null) added.Add(changed);
        }
        var result = new OverviewSnapshot(AsOf, With(operatorChanges), byId.With(removed, added, OverviewOrder.ById));
        result.TakeOrders(this, removed, added, _ => true);
        for (var i = 0; i < Orders; i++) result.requested[i] |= requested[i];
        return result;
    }

    private static int NumberOf(OverviewColumn column, bool descending) => 2 * (int)column + (descending ? 1 : 0);

    private static OverviewOrder OrderOf(int number) => new((OverviewColumn)(number / 2), number % 2 == 1);

    private void TakeOrders(
        OverviewSnapshot from, List<OverviewRow> removed, List<OverviewRow> added, Func<int, bool> isRequested)
    {
        var areFew = removed.Count + added.Count <= byId.Length / FewOf;
        for (var i = 0; i < Orders; i++)
        {
            if (Volatile.Read(ref from.orders[i]) is not { } order || !isRequested(i)) continue;
            orders[i] = areFew ? order.With(removed, added, OrderOf(i)) : OrderOf(i).Sort(byId);
        }
    }

    private OverviewRow? Find(AccountId id)
    {
        var (low, high) = (0, byId.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (byId[middle].Id.CompareTo(id))
            {
                case 0: return byId[middle];
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }
        return null;
    }

    private IReadOnlyDictionary<AccountId, OverviewOperator> With(IReadOnlyDictionary<AccountId, OverviewOperator?> changes)
    {
        if (changes.Count == 0) return operators;
        var result = new Dictionary<AccountId, OverviewOperator>(operators);
        foreach (var (id, changed) in changes)
        {
            if (changed is null) result.Remove(id);
            else result[id] = changed;
        }
        return result;
    }
}
