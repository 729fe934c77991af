using System.Globalization;

namespace ApiAccounts.Functions.Dialects.AudienceManager;

/// <summary>A member of the items of a list, which the list can be sorted by and searched in.</summary>
/// <param name="Value">A number, a text, a boolean, numbers, or null.</param>
internal sealed record ListColumn<T>(string Name, Func<T, object?> Value) : IComparer<T>
{
    private static readonly CompareInfo Words = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Compares numbers by size, and texts ignoring case; null sorts first.</summary>
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

    /// <summary>Whether the value contains a text, ignoring case.</summary>
    public bool Contains(T row, string text) => Value(row) switch
    {
        null => false,
        IReadOnlyList<uint> numbers => numbers.Any(number => Contains(number.ToString(CultureInfo.InvariantCulture), text)),
        bool flag => Contains(flag ? "true" : "false", text),
        var value => Contains(Convert.ToString(value, CultureInfo.InvariantCulture)!, text),
    };

    private static bool Contains(string value, string text) => value.Contains(text, StringComparison.OrdinalIgnoreCase);
}
