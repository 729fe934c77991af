using System.Globalization;
using System.Security.Cryptography;

namespace ApiAccounts.Core.Audit;

/// <summary>Creates audit entries with keys that sort by time, the newest first.</summary>
public sealed class AuditEntries(TimeProvider clock)
{
    private const int TimeCharacters = 16;
    private const int RandomCharacters = 16;

    /// <summary>Characters (UTF-16 code units). A table property can store four times as many.</summary>
    private const int MaxChanges = 8_000;

    /// <summary>Returns the lower bound of the keys of entries before a time. It is greater than every later entry's key.</summary>
    public static string FirstKeyBefore(DateTimeOffset time) => TimeKey(time.UtcTicks - 1);

    /// <summary>Whether a text has the form of an entry's key.</summary>
    public static bool IsKey(string text) => text.Length == TimeCharacters + RandomCharacters && text.All(char.IsAsciiHexDigitLower);

    /// <param name="caller">Null for the system itself.</param>
    public AuditEntry New(AuditAction action, AccountId subject, Caller? caller, string? changes = null)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Key = TimeKey(now.UtcTicks) + RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true),
            At = now,
            Action = action,
            Subject = subject,
            Actor = caller?.Account ?? caller?.Operator,
            Session = caller?.Session,
            Address = caller?.Address,
            Changes = Shortened(changes),
        };
    }

    /// <summary>Truncates the text: a change of hundreds of permissions is longer than anybody reads.</summary>
    private static string? Shortened(string? changes)
    {
        if (changes is not { Length: > MaxChanges }) return changes;
        var length = MaxChanges - 1;
        return changes[..(char.IsHighSurrogate(changes[length - 1]) ? length - 1 : length)] + '…';
    }

    /// <summary>Returns a key that is smaller for a later time.</summary>
    private static string TimeKey(long ticks) => (DateTimeOffset.MaxValue.UtcTicks - ticks).ToString("x16", CultureInfo.InvariantCulture);
}
