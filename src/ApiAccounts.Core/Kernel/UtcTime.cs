using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>Times as the native routes write and read them: ISO 8601, as in <c>2026-11-22T10:15:30.25Z</c>.</summary>
public static class UtcTime
{
    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>With the zone, since a time without one is a different time for each reader.</summary>
    private static readonly string[] Read = [Written, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture);

    /// <returns>How many characters it took.</returns>
    public static int Write(DateTimeOffset time, Span<char> characters) =>
        time.UtcDateTime.TryFormat(characters, out var length, Written, CultureInfo.InvariantCulture)
            ? length
            : throw new ArgumentException("There is no room for a time.", nameof(characters));

    /// <summary>The same time without the fraction of its second.</summary>
    public static DateTimeOffset ToTheSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    public static bool TryParse(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, Read, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
