namespace ApiAccounts.Tools.Demo.Month;

/// <summary>An operator that the month shows.</summary>
/// <param name="Name">The part of its e-mail address before the @.</param>
internal sealed record CastOperator(string Name, string FirstName, string LastName, string Group, params CastApiUser[] ApiUsers);

/// <summary>An API user of it.</summary>
/// <param name="PerHour">The requests of an hour of average traffic.</param>
internal sealed record CastApiUser(string Description, string Type, Rhythm Rhythm, int PerHour)
{
    /// <summary>Its age, in days. Nothing is counted before.</summary>
    public int CreatedDaysAgo { get; init; } = 200;

    /// <summary>For how many days it has not called; 0 if it still does.</summary>
    public int SilentDays { get; init; }

    /// <summary>In how many days it expires; 0 for never.</summary>
    public int ExpiresInDays { get; init; }

    public bool IsDisabled { get; init; }

    /// <summary>The error of some calls; null if all succeed.</summary>
    public int? Error { get; init; }
}

/// <summary>Who works with the APIs of the partner.</summary>
internal static class Cast
{
    public const string Integrations = "Integrations";
    public const string Observers = "Observers";

    public static readonly IReadOnlyList<CastOperator> Operators =
    [
        new("shop", "Web", "Shop", Integrations,
            new("Product search", "Generic", Rhythm.Shoppers, 2_400) { CreatedDaysAgo = 410, Error = 429 },
            new("Checkout", "Generic", Rhythm.Shoppers, 160) { CreatedDaysAgo = 410, Error = 500 },
            new("Stock synchronisation", "Generic", Rhythm.Steady, 60) { CreatedDaysAgo = 120 }),
        new("mobile", "Mobile", "Apps", Integrations,
            new("App for Android", "MobileApp", Rhythm.Shoppers, 900) { CreatedDaysAgo = 260, Error = 401 },
            new("App for iOS", "MobileApp", Rhythm.Shoppers, 740) { CreatedDaysAgo = 258 },
            new("Beta of the next app", "MobileApp", Rhythm.OfficeHours, 35) { CreatedDaysAgo = 75, SilentDays = 12, IsDisabled = true }),
        new("monitoring", "Monitoring", "Team", Observers,
            new("Wallboard", "Grafana", Rhythm.Steady, 60) { CreatedDaysAgo = 180 },
            new("Wallboard of the support desk", "Grafana", Rhythm.None, 0) { CreatedDaysAgo = 6 },
            new("Recorder of the checkout", "TransactionRecorder", Rhythm.Steady, 12) { CreatedDaysAgo = 95 }),
        new("finance", "Finance", "Department", Observers,
            new("Nightly export", "Generic", Rhythm.Nightly, 1_800) { CreatedDaysAgo = 700 },
            new("Annual audit", "Generic", Rhythm.OfficeHours, 8) { CreatedDaysAgo = 20, ExpiresInDays = 9 },
            new("Invoices of the previous system", "Generic", Rhythm.None, 0) { CreatedDaysAgo = 900 }),
        new("warehouse", "Data", "Warehouse", Observers,
            new("Hourly load", "Generic", Rhythm.Steady, 340) { CreatedDaysAgo = 330, Error = 429 },
            new("Load of the old data", "Generic", Rhythm.Steady, 5_200) { CreatedDaysAgo = 16, SilentDays = 9 }),
        new("support", "Support", "Desk", Observers,
            new CastApiUser("Ticket system", "Generic", Rhythm.OfficeHours, 210) { CreatedDaysAgo = 150, Error = 403 }),
    ];
}
