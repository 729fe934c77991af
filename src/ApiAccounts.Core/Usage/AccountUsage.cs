using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage;

/// <summary>What is known of the use of one API user or custom service.</summary>
/// <param name="LastUsed">The latest time ever; it never goes back. Null when no use was seen.</param>
/// <param name="Hours">Requests by <see cref="UtcHour.Number"/>, of the last 30 days.</param>
/// <param name="Errors">Errors by day and code, see <see cref="ErrorKey"/>, of the last 8 days.</param>
public sealed record AccountUsage(DateTimeOffset? LastUsed, SparseCounts Hours, SparseCounts Errors)
{
    /// <summary>Error codes are from 0 to one less than this.</summary>
    public const int MaxErrorCode = 10_000;

    private const int HoursShown = 720;

    /// <summary>Kept for longer than shown, so that a clock that runs a little ahead drops nothing too early.</summary>
    private const int HoursKept = HoursShown + 2;

    private const int DaysOfErrors = 8;

    /// <summary>The latest use ever of a secret that was a previous one then; it never goes back.</summary>
    public DateTimeOffset? PreviousSecretLastUsed { get; init; }

    public static AccountUsage None { get; } = new(null, SparseCounts.Empty, SparseCounts.Empty);

    /// <summary>The requests of the last 720 hours, the running one among them.</summary>
    public long RequestsLast30Days(DateTimeOffset now) => Hours.SumFrom(FirstShown(now).Number);

    /// <summary>The same of nothing but the hours.</summary>
    /// <param name="hours">As <see cref="SparseCounts.Encode"/> made them; null for none.</param>
    public static long RequestsLast30Days(byte[]? hours, DateTimeOffset now) => SparseCounts.Decode(hours).SumFrom(FirstShown(now).Number);

    /// <summary>The requests of a day of UTC, of the last 30.</summary>
    /// <param name="day">As <see cref="UtcHour.Day"/>.</param>
    public long RequestsOn(int day) => RequestsOn(Hours, day);

    /// <inheritdoc cref="RequestsOn(int)"/>
    public static long RequestsOn(SparseCounts hours, int day) =>
        hours.SumFrom(UtcHour.OfDay(day).Number) - hours.SumFrom(UtcHour.OfDay(day + 1).Number);

    /// <summary>The errors of a day of UTC, of the last 8, by code in ascending order.</summary>
    /// <inheritdoc cref="RequestsOn(int)"/>
    public static IEnumerable<(int Code, long Count)> ErrorsOn(SparseCounts errors, int day) => errors.Entries
        .Where(error => error.Key >= ErrorKey(day, 0) && error.Key < ErrorKey(day + 1, 0))
        .Select(error => ((int)(error.Key - ErrorKey(day, 0)), error.Value));

    /// <summary>The same requests by hour, in order, without the hours that had none.</summary>
    public IEnumerable<KeyValuePair<UtcHour, long>> HoursOfLast30Days(DateTimeOffset now)
    {
        var first = FirstShown(now).Number;
        return Hours.Entries.Where(entry => entry.Key >= first).Select(entry => KeyValuePair.Create(new UtcHour((int)entry.Key), entry.Value));
    }

    /// <summary>This and more; the order in which pings come does not matter.</summary>
    public AccountUsage Plus(IReadOnlyCollection<UsagePing> pings, DateTimeOffset now)
    {
        var thisHour = UtcHour.Of(now);
        return new(
            pings.Where(ping => ping.Count > 0).Select(ping => (DateTimeOffset?)ping.LastUsed).Append(LastUsed).Max(),
            Hours.Plus(pings.Where(ping => ping.Count > 0).Select(ping => KeyValuePair.Create((long)ping.Hour.Number, ping.Count)), (thisHour - (HoursKept - 1)).Number),
            Errors.Plus(
                pings.SelectMany(ping => ping.Errors.Select(error => KeyValuePair.Create(ErrorKey(ping.Hour.Day, error.Key), error.Value))),
                ErrorKey(thisHour.Day - DaysOfErrors + 1, 0)))
        {
            PreviousSecretLastUsed = pings.Select(ping => ping.PreviousSecretLastUsed).Append(PreviousSecretLastUsed).Max(),
        };
    }

    private static UtcHour FirstShown(DateTimeOffset now) => UtcHour.Of(now) - (HoursShown - 1);

    private static long ErrorKey(int day, int code) => (long)day * MaxErrorCode + code;
}
