using System.Collections.Immutable;
using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Usage.Messages;

/// <summary>What a ping says beside its count: errors, and the use of a previous secret.</summary>
public sealed class PreviousSecretPingTests
{
    private static readonly DateTimeOffset Hour = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,929]""", null, 0)]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,929,{}]""", null, 0)]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,929,{"errors":{"429":2}}]""", null, 2)]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,929,{"previousSecret":0}]""", 0, 0)]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,929,{"previousSecret":929,"errors":{"429":1}}]""", 929, 1)]
    public void A_ping_with_details_is_read(string ping, int? previousSecret, long errors)
    {
        var read = Assert.Single(Assert.Single(Read(ping).Sections).Pings);

        Assert.Equal(previousSecret is { } second ? Hour.AddSeconds(second) : null, read.PreviousSecretLastUsed);
        Assert.Equal(errors, read.Errors.GetValueOrDefault(429));
        Assert.Equal((3, Hour.AddSeconds(929)), (read.Count, read.LastUsed));
    }

    [Theory]
    [InlineData("""{"429":1}""", "The ping's fourth element must have only the members \"errors\" and \"previousSecret\".")]
    [InlineData("[]", "The ping's fourth element must be an object.")]
    [InlineData("""{"errors":[]}""", "The ping's errors must be an object.")]
    [InlineData("""{"errors":{"x":1}}""", "The ping's error codes must be whole numbers below 10000.")]
    [InlineData("""{"errors":{"429":0}}""", "The ping's error counts must be between 1 and 1000000000.")]
    [InlineData("""{"previousSecret":-1}""", "The ping's \"previousSecret\" must be between 0 and the second of the last use.")]
    [InlineData("""{"previousSecret":930}""", "The ping's \"previousSecret\" must be between 0 and the second of the last use.")]
    [InlineData("""{"previousSecret":"1"}""", "The ping's \"previousSecret\" must be between 0 and the second of the last use.")]
    public void An_invalid_detail_is_refused_with_its_reason(string more, string reason) =>
        Assert.Equal(reason, Assert.Single(Read($"""["{Known.ApiUserName}",3,929,{more}]""").Refused).Reason);

    [Fact]
    public void A_ping_with_details_is_written_as_documented()
    {
        var ping = new UsagePing(
            Known.ApiUserId, UtcHour.Of(Hour), 3, Hour.AddSeconds(929.9), ImmutableDictionary<int, long>.Empty.Add(503, 1).Add(429, 2))
        {
            PreviousSecretLastUsed = Hour.AddSeconds(17.5),
        };

        var message = Encoding.UTF8.GetString(Assert.Single(UsageMessageWriter.WriteReport([ping], Hour.AddSeconds(930), "id")));

        Assert.Equal(
            """{"version":1,"id":"id-0","sentAt":"2026-11-22T10:15:30+00:00","sections":[{"bucket":15,"hour":"2026-11-22T10","pings":[["400001A0020010W0FXJM68FYVKH",3,929,{"errors":{"429":2,"503":1},"previousSecret":17}]]}]}""",
            message);
    }

    [Fact]
    public void The_order_of_pings_does_not_matter()
    {
        UsagePing[] pings = [APing(10, previous: 10), APing(20, previous: null), APing(30, previous: 5), APing(15, previous: 12)];

        foreach (var order in new[] { pings, [.. pings.Reverse()], [pings[2], pings[0], pings[3], pings[1]] })
        {
            var oneByOne = order.Aggregate(AccountUsage.None, (usage, ping) => usage.Plus([ping], Known.Now));
            Assert.Equal(Hour.AddSeconds(12), oneByOne.PreviousSecretLastUsed);
            Assert.Equal(Hour.AddSeconds(12), AccountUsage.None.Plus(order, Known.Now).PreviousSecretLastUsed);
            Assert.Equal(Hour.AddSeconds(30), oneByOne.LastUsed);
        }
    }

    [Fact]
    public async Task The_recorder_reports_the_latest_use_of_the_previous_secret()
    {
        using var app = new CoreUnderTest(FakeUsageSpool.None, new UsageOptions { CommitInterval = TimeSpan.Zero });
        app.Clock.AdjustTime(Hour.AddSeconds(100));
        var recorder = app.Get<UsageRecorder>();

        Assert.Null((await recorder.RecordAsync(Known.ApiUserId, usedPreviousSecret: true, default)).Error);
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Null((await recorder.RecordAsync(Known.ApiUserId, usedPreviousSecret: false, default)).Error);

        var pings = app.Get<InMemoryUsageSender>().Sent.Select(message => Read(message)).SelectMany(
            message => message.Sections).SelectMany(section => section.Pings).ToList();
        Assert.Equal(
            [(100, 100), (105, (int?)null)], pings.Select(ping => (Second(ping.LastUsed)!.Value, Second(ping.PreviousSecretLastUsed))));

        static int? Second(DateTimeOffset? time) => time is { } known ? (int)(known - Hour).TotalSeconds : null;
    }

    [Fact]
    public void Both_times_of_a_recorder_whose_clock_is_ahead_are_clamped()
    {
        var json = """{"version":1,"id":"x","sentAt":"2026-11-22T10:20:00Z","source":"recorder","sections":[{"bucket":15,"hour":"2026-11-22T10","pings":[["400001A0020010W0FXJM68FYVKH",3,929,{"previousSecret":928}]]}]}""";

        Assert.True(UsageMessageReader.Read(json, Hour.AddSeconds(60), Hour.AddSeconds(60)).TryGet(out var message, out _));

        var ping = Assert.Single(Assert.Single(message.Sections).Pings);
        Assert.Equal((Hour.AddSeconds(60), Hour.AddSeconds(60)), (ping.LastUsed, ping.PreviousSecretLastUsed));
    }

    private static UsagePing APing(int second, int? previous) =>
        new(Known.ApiUserId, UtcHour.Of(Hour), 1, Hour.AddSeconds(second), ImmutableDictionary<int, long>.Empty)
        {
            PreviousSecretLastUsed = previous is { } known ? Hour.AddSeconds(known) : null,
        };

    private static UsageMessage Read(string ping) => Read(Encoding.UTF8.GetBytes(
        $$"""{"version":1,"id":"x","sentAt":"2026-11-22T10:20:00Z","sections":[{"bucket":15,"hour":"2026-11-22T10","pings":[{{ping}}]}]}"""));

    private static UsageMessage Read(byte[] json)
    {
        Assert.True(UsageMessageReader.Read(Encoding.UTF8.GetString(json), Known.Now, Known.Now).TryGet(out var message, out _));
        return message;
    }
}
