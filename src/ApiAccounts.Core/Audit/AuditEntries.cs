using System.Globalization;
using System.Security.Cryptography;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Audit;

/// <summary>Makes audit entries, with keys that sort by time, the newest first.</summary>
public sealed class AuditEntries(TimeProvider clock)
{
    private const int RandomCharacters = 16;

    /// <summary>What the keys of all entries of a time begin with: 16 hexadecimal characters, the smaller the later.</summary>
    public static string KeyOf(DateTimeOffset time) => (DateTimeOffset.MaxValue.UtcTicks - time.UtcTicks).ToString("x16", CultureInfo.InvariantCulture);

    /// <param name="caller">Null for the system itself.</param>
    public AuditEntry New(AuditAction action, AccountId subject, Caller? caller, string? changes = null)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Key = KeyOf(now) + RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true),
            At = now,
            Action = action,
            Subject = subject,
            Actor = caller?.ApiUser ?? caller?.Operator,
            Session = caller?.Session,
            Address = caller?.Address,
            Changes = changes,
        };
    }
}
