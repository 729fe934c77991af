using System.Buffers;

namespace ApiAccounts.Core.Kernel;

/// <summary>
/// Parses a time of RFC 3339: any number of digits of a fraction, either letter case, any zone. Ticks of 100 ns are kept; further digits
/// are cut off. A leap second is the start of the next second.
/// </summary>
internal static class Rfc3339
{
    private const int DateAndTime = 19; // 2026-11-22T10:15:30
    private const int Offset = 6; // +02:00
    private const int TickDigits = 7;

    /// <summary>Characters. Bounds the fraction.</summary>
    private const int MaxLength = 64;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <param name="time">In UTC.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length is <= DateAndTime or > MaxLength) return false;
        if (text[4] != '-' || text[7] != '-' || text[10] is not ('T' or 't') || text[13] != ':' || text[16] != ':') return false;
        if (!TryNumber(text[..4], out var year) || !TryNumber(text[5..7], out var month) || !TryNumber(text[8..10], out var day))
            return false;
        if (!TryNumber(text[11..13], out var hour) || !TryNumber(text[14..16], out var minute) || !TryNumber(text[17..19], out var second))
            return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month)) return false;
        if (hour > 23 || minute > 59 || second > 60) return false;
        if (!TryFraction(text[DateAndTime..], out var ticks, out var zone) || !TryZone(zone, out var offset)) return false;
        if (second == 60 && (ticks != 0 || !IsLeapSecond(hour, minute, offset))) return false;
        var sum = new DateTime(year, month, day, hour, minute, 0, DateTimeKind.Utc).Ticks + second * TimeSpan.TicksPerSecond + ticks
            - offset * TimeSpan.TicksPerMinute;
        if (sum < 0 || sum > DateTime.MaxValue.Ticks) return false;
        time = new(sum, TimeSpan.Zero);
        return true;
    }

    /// <param name="rest">What follows the seconds.</param>
    private static bool TryFraction(ReadOnlySpan<char> rest, out long ticks, out ReadOnlySpan<char> zone)
    {
        ticks = 0;
        zone = rest;
        if (rest[0] != '.') return true;
        var length = rest[1..].IndexOfAnyExcept(Digits);
        if (length < 1) return false;
        for (var i = 0; i < TickDigits; i++) ticks = ticks * 10 + (i < length ? rest[1 + i] - '0' : 0);
        zone = rest[(1 + length)..];
        return true;
    }

    /// <param name="minutes">East of UTC.</param>
    private static bool TryZone(ReadOnlySpan<char> zone, out int minutes)
    {
        minutes = 0;
        if (zone is "Z" or "z") return true;
        if (zone.Length != Offset || zone[0] is not ('+' or '-') || zone[3] != ':') return false;
        if (!TryNumber(zone[1..3], out var hours) || !TryNumber(zone[4..6], out var rest) || hours > 23 || rest > 59) return false;
        minutes = (hours * 60 + rest) * (zone[0] == '-' ? -1 : 1);
        return true;
    }

    /// <summary>A leap second ends a day of UTC.</summary>
    private static bool IsLeapSecond(int hour, int minute, int offset) => (hour * 60 + minute - offset + 2 * 1440) % 1440 == 1439;

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            if (!char.IsAsciiDigit(character)) return false;
            number = number * 10 + character - '0';
        }
        return true;
    }
}
