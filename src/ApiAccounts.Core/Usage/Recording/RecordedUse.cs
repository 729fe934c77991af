using System.Collections.Immutable;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>A use, or an error of one.</summary>
/// <param name="ErrorCode">Null for a use.</param>
internal readonly record struct UseEvent(bool UsedPreviousSecret, int? ErrorCode);

/// <summary>The uses of one API user or custom service in one hour, and their errors.</summary>
/// <param name="LastUsed">The latest use; without a use, the latest error.</param>
/// <param name="Errors">By code; null for none, which is usual.</param>
internal readonly record struct RecordedUse(
    long Count, DateTimeOffset LastUsed, DateTimeOffset? PreviousSecretLastUsed, ImmutableDictionary<int, long>? Errors)
{
    public RecordedUse And(DateTimeOffset now, UseEvent use) =>
        use.ErrorCode is { } code ? AndError(now, code) : AndUse(now, use.UsedPreviousSecret);

    /// <summary>If the clock was set back meanwhile, the ping must still not be later than its message.</summary>
    public UsagePing PingNotAfter(DateTimeOffset now, AccountId id)
    {
        var time = LastUsed < now ? LastUsed : now;
        return new(id, UtcHour.Of(time), Count, time, Errors ?? ImmutableDictionary<int, long>.Empty)
        {
            PreviousSecretLastUsed = PreviousSecretLastUsed > time ? time : PreviousSecretLastUsed,
        };
    }

    private RecordedUse AndUse(DateTimeOffset now, bool usedPreviousSecret) => this with
    {
        Count = Count + 1,
        LastUsed = Count > 0 && LastUsed > now ? LastUsed : now,
        PreviousSecretLastUsed = usedPreviousSecret && !(PreviousSecretLastUsed > now) ? now : PreviousSecretLastUsed,
    };

    /// <summary>With more codes than a report may have, a ping could exceed a message, so further codes are ignored.</summary>
    private RecordedUse AndError(DateTimeOffset now, int code)
    {
        var errors = Errors ?? ImmutableDictionary<int, long>.Empty;
        if (errors.Count < ReportUsage.MaxErrorCodes || errors.ContainsKey(code))
            errors = errors.SetItem(code, errors.GetValueOrDefault(code) + 1);
        return this with { LastUsed = Count > 0 || LastUsed > now ? LastUsed : now, Errors = errors };
    }
}
