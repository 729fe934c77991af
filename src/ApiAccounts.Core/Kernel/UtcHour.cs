using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>One hour in UTC, the unit in which usage is counted.</summary>
/// <param name="Number">Whole hours since 1970-01-01T00.</param>
public readonly record struct UtcHour(int Number) : IComparable<UtcHour>
{
    private const long HoursBefore1970 = 17_259_888;
    private const string Format = "yyyy-MM-dd'T'HH";

    public DateTimeOffset Start => DateTimeOffset.UnixEpoch.AddHours(Number);

    /// <summary>Whole days since 1970-01-01.</summary>
    public int Day => Number / 24;

    public static UtcHour Of(DateTimeOffset time) => new((int)(time.UtcTicks / TimeSpan.TicksPerHour - HoursBefore1970));

    public static UtcHour OfDay(int day) => new(day * 24);

    /// <summary>Reads <c>2026-11-22T10</c>.</summary>
    public static bool TryParse(string? text, out UtcHour hour)
    {
        var parsed = DateTimeOffset.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start);
        hour = parsed ? Of(start) : default;
        return parsed;
    }

    public override string ToString() => Start.ToString(Format, CultureInfo.InvariantCulture);

    public int CompareTo(UtcHour other) => Number.CompareTo(other.Number);

    public static UtcHour operator -(UtcHour hour, int hours) => new(hour.Number - hours);

    public static bool operator <(UtcHour left, UtcHour right) => left.Number < right.Number;

    public static bool operator >(UtcHour left, UtcHour right) => left.Number > right.Number;

    public static bool operator <=(UtcHour left, UtcHour right) => left.Number <= right.Number;

    public static bool operator >=(UtcHour left, UtcHour right) => left.Number >= right.Number;
}
