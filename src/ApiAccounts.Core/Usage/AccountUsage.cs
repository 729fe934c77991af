using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Usage;

/// <summary>The recorded usage of one API user, custom service or operator itself.</summary>
/// <param name="LastUsed">The latest use ever. It never goes back. Null if there was none.</param>
/// <param name="Hours">Requests by <see cref="UtcHour.Number"/>, of the last 30 days.</param>
/// <param name="Errors">
/// Errors by day and code (<see cref="ErrorKey"/>), of the last 8 days: at most <see cref="MaxErrorCodesOfDay"/> codes a day, the most
/// frequent ones.
/// </param>
public sealed record AccountUsage(DateTimeOffset? LastUsed, SparseCounts Hours, SparseCounts Errors)
{
    /// <summary>The upper bound of error codes, exclusive. They start at 0.</summary>
    public const int MaxErrorCode = 10_000;

    /// <summary>The maximum number of codes of a day, so that no caller fills the row of an account with codes.</summary>
    public const int MaxErrorCodesOfDay = 100;

    private const int HoursDisplayed = 720;

    /// <summary>Longer than displayed, so that a clock that runs slightly ahead deletes nothing too early.</summary>
    private const int HoursStored = HoursDisplayed + 2;

    /// <summary>The number of days, including today, whose errors are known.</summary>
    public const int DaysOfErrors = 8;

    /// <summary>The latest use ever of a secret that was the previous one at that time. It never goes back.</summary>
    public DateTimeOffset? PreviousSecretLastUsed { get; init; }

    /// <summary>
    /// Errors by <see cref="UtcHour.Day"/> whose codes were not among the most frequent of their day, of the last 8 days.
    /// </summary>
    public SparseCounts OtherErrors { get; init; } = SparseCounts.Empty;

    public static AccountUsage None { get; } = new(null, SparseCounts.Empty, SparseCounts.Empty);

    /// <summary>Returns the requests of the last 720 hours, including the current one.</summary>
    public long RequestsLast30Days(DateTimeOffset now) => Hours.SumFrom(FirstDisplayed(now).Number);

    /// <summary>Returns the requests of the last 720 hours from encoded hours.</summary>
    /// <param name="hours">From <see cref="SparseCounts.Encode"/>; null for none.</param>
    public static long RequestsLast30Days(byte[]? hours, DateTimeOffset now) =>
        SparseCounts.Decode(hours).SumFrom(FirstDisplayed(now).Number);

    /// <summary>Returns the requests of a UTC day, one of the last 30.</summary>
    /// <param name="day">See <see cref="UtcHour.Day"/>.</param>
    public long RequestsOn(int day) => RequestsOn(Hours, day);

    /// <inheritdoc cref="RequestsOn(int)"/>
    public static long RequestsOn(SparseCounts hours, int day) =>
        hours.SumFrom(UtcHour.OfDay(day).Number) - hours.SumFrom(UtcHour.OfDay(day + 1).Number);

    /// <summary>Returns the errors of a UTC day, one of the last 8, by code in ascending order.</summary>
    /// <inheritdoc cref="RequestsOn(int)"/>
    public static IEnumerable<(int Code, long Count)> ErrorsOn(SparseCounts errors, int day) => errors.Entries
        .Where(error => error.Key >= ErrorKey(day, 0) && error.Key < ErrorKey(day + 1, 0))
        .Select(error => ((int)(error.Key - ErrorKey(day, 0)), error.Value));

    /// <summary>Returns the requests of the last 720 hours by hour, in order, without hours that had none.</summary>
    public IEnumerable<KeyValuePair<UtcHour, long>> HoursOfLast30Days(DateTimeOffset now)
    {
        var first = FirstDisplayed(now).Number;
        return Hours.Entries.Where(entry => entry.Key >= first)
            .Select(entry => KeyValuePair.Create(new UtcHour((int)entry.Key), entry.Value));
    }

    /// <summary>Returns the usage with pings added. Their order does not matter.</summary>
    public AccountUsage Plus(IReadOnlyCollection<UsagePing> pings, DateTimeOffset now)
    {
        var thisHour = UtcHour.Of(now);
        var firstDay = thisHour.Day - DaysOfErrors + 1;
        var (errors, others) = MostFrequent(Errors.Plus(
            pings.SelectMany(ping => ping.Errors.Select(error => KeyValuePair.Create(ErrorKey(ping.Hour.Day, error.Key), error.Value))),
            ErrorKey(firstDay, 0)));
        return new(
            pings.Where(ping => ping.Count > 0).Select(ping => (DateTimeOffset?)ping.LastUsed).Append(LastUsed).Max(),
            Hours.Plus(
                pings.Where(ping => ping.Count > 0).Select(ping => KeyValuePair.Create((long)ping.Hour.Number, ping.Count)),
                (thisHour - (HoursStored - 1)).Number),
            errors)
        {
            OtherErrors = OtherErrors.Plus(others, firstDay),
            PreviousSecretLastUsed = pings.Select(ping => ping.PreviousSecretLastUsed).Append(PreviousSecretLastUsed).Max(),
        };
    }

    /// <summary>Separates the codes of each day that are too many, the least frequent ones, and sums them by day.</summary>
    private static (SparseCounts Errors, IReadOnlyList<KeyValuePair<long, long>> Others) MostFrequent(SparseCounts errors)
    {
        if (errors.Length <= MaxErrorCodesOfDay * SparseCounts.MinEntryBytes) return (errors, []);
        var others = errors.Entries.GroupBy(error => error.Key / MaxErrorCode).SelectMany(day => day
            .OrderByDescending(error => error.Value).ThenBy(error => error.Key).Skip(MaxErrorCodesOfDay)).ToDictionary();
        if (others.Count == 0) return (errors, []);
        return (
            SparseCounts.Empty.Plus(errors.Entries.Where(error => !others.ContainsKey(error.Key)), from: 0),
            [.. others.Select(error => KeyValuePair.Create(error.Key / MaxErrorCode, error.Value))]);
    }

    /// <summary>Returns the requests and errors of the last 8 days, for the statistics of days.</summary>
    public AccountUsage OfLastDays(DateTimeOffset now)
    {
        var firstDay = UtcHour.Of(now).Day - DaysOfErrors + 1;
        return new(LastUsed: null, Hours.Plus([], UtcHour.OfDay(firstDay).Number), Errors.Plus([], ErrorKey(firstDay, 0)))
        {
            OtherErrors = OtherErrors.Plus([], firstDay),
        };
    }

    /// <summary>Returns the requests and errors of both.</summary>
    public AccountUsage Plus(AccountUsage more)
    {
        var (errors, others) = MostFrequent(Errors.Plus(more.Errors.Entries, from: 0));
        return this with
        {
            Hours = Hours.Plus(more.Hours.Entries, from: 0),
            Errors = errors,
            OtherErrors = OtherErrors.Plus([.. more.OtherErrors.Entries, .. others], from: 0),
        };
    }

    private static UtcHour FirstDisplayed(DateTimeOffset now) => UtcHour.Of(now) - (HoursDisplayed - 1);

    private static long ErrorKey(int day, int code) => (long)day * MaxErrorCode + code;
}
