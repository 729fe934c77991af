using System.Collections.Immutable;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>A use, or that one ended in an error.</summary>
/// <param name="ErrorCode">Null for a use.</param>
internal readonly record struct Happening(bool UsedPreviousSecret, int? ErrorCode);

/// <summary>The uses of one API user or custom service in one hour, and how many ended in an error.</summary>
/// <param name="LastUsed">While there was no use, the latest error.</param>
/// <param name="Errors">By code; null for none, as is usual.</param>
internal readonly record struct RecordedUse(
    long Count, DateTimeOffset LastUsed, DateTimeOffset? PreviousSecretLastUsed, ImmutableDictionary<int, long>? Errors)
{
    public RecordedUse And(DateTimeOffset now, Happening what) => what.ErrorCode is { } code ? AndError(now, code) : AndUse(now, what.UsedPreviousSecret);

    /// <summary>A clock that was set back in the meantime would else have the ping come after its message.</summary>
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

    /// <summary>With more codes than a report may have, a ping could fill a message: one that is new then is left out.</summary>
    private RecordedUse AndError(DateTimeOffset now, int code)
    {
        var errors = Errors ?? ImmutableDictionary<int, long>.Empty;
        if (errors.Count < ReportUsage.MaxErrorCodes || errors.ContainsKey(code)) errors = errors.SetItem(code, errors.GetValueOrDefault(code) + 1);
        return this with { LastUsed = Count > 0 || LastUsed > now ? LastUsed : now, Errors = errors };
    }
}
