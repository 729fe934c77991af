using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace ApiAccounts.Core.Mail;

/// <summary>Counts mails, and requests of mails, by what they have in common, over all instances.</summary>
public sealed class MailTallies(IMailTallyStore store, TimeProvider clock)
{
    /// <summary>How long a tally is of use.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(1);

    private const int RandomCharacters = 16;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Counts one more, unless that is over a limit.</summary>
    /// <param name="key">See <see cref="KeyOf"/>.</param>
    internal async Task<CountedMail> CountAsync(string key, int perHour, int perDay, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await store.FindAsync(key, cancellationToken);
            var now = clock.GetUtcNow();
            ImmutableList<DateTimeOffset> times = [.. (found?.Value.Times ?? []).Where(time => time > now - Retention).Order()];
            var (hour, day) = (WaitFor(times, now, Hour, perHour), WaitFor(times, now, Retention, perDay));
            if (hour is not null || day is not null) return new(key, now, day > hour || hour is null ? day : hour);
            if (await store.WriteAsync(key, new(times.Add(now), NewWrite()), found, cancellationToken)) return new(key, now, Wait: null);
        }
    }

    /// <summary>Takes back what was counted.</summary>
    internal async Task DiscountAsync(CountedMail counted, CancellationToken cancellationToken)
    {
        while (await store.FindAsync(counted.Key, cancellationToken) is { } found && found.Value.Times.Contains(counted.At))
        {
            var rest = new MailTally(found.Value.Times.Remove(counted.At), NewWrite());
            if (await store.WriteAsync(counted.Key, rest, found, cancellationToken)) return;
        }
    }

    /// <summary>Returns the key of a tally: 64 hexadecimal characters.</summary>
    /// <param name="what">What the values of this kind are.</param>
    internal static string KeyOf(string what, string value) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{what}|{value}")));

    /// <returns>How long until one more is within a limit; null if it is now.</returns>
    private static TimeSpan? WaitFor(ImmutableList<DateTimeOffset> times, DateTimeOffset now, TimeSpan period, int limit)
    {
        var recent = times.Where(time => time > now - period).ToList();
        return recent.Count < limit ? null : recent[^limit] + period - now;
    }

    private static string NewWrite() => RandomNumberGenerator.GetHexString(RandomCharacters, lowercase: true);
}

/// <param name="At">The time under which it counts.</param>
/// <param name="Wait">How long to wait before the next attempt, if one more is over a limit and was not counted; null if it was.</param>
internal readonly record struct CountedMail(string Key, DateTimeOffset At, TimeSpan? Wait);
