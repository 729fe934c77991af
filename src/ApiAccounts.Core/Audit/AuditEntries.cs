using System.Globalization;
using System.Security.Cryptography;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Ids;

namespace ApiAccounts.Core.Audit;

/// <summary>Makes audit entries, with keys that sort by time.</summary>
public sealed class AuditEntries(TimeProvider clock)
{
    private const int RandomCharacters = 16;

    /// <param name="caller">Null for the system itself.</param>
    public AuditEntry New(AuditAction action, AccountId subject, Caller? caller, string? changes = null)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Key = now.UtcTicks.ToString("x16", CultureInfo.InvariantCulture) + RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true),
            At = now,
            Action = action,
            Subject = subject,
            Actor = caller?.ApiUser ?? caller?.Operator,
            Address = caller?.Address,
            Changes = changes,
        };
    }
}
