using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>Formats and parses the times of the native routes: ISO 8601, as in <c>2026-11-22T10:15:30.25Z</c>.</summary>
public static class UtcTime
{
    private const string WriteFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>Every format requires a zone, because a time without one differs for each reader.</summary>
    private static readonly string[] ReadFormats = [WriteFormat, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz"];

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(WriteFormat, CultureInfo.InvariantCulture);

    /// <returns>The number of characters written.</returns>
    public static int Write(DateTimeOffset time, Span<char> characters) =>
        time.UtcDateTime.TryFormat(characters, out var length, WriteFormat, CultureInfo.InvariantCulture)
            ? length
            : throw new ArgumentException("The span is too short for a time.", nameof(characters));

    /// <summary>Truncates a time to the second.</summary>
    public static DateTimeOffset ToTheSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    public static bool TryParse(string? text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, ReadFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
}
