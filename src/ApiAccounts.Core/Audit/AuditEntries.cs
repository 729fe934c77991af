using System.Globalization;
using System.Security.Cryptography;

namespace ApiAccounts.Core.Audit;

/// <summary>Creates audit entries with keys that sort by time, the newest first.</summary>
public sealed class AuditEntries(TimeProvider clock)
{
    private const int TimeCharacters = 16;
    private const int RandomCharacters = 16;

    /// <summary>
    /// Characters (UTF-16 code units) of all values together. As JSON they may be longer; a table property has room for that.
    /// </summary>
    private const int MaxValues = 8_000;

    /// <summary>Returns the lower bound of the keys of entries before a time. It is greater than every later entry's key.</summary>
    public static string FirstKeyBefore(DateTimeOffset time) => TimeKey(time.UtcTicks - 1);

    /// <summary>Whether a text has the form of an entry's key.</summary>
    public static bool IsKey(string text) => text.Length == TimeCharacters + RandomCharacters && text.All(char.IsAsciiHexDigitLower);

    /// <param name="caller">Null for the system itself.</param>
    /// <param name="changes">Those that are null are left out.</param>
    public AuditEntry New(AuditAction action, AccountId subject, Caller? caller, params IEnumerable<AuditChange?> changes)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Key = TimeKey(now.UtcTicks) + RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true),
            At = now,
            Action = action,
            Subject = subject,
            Actor = caller?.Actor,
            Session = caller?.Session,
            Address = caller?.Address,
            Changes = Shortened(changes),
        };
    }

    /// <summary>Truncates the values: a change of hundreds of permissions is longer than anybody reads.</summary>
    private static AuditChanges? Shortened(IEnumerable<AuditChange?> changes)
    {
        var left = MaxValues;
        List<AuditChange> all = [.. changes.OfType<AuditChange>()
            .Select(change => change with { Before = Shortened(change.Before, ref left), After = Shortened(change.After, ref left) })];
        return all.Count == 0 ? null : new(all);
    }

    private static string? Shortened(string? value, ref int left)
    {
        if (value is null) return null;
        if (value.Length <= left)
        {
            left -= value.Length;
            return value;
        }
        var length = Math.Max(left - 1, 0);
        left = 0;
        return value[..(length > 0 && char.IsHighSurrogate(value[length - 1]) ? length - 1 : length)] + '…';
    }

    /// <summary>Returns a key that is smaller for a later time.</summary>
    private static string TimeKey(long ticks) => (DateTimeOffset.MaxValue.UtcTicks - ticks).ToString("x16", CultureInfo.InvariantCulture);
}
