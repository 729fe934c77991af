using ApiAccounts.Core.Usage.Aggregation;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>The sections that wait for a transaction of their bucket, in the order of arrival. The caller locks.</summary>
internal sealed class WaitingSections
{
    private List<WaitingSection> waiting = [];

    public void Add(WaitingSection section) => waiting.Add(section);

    /// <summary>Returns a section that was taken but not stored, as the oldest.</summary>
    public void PutBack(WaitingSection section) => waiting.Insert(0, section);

    /// <summary>
    /// Takes the whole sections for one transaction, with their markers: the oldest, so that none starves; those that change the same
    /// rows, which cost only a marker; then others while there is room. A section that was delivered twice waits for the next transaction,
    /// which finds its marker.
    /// </summary>
    /// <returns>Empty if none waits.</returns>
    public List<WaitingSection> TakeBatch()
    {
        var batch = new List<WaitingSection>();
        var taken = new HashSet<WaitingSection>();
        var markers = new HashSet<SectionMarker>();
        var rows = new HashSet<AccountId>();
        if (waiting.Count > 0) Take(waiting[0]);
        foreach (var section in waiting)
            if (Room() > 0 && section.Ids.IsSubsetOf(rows)) Take(section);
        foreach (var section in waiting)
            if (Room() > 1 && section.Ids.Count(id => !rows.Contains(id)) < Room()) Take(section);
        waiting = [.. waiting.Where(section => !taken.Contains(section))];
        return batch;

        int Room() => IUsageStore.MaxRows - batch.Count - rows.Count;

        void Take(WaitingSection section)
        {
            if (taken.Contains(section) || !markers.Add(section.Marker)) return;
            taken.Add(section);
            rows.UnionWith(section.Ids);
            batch.Add(section);
        }
    }
}
