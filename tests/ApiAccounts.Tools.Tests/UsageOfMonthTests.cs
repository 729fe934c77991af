using System.Text.Json;
using ApiAccounts.Tools.Demo.Month;

namespace ApiAccounts.Tools.Tests;

/// <summary>The usage that <c>demo --keep</c> leaves behind.</summary>
public sealed class UsageOfMonthTests
{
    private static readonly DateTimeOffset Tuesday = new(2026, 12, 1, 14, 20, 5, TimeSpan.Zero);

    [Theory]
    [InlineData("20000000-2000-8000-8080-0aa46e103955", 1)]
    [InlineData("20000000-2000-8000-bfff-ffffffffffff", 4_095)]
    [InlineData("20000000-2000-8000-8000-000000000000", 0)]
    public void Bucket_is_read_from_the_id(string id, int bucket) => Assert.Equal(bucket, UsageMessages.BucketOf(Guid.Parse(id)));

    [Fact]
    public void Usage_ends_with_the_last_whole_hour_and_begins_30_days_before()
    {
        var hours = UsageOfMonth.Of(new("Wallboard", "Grafana", Rhythm.Steady, 60), Tuesday).Select(use => use.Hour).ToList();

        Assert.Equal(
            (719, new(2026, 11, 1, 15, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 13, 0, 0, TimeSpan.Zero)),
            (hours.Count, hours[0], hours[^1]));
    }

    [Fact]
    public void Usage_begins_with_the_API_user_and_ends_when_it_falls_silent()
    {
        var load = new CastApiUser("Load of the old data", "Generic", Rhythm.Steady, 5_200) { CreatedDaysAgo = 16, SilentDays = 9 };

        var hours = UsageOfMonth.Of(load, Tuesday).Select(use => use.Hour).ToList();

        Assert.Equal(
            (167, new(2026, 11, 15, 15, 0, 0, TimeSpan.Zero), new(2026, 11, 22, 13, 0, 0, TimeSpan.Zero)),
            (hours.Count, hours[0], hours[^1]));
    }

    [Theory]
    [InlineData(Rhythm.OfficeHours, "2026-11-30T08:00Z", 100)]
    [InlineData(Rhythm.OfficeHours, "2026-11-30T18:00Z", 0)]
    [InlineData(Rhythm.OfficeHours, "2026-11-29T12:00Z", 0)]
    [InlineData(Rhythm.Nightly, "2026-11-29T02:00Z", 100)]
    [InlineData(Rhythm.Nightly, "2026-11-29T03:00Z", 0)]
    [InlineData(Rhythm.Shoppers, "2026-11-30T15:00Z", 210)]
    [InlineData(Rhythm.Shoppers, "2026-11-30T03:00Z", 10)]
    [InlineData(Rhythm.Shoppers, "2026-11-29T15:00Z", 294)]
    [InlineData(Rhythm.None, "2026-11-30T15:00Z", 0)]
    internal void Rhythms_have_their_hours(Rhythm rhythm, string hour, int requests) => Assert.Equal(
        requests, rhythm.RequestsIn(DateTimeOffset.Parse(hour, System.Globalization.CultureInfo.InvariantCulture), 100, chance: 0.5));

    [Fact]
    public void Messages_group_the_pings_of_an_hour_and_a_bucket()
    {
        var first = new CastApiUser("Nightly export", "Generic", Rhythm.Nightly, 100) { CreatedDaysAgo = 1 };
        var second = first with { Description = "Another export" };
        UsedApiUser[] used =
        [
            new(first, Guid.Parse("20000000-2000-8000-8080-0aa46e103955"), "400000100200104017Q7420CE4M"),
            new(second, Guid.Parse("20000000-2000-8000-8080-0aa46e103956"), "40000010020010401AJ6W41SAPY"),
        ];

        var message = JsonElement.Parse(Assert.Single(UsageMessages.Of(used, Tuesday)));

        Assert.Equal(1, message.GetProperty("version").GetInt32());
        Assert.Equal("2026-12-01T14:20:05Z", message.GetProperty("sentAt").GetString());
        var section = Assert.Single(message.GetProperty("sections").EnumerateArray());
        Assert.Equal((1, "2026-12-01T02"), (section.GetProperty("bucket").GetInt32(), section.GetProperty("hour").GetString()));
        Assert.Equal(
            ["400000100200104017Q7420CE4M", "40000010020010401AJ6W41SAPY"],
            section.GetProperty("pings").EnumerateArray().Select(ping => ping[0].GetString()));
        Assert.All(section.GetProperty("pings").EnumerateArray(), ping => Assert.InRange(ping[1].GetInt32(), 85, 115));
    }

    [Fact]
    public void Messages_stay_below_48_KiB()
    {
        var used = Cast.Operators.SelectMany(one => one.ApiUsers)
            .Select(one => new UsedApiUser(one, Guid.Parse("20000000-2000-8000-8080-0aa46e103955"), "400000100200104017Q7420CE4M"));

        Assert.All(UsageMessages.Of([.. used], Tuesday), message => Assert.InRange(message.Length, 1, 49_152));
    }
}
