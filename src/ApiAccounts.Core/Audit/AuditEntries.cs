using System.Globalization;
using System.Security.Cryptography;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel.Ids;

namespace ApiAccounts.Core.Audit;

/// <summary>Makes audit entries, with keys that sort by time, the newest first.</summary>
public sealed class AuditEntries(TimeProvider clock)
{
    private const int TimeCharacters = 16;
    private const int RandomCharacters = 16;

    /// <summary>Characters (UTF-16 code units): a property of a row holds four times as many.</summary>
    private const int MaxChanges = 8_000;

    /// <summary>The smallest that the key of an entry from before a time can be, and greater than that of any from then on.</summary>
    public static string FirstKeyBefore(DateTimeOffset time) => TimeKey(time.UtcTicks - 1);

    /// <summary>Whether a text can be the key of an entry.</summary>
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

    /// <summary>A change of hundreds of permissions takes more words than anybody reads.</summary>
    private static string? Shortened(string? changes)
    {
        if (changes is not { Length: > MaxChanges }) return changes;
        var length = MaxChanges - 1;
        return changes[..(char.IsHighSurrogate(changes[length - 1]) ? length - 1 : length)] + '…';
    }

    /// <summary>The later, the smaller.</summary>
    private static string TimeKey(long ticks) => (DateTimeOffset.MaxValue.UtcTicks - ticks).ToString("x16", CultureInfo.InvariantCulture);
}
