using System.Globalization;

namespace ApiAccounts.Core.Kernel;

/// <summary>Formats and parses the times of the native routes: RFC 3339, as in <c>2026-11-22T10:15:30.25Z</c>.</summary>
public static class UtcTime
{
    private const string WriteFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(WriteFormat, CultureInfo.InvariantCulture);

    /// <returns>The number of characters written.</returns>
    public static int Write(DateTimeOffset time, Span<char> characters) =>
        time.UtcDateTime.TryFormat(characters, out var length, WriteFormat, CultureInfo.InvariantCulture)
            ? length
            : throw new ArgumentException("The span is too short for a time.", nameof(characters));

    /// <summary>Truncates a time to the second.</summary>
    public static DateTimeOffset ToTheSecond(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));

    /// <summary>Requires a zone, because a time without one differs for each reader.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time) => Rfc3339.TryParse(text, out time);
}
