namespace ApiAccounts.Tools.Demo.Month;

/// <summary>When an API user calls.</summary>
internal enum Rhythm
{
    /// <summary>Never.</summary>
    None,

    /// <summary>Day and night, and more in the evening and at the weekend.</summary>
    Shoppers,

    /// <summary>From Monday to Friday, from 8 to 18 o'clock.</summary>
    OfficeHours,

    /// <summary>The same at any hour.</summary>
    Steady,

    /// <summary>Once a day, at 2 o'clock.</summary>
    Nightly,
}

/// <summary>The requests of a rhythm, hour by hour.</summary>
internal static class Rhythms
{
    private const int Nightly = 2;

    /// <summary>How many requests an hour has.</summary>
    /// <param name="hour">The beginning of an hour, in UTC.</param>
    /// <param name="perHour">The requests of an hour of average traffic.</param>
    /// <param name="chance">0 to 1: the same hours differ a little.</param>
    public static int RequestsIn(this Rhythm rhythm, DateTimeOffset hour, int perHour, double chance)
    {
        var isWeekend = hour.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var share = rhythm switch
        {
            Rhythm.Shoppers => (1.1 - Math.Cos((hour.Hour - 3) * Math.PI / 12)) * (isWeekend ? 1.4 : 1),
            Rhythm.OfficeHours => isWeekend || hour.Hour is < 8 or >= 18 ? 0 : 1,
            Rhythm.Steady => 1,
            Rhythm.Nightly => hour.Hour == Nightly ? 1 : 0,
            _ => 0,
        };
        return (int)Math.Round(share * perHour * (0.85 + (0.3 * chance)));
    }
}
