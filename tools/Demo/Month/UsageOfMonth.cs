namespace ApiAccounts.Tools.Demo.Month;

/// <summary>The usage of the last 30 days: the same for the same API users at the same time.</summary>
internal static class UsageOfMonth
{
    private const int Days = 30;
    private const int SecondsOfHour = 3_600;

    /// <summary>The hours in which an API user called. The current hour is not among them, because its end is not known.</summary>
    public static IEnumerable<HourOfUse> Of(CastApiUser apiUser, DateTimeOffset now)
    {
        var random = new Random(apiUser.Description.Sum(letter => letter));
        var thisHour = new DateTimeOffset(now.UtcDateTime.Date.AddHours(now.UtcDateTime.Hour), TimeSpan.Zero);
        var end = thisHour.AddDays(-apiUser.SilentDays);
        for (var hour = thisHour.AddDays(-Math.Min(apiUser.CreatedDaysAgo, Days)).AddHours(1); hour < end; hour = hour.AddHours(1))
        {
            var (chance, second, failing) = (random.NextDouble(), random.Next(SecondsOfHour), random.NextDouble());
            var requests = apiUser.Rhythm.RequestsIn(hour, apiUser.PerHour, chance);
            if (requests == 0) continue;
            var errors = apiUser.Error is null ? 0 : (int)(requests * failing * failing * 0.04);
            yield return new(hour, requests, second, errors);
        }
    }
}

/// <summary>The calls of one hour.</summary>
/// <param name="Second">Of the hour, of the last call: 0 to 3599.</param>
/// <param name="Errors">How many of the calls failed.</param>
internal readonly record struct HourOfUse(DateTimeOffset Hour, int Requests, int Second, int Errors);
