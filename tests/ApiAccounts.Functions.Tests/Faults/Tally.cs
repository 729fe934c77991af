using System.Collections.Concurrent;

namespace ApiAccounts.Functions.Tests.Faults;

/// <summary>What happened in a scenario, and what of it must not have.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> counts = new();
    private readonly ConcurrentQueue<string> findings = new();

    /// <summary>The promises that were broken, a sentence each.</summary>
    public IReadOnlyCollection<string> Findings => findings;

    public long this[string what] => counts.GetValueOrDefault(what);

    public void Count(string what, long times = 1) => counts.AddOrUpdate(what, times, (_, before) => before + times);

    public void Found(string sentence) => findings.Enqueue(sentence);

    public override string ToString() =>
        string.Join(", ", counts.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key} {entry.Value}"));
}
