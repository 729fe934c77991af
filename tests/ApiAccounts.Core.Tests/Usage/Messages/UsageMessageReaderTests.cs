using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage.Messages;

namespace ApiAccounts.Core.Tests.Usage.Messages;

public sealed class UsageMessageReaderTests
{
    private const string Ping = """["400001A0020010W0FXJM68FYVKH",3,1799]""";
    private const string Sections = """[{"bucket":15,"hour":"2026-11-22T10","pings":[["400001A0020010W0FXJM68FYVKH",3,1799]]}]""";
    private static readonly DateTimeOffset Now = Known.Now;

    [Fact]
    public void A_valid_message_is_read()
    {
        var message = Read("""
            {"version":1,"id":"batch-1_A","sentAt":"2026-11-22T11:30:00+01:00","source":"gateway","sections":[
              {"bucket":15,"hour":"2026-11-22T10","pings":[
                ["400001A0020010W0FXJM68FYVKH",3,1799],
                ["400001a0020010w0fxjm68fyvkh",1000000000,0,{"errors":{"404":2,"0":1,"9999":1000000000}}]]},
              {"bucket":1,"hour":"2026-11-21T23","pings":[["4000007002001140101DZQ0W6PC",1,3599]],"unknown":true}],"unknown":{}}
            """);

        Assert.Equal(("batch-1_A", Now), (message.Id, message.SentAt));
        Assert.Equal(TimeSpan.Zero, message.SentAt.Offset);
        Assert.Empty(message.Refused);
        Assert.Equal([(0, 15, 2), (1, 1, 1)], message.Sections.Select(section => (section.Index, section.Bucket, section.Pings.Count)));
        var (first, second, third) = (message.Sections[0].Pings[0], message.Sections[0].Pings[1], message.Sections[1].Pings[0]);
        Assert.Equal((Known.ApiUserId, 498_706, 3L), (first.Id, first.Hour.Number, first.Count));
        Assert.Equal(new DateTimeOffset(2026, 11, 22, 10, 29, 59, TimeSpan.Zero), first.LastUsed);
        Assert.Empty(first.Errors);
        Assert.Equal((Known.ApiUserId, 1_000_000_000L), (second.Id, second.Count));
        Assert.Equal(
            [(0, 1L), (404, 2L), (9_999, 1_000_000_000L)],
            second.Errors.OrderBy(error => error.Key).Select(error => (error.Key, error.Value)));
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 23, 59, 59, TimeSpan.Zero), third.LastUsed);
    }

    [Theory]
    [InlineData("", "The message is not JSON.")]
    [InlineData("{", "The message is not JSON.")]
    [InlineData("{} {}", "The message is not JSON.")]
    [InlineData("null", "The message is not a JSON object.")]
    [InlineData("[]", "The message is not a JSON object.")]
    [InlineData("{}", "The message's \"version\" must be 1.")]
    [InlineData("""{"version":2}""", "The message's \"version\" must be 1.")]
    [InlineData("""{"version":"1"}""", "The message's \"version\" must be 1.")]
    [InlineData("""{"version":1.5}""", "The message's \"version\" must be 1.")]
    [InlineData("""{"version":4294967297}""", "The message's \"version\" must be 1.")]
    [InlineData("""{"version":1}""", "The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData("""{"version":1,"id":7}""", "The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData("""{"version":1,"id":""}""", "The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData("""{"version":1,"id":"a|b"}""", "The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData("""{"version":1,"id":"a\n"}""", "The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData("""{"version":1,"id":"\ud800"}""", "The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData(
        """{"version":1,"id":"a2345678901234567890123456789012345678901234567890123456789012345"}""",
        "The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.")]
    [InlineData("""{"version":1,"id":"a"}""", "The message's \"sentAt\" must be an ISO 8601 time.")]
    [InlineData("""{"version":1,"id":"a","sentAt":1763807400}""", "The message's \"sentAt\" must be an ISO 8601 time.")]
    [InlineData("""{"version":1,"id":"a","sentAt":"10:30"}""", "The message's \"sentAt\" must be an ISO 8601 time.")]
    [InlineData("""{"version":1,"id":"a","sentAt":"11/22/2026 10:30"}""", "The message's \"sentAt\" must be an ISO 8601 time.")]
    [InlineData("""{"version":1,"id":"a","sentAt":"2026-11-15T10:29:59.9999999Z"}""", "The message is more than 7 days old.")]
    [InlineData("""{"version":1,"id":"a","sentAt":"2026-11-22T10:30:00Z"}""",
        "The message's \"sections\" must be an array of at most 1000.")]
    [InlineData(
        """{"version":1,"id":"a","sentAt":"2026-11-22T10:30:00Z","sections":{}}""",
        "The message's \"sections\" must be an array of at most 1000.")]
    [InlineData(
        """{"version":1,"id":"a","sentAt":"2026-11-22T10:35:00.0000001Z","sections":[]}""",
        "The message's \"sentAt\" is more than 5 minutes in the future.")]
    public void What_is_no_message_is_refused_as_a_whole(string json, string reason)
    {
        var result = UsageMessageReader.Read(json, Now, Now);
        Assert.Equal(new Error(ErrorKind.Malformed, "malformed_request", reason), result.Error);
    }

    [Fact]
    public void A_thousand_sections_are_read_and_no_more()
    {
        var thousand = string.Join(',', Enumerable.Repeat("{}", 1_000));
        Assert.Equal(1_000, Read($$"""{"version":1,"id":"a","sentAt":"2026-11-22T10:30:00Z","sections":[{{thousand}}]}""").Refused.Count);
        var more = $$"""{"version":1,"id":"a","sentAt":"2026-11-22T10:30:00Z","sections":[{{thousand}},{}]}""";
        Assert.Equal(
            "The message's \"sections\" must be an array of at most 1000.", UsageMessageReader.Read(more, Now, Now).Error!.Message);
    }

    [Theory]
    [InlineData("2026-11-15T10:30:00Z")]
    [InlineData("2026-11-22T10:35:00Z")]
    [InlineData("2026-11-22T10:30:00")]
    [InlineData("2026-11-22T08:30:00.5-02:00")]
    public void A_message_within_its_time_is_read(string sentAt) => Assert.Single(Read(Message(Sections, sentAt)).Sections);

    [Fact]
    public void A_message_more_than_seven_days_old_is_refused_whenever_it_was_enqueued() => Assert.Equal(
        "The message is more than 7 days old.",
        UsageMessageReader.Read(Message(Sections, "2026-11-15T10:29:59Z"), Now.AddDays(-7), Now).Error!.Message);

    [Theory]
    [InlineData("7", "The section is not a JSON object.")]
    [InlineData("{}", "The section's \"bucket\" must be between 0 and 4095.")]
    [InlineData("""{"bucket":"15"}""", "The section's \"bucket\" must be between 0 and 4095.")]
    [InlineData("""{"bucket":-1}""", "The section's \"bucket\" must be between 0 and 4095.")]
    [InlineData("""{"bucket":4096}""", "The section's \"bucket\" must be between 0 and 4095.")]
    [InlineData("""{"bucket":15}""", "The section's \"hour\" must be a time such as 2026-11-22T10.")]
    [InlineData("""{"bucket":15,"hour":"2026-11-22T10:00"}""", "The section's \"hour\" must be a time such as 2026-11-22T10.")]
    [InlineData("""{"bucket":15,"hour":"\udc00"}""", "The section's \"hour\" must be a time such as 2026-11-22T10.")]
    [InlineData("""{"bucket":15,"hour":"1969-12-31T23","pings":[]}""", "The section's \"hour\" is before 1970.")]
    [InlineData("""{"bucket":15,"hour":"2026-11-22T10"}""", "The section's \"pings\" must be an array.")]
    [InlineData("""{"bucket":15,"hour":"2026-11-22T10","pings":{}}""", "The section's \"pings\" must be an array.")]
    [InlineData("""{"\ud800ucket":15}""", "The section's \"bucket\" must be between 0 and 4095.")]
    public void An_unreadable_section_is_refused_alone_and_the_rest_counts(string section, string reason)
    {
        var message = Read(Message($"[{section},{Sections[1..]}"));
        Assert.Equal([new RefusedUsage(reason, 0, section)], message.Refused);
        Assert.Equal(1, Assert.Single(message.Sections).Index);
    }

    [Fact]
    public void A_section_may_have_80_pings_and_no_more()
    {
        var eighty = string.Join(',', Enumerable.Repeat(Ping, 80));
        Assert.Equal(
            80, Assert.Single(Read(Message($$"""[{"bucket":15,"hour":"2026-11-22T10","pings":[{{eighty}}]}]""")).Sections).Pings.Count);
        var more = Read(Message($$"""[{"bucket":15,"hour":"2026-11-22T10","pings":[{{eighty}},{{Ping}}]}]"""));
        Assert.Equal("The section has more than 80 pings.", Assert.Single(more.Refused).Reason);
    }

    [Theory]
    [InlineData("7", "The ping must be an array of a user name, a count, a second of the hour and optionally an object.")]
    [InlineData(
        "[]", "The ping must be an array of a user name, a count, a second of the hour and optionally an object.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3]""",
        "The ping must be an array of a user name, a count, a second of the hour and optionally an object.")]
    [InlineData(
        """["400001A0020010W0FXJM68FYVKH",3,1,{},{}]""",
        "The ping must be an array of a user name, a count, a second of the hour and optionally an object.")]
    [InlineData("[7,3,1]", "The ping's user name is not valid.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKG",3,1]""", "The ping's user name is not valid.")]
    [InlineData("""["\ud800",3,1]""", "The ping's user name is not valid.")]
    [InlineData("""["4000007002001140101DZQ0W6PC",3,1]""", "The ping's user name belongs to another bucket than the section.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",0,1]""", "The ping's count is 0, and it has no errors.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",0,1,{}]""", "The ping's count is 0, and it has no errors.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",0,1,{"previousSecret":1}]""", "The ping's count is 0, and it has no errors.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",-3,1]""", "The ping's count must be between 0 and 1000000000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",1000000001,1]""", "The ping's count must be between 0 and 1000000000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",1.5,1]""", "The ping's count must be between 0 and 1000000000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH","3",1]""", "The ping's count must be between 0 and 1000000000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",1e99,1]""", "The ping's count must be between 0 and 1000000000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,-1]""", "The ping's second must be between 0 and 3599.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,3600]""", "The ping's second must be between 0 and 3599.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,null]""", "The ping's second must be between 0 and 3599.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,[]]""", "The ping's fourth element must be an object.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,{"errors":[]}]""", "The ping's errors must be an object.")]
    [InlineData(
        """["400001A0020010W0FXJM68FYVKH",3,1,{"404":1}]""",
        "The ping's fourth element must have only the members \"errors\" and \"previousSecret\".")]
    [InlineData(
        """["400001A0020010W0FXJM68FYVKH",3,1,{"previousSecret":2}]""",
        "The ping's \"previousSecret\" must be between 0 and the second of the last use.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,{"errors":{"10000":1}}]""",
        "The ping's error codes must be whole numbers below 10000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,{"errors":{"-1":1}}]""", "The ping's error codes must be whole numbers below 10000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,{"errors":{"not found":1}}]""",
        "The ping's error codes must be whole numbers below 10000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,{"errors":{"\ud800":1}}]""",
        "The ping's error codes must be whole numbers below 10000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,{"errors":{"404":0}}]""",
        "The ping's error counts must be between 1 and 1000000000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,1,{"errors":{"404":1000000001}}]""",
        "The ping's error counts must be between 1 and 1000000000.")]
    [InlineData("""["400001A0020010W0FXJM68FYVKH",3,2101]""", "The ping is more than 5 minutes in the future.")]
    public void A_ping_that_does_not_count_is_refused_by_itself_and_the_rest_counts(string ping, string reason)
    {
        var message = Read(Message($$"""[{"bucket":15,"hour":"2026-11-22T10","pings":[{{ping}},{{Ping}}]}]"""));
        Assert.Equal([new RefusedUsage(reason, 0, ping)], message.Refused);
        Assert.Equal(3, Assert.Single(Assert.Single(message.Sections).Pings).Count);
    }

    [Fact]
    public void A_section_in_which_nothing_counts_is_left_out()
    {
        Assert.Empty(Read(Message("""[{"bucket":15,"hour":"2026-11-22T10","pings":[]}]""")).Sections);
        Assert.Empty(Read(Message("""[{"bucket":15,"hour":"2026-11-22T10","pings":[7]}]""")).Sections);
    }

    [Theory]
    [InlineData(2_100, false)] // 10:35:00
    [InlineData(2_101, true)]
    public void Another_producers_ping_may_be_five_minutes_after_the_insertion(int second, bool isRefused)
    {
        var message = Read(Message($$"""[{"bucket":15,"hour":"2026-11-22T10","pings":[["400001A0020010W0FXJM68FYVKH",3,{{second}}]]}]"""));
        Assert.Equal(isRefused, message.Refused.Count == 1);
        Assert.Equal(isRefused, message.Sections.Count == 0);
    }

    [Fact]
    public void The_future_is_measured_by_the_queues_clock()
    {
        var json = Message("""[{"bucket":15,"hour":"2026-11-22T10","pings":[["400001A0020010W0FXJM68FYVKH",3,2101]]}]""");
        var late = UsageMessageReader.Read(json, insertedAt: Now, now: Now.AddDays(1));
        Assert.True(late.TryGet(out var message, out _));
        Assert.Single(message.Refused);
        Assert.True(UsageMessageReader.Read(json, insertedAt: Now.AddSeconds(1), now: Now).TryGet(out message, out _));
        Assert.Empty(message.Refused);
    }

    [Theory]
    [InlineData("2026-11-22T10:30:00Z", 2_100, "2026-11-22T10:30:00Z", 498_706)]
    [InlineData("2026-11-22T10:30:00Z", 1_799, "2026-11-22T10:29:59Z", 498_706)]
    [InlineData("2026-11-22T09:58:00Z", 0, "2026-11-22T09:58:00Z", 498_705)]
    public void A_ping_that_is_slightly_ahead_counts_at_the_insertion_time(string insertedAt, int second, string lastUsed, int hour)
    {
        var json = Message(
            $$"""[{"bucket":15,"hour":"2026-11-22T10","pings":[["400001A0020010W0FXJM68FYVKH",3,{{second}},{"previousSecret":{{second}}}]]}]""",
            insertedAt);
        var time = DateTimeOffset.Parse(insertedAt, System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(UsageMessageReader.Read(json, time, Now).TryGet(out var message, out _));
        var ping = Assert.Single(Assert.Single(message.Sections).Pings);
        var expected = DateTimeOffset.Parse(lastUsed, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((expected, expected, hour, 3L), (ping.LastUsed, ping.PreviousSecretLastUsed, ping.Hour.Number, ping.Count));
    }

    [Theory]
    [InlineData("2026-11-22T10", 1_801)]
    [InlineData("2026-11-22T11", 0)]
    [InlineData("2027-11-22T11", 3_599)]
    public void The_recorders_own_ping_is_clamped_to_the_insertion_time(string hour, int second)
    {
        var section = $$"""[{"bucket":15,"hour":"{{hour}}","pings":[["400001A0020010W0FXJM68FYVKH",3,{{second}}]]}]""";
        var message = Read(Message(section, "2027-11-22T12:00:00Z").Replace("gateway", "recorder", StringComparison.Ordinal));
        var ping = Assert.Single(Assert.Single(message.Sections).Pings);
        Assert.Equal((Now, 498_706, 3L), (ping.LastUsed, ping.Hour.Number, ping.Count));
        Assert.Empty(message.Refused);
    }

    [Fact]
    public void The_recorders_own_earlier_ping_is_unchanged()
    {
        var message = Read(Message(Sections).Replace("gateway", "recorder", StringComparison.Ordinal));
        Assert.Equal(Now.AddSeconds(-1), Assert.Single(Assert.Single(message.Sections).Pings).LastUsed);
    }

    [Fact]
    public void A_refused_part_is_written_unchanged()
    {
        const string json = """{"version":1,"id":"a","sentAt":"2026-11-22T10:30:00Z","sections":[7,{"bucket":15,"hour":"2026-11-22T10","pings":[ [ "é" ,1 ] ]}]}""";
        var written = Assert.Single(RefusedUsageMessage.Write(json, Read(json)));
        Assert.Equal(
            """{"messageId":"a","refused":[{"section":0,"reason":"The section is not a JSON object.","content":7},"""









                                                    + """{"section":1,"reason":"The ping must be an array of a user name, a count, a second of the hour and optionally an object.","content":[ "é" ,1 ]}]}""",
            Encoding.UTF8.GetString(written));
    }

    [Fact]
    public void All_refused_parts_fit_into_messages()
    {
        var bad = string.Join(',', Enumerable.Range(0, 80).Select(n => $"\"{n:d3}\""));
        var sections = string.Join(',', Enumerable.Repeat($$"""{"bucket":15,"hour":"2026-11-22T10","pings":[{{bad}}]}""", 60));
        var json = Message($"[{sections}]");
        var message = Read(json);
        Assert.Equal(4_800, message.Refused.Count);

        var written = RefusedUsageMessage.Write(json, message).ToList();
        Assert.All(written, bytes => Assert.InRange(bytes.Length, 1, 48 * 1024));
        Assert.Equal(
            4_800, written.Sum(bytes => System.Text.Json.JsonDocument.Parse(bytes).RootElement.GetProperty("refused").GetArrayLength()));
    }

    [Fact]
    public void A_part_too_large_to_carry_its_reason_sends_the_message_unchanged()
    {
        var json = Message($"[\"{new string('x', (48 * 1024) - 150)}\"]");
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 1, 48 * 1024);
        Assert.Equal(json, Encoding.UTF8.GetString(Assert.Single(RefusedUsageMessage.Write(json, Read(json)))));
    }

    private static string Message(string sections, string sentAt = "2026-11-22T10:30:00Z") =>
        $$"""{"version":1,"id":"a","sentAt":"{{sentAt}}","source":"gateway","sections":{{sections}}}""";

    private static UsageMessage Read(string json) =>
        UsageMessageReader.Read(json, Now, Now).TryGet(out var message, out var error)
            ? message
            : throw new InvalidOperationException(error.Message);
}
