using System.Globalization;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>A member of what a list holds: what it is sorted by and searched in.</summary>
/// <param name="Value">A number, a text, a boolean, numbers, or null.</param>
internal sealed record ListColumn<T>(string Name, Func<T, object?> Value) : IComparer<T>
{
    private static readonly CompareInfo Words = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Numbers by their size, texts in any letter case, nothing before all else.</summary>
    public int Compare(T? x, T? y) => (Value(x!), Value(y!)) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (string one, string other) => Words.Compare(one, other, CompareOptions.IgnoreCase),
        (IReadOnlyList<uint> one, IReadOnlyList<uint> other) => one.ToArray().AsSpan().SequenceCompareTo([.. other]),
        (IComparable one, var other) => one.CompareTo(other),
        _ => throw new InvalidOperationException($"The column {Name} cannot be sorted."),
    };

    /// <summary>Whether what it shows has a text in it, in any letter case.</summary>
    public bool Shows(T row, string text) => Value(row) switch
    {
        null => false,
        IReadOnlyList<uint> numbers => numbers.Any(number => Has(number.ToString(CultureInfo.InvariantCulture), text)),
        bool flag => Has(flag ? "true" : "false", text),
        var value => Has(Convert.ToString(value, CultureInfo.InvariantCulture)!, text),
    };

    private static bool Has(string shown, string text) => shown.Contains(text, StringComparison.OrdinalIgnoreCase);
}
