using System.Text;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage.Messages;
using FsCheck;
using FsCheck.Fluent;

namespace ApiAccounts.Core.Tests.Usage.Messages;

public sealed class UsageMessageWriterTests
{
    private static readonly DateTimeOffset Now = Known.Now;

    [Fact]
    public void A_message_is_written_as_documented()
    {
        Assert.True(AccountId.TryParseUserName("4000007002001140101DZQ0W6PC", out var other));
        var json = Encoding.UTF8.GetString(Assert.Single(UsageMessageWriter.Write(
            [
                APing.At(Now, 12, errors: [(500, 1), (404, 2)]),
                APing.At(Now.AddHours(-1).AddMinutes(29).AddSeconds(59.9), 3),
                APing.At(Now.AddMinutes(-30), 1, other),
            ],
            Now)));

        Assert.Matches("^\\{\"version\":1,\"id\":\"[0-9a-f]{32}\",", json);
        Assert.Equal(
            """
            "sentAt":"2026-11-22T10:30:00+00:00","source":"recorder","sections":[
            {"bucket":1,"hour":"2026-11-22T10","pings":[["4000007002001140101DZQ0W6PC",1,0]]},
            {"bucket":15,"hour":"2026-11-22T09","pings":[["400001A0020010W0FXJM68FYVKH",3,3599]]},
            {"bucket":15,"hour":"2026-11-22T10","pings":[["400001A0020010W0FXJM68FYVKH",12,1800,{"errors":{"404":2,"500":1}}]]}]}
            """.ReplaceLineEndings(""),
            json[json.IndexOf("\"sentAt\"", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Without_pings_there_is_no_message() => Assert.Empty(UsageMessageWriter.Write([], Now));

    [Fact]
    public void No_two_messages_have_the_same_id()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => Read(Assert.Single(UsageMessageWriter.Write([APing.At(Now)], Now))).Id);
        Assert.Equal(100, ids.Distinct().Count());
    }

    [Fact]
    public void Pings_of_a_thousand_API_users_fit_into_one_message()
    {
        var pings = Enumerable.Range(0, 1_000).Select(number => APing.At(Now, 999, Known.ApiUser(number, bucket: number % 16)));
        var message = Read(Assert.Single(UsageMessageWriter.Write(pings, Now)));
        Assert.Equal(16, message.Sections.Count);
        Assert.Equal(1_000, message.Sections.Sum(section => section.Pings.Count));
    }

    [Fact]
    public void A_section_has_at_most_80_pings()
    {
        var pings = Enumerable.Range(0, 161).Select(number => APing.At(Now, 1, Known.ApiUser(number)));
        var message = Read(Assert.Single(UsageMessageWriter.Write(pings, Now)));
        Assert.Equal([80, 80, 1], message.Sections.Select(section => section.Pings.Count));
        Assert.All(message.Sections, section => Assert.Equal(15, section.Bucket));
    }

    [Fact]
    public void The_same_API_users_are_in_the_same_sections_in_any_order()
    {
        var pings = Enumerable.Range(0, 400).Select(number => APing.At(Now, 1, Known.ApiUser(number * 7919 % 400))).ToList();
        var one = Read(Assert.Single(UsageMessageWriter.Write(pings, Now)));
        var other = Read(Assert.Single(UsageMessageWriter.Write(pings.AsEnumerable().Reverse(), Now)));
        for (var section = 0; section < 5; section++)
        {
            Assert.Equal(
                Enumerable.Range(section * 80, 80).Select(number => Known.ApiUser(number)),
                one.Sections[section].Pings.Select(ping => ping.Id));
            Assert.Equal(
                Enumerable.Range(section * 80, 80).Select(number => Known.ApiUser(number)),
                other.Sections[section].Pings.Select(ping => ping.Id));
        }
    }

    [Fact]
    public void Many_pings_make_several_messages_of_at_most_48_KiB()
    {
        var pings = Enumerable.Range(0, 10_000).Select(
            number => APing.At(Now, 1_000_000_000, Known.ApiUser(number, bucket: number % 400))).ToList();
        var messages = UsageMessageWriter.Write(pings, Now);
        Assert.InRange(messages.Count, 10, 20);
        Assert.All(messages, message => Assert.InRange(message.Length, 1, 48 * 1024));
        Assert.Equal(10_000, messages.Select(Read).Sum(message => message.Sections.Sum(section => section.Pings.Count)));
    }

    [Fact]
    public void Small_sections_fill_a_message_up_to_its_limit()
    {
        var messages = UsageMessageWriter.Write(Enumerable.Range(0, 2_000).Select(hours => APing.At(Now.AddHours(-hours))), Now);
        Assert.All(messages.SkipLast(1), message => Assert.InRange(message.Length, (48 * 1024) - 400, 48 * 1024));
        Assert.InRange(messages[^1].Length, 1, 48 * 1024);
    }

    [Fact]
    public void Every_written_message_reads_back()
    {
        var ping = from number in Gen.Choose(0, 300)
                   from bucket in Gen.Choose(0, 3)
                   from secondsAgo in Gen.Choose(0, 3 * 3_600)
                   from count in Gen.Choose(1, 1_000_000_000)
                   from codes in Gen.Choose(0, 9_999).ListOf()
                   select APing.At(
                       Now.AddSeconds(-secondsAgo), count, Known.ApiUser(number, bucket),
                       [.. codes.Distinct().Take(4).Select(code => (code, (long)code + 1))]);
        Prop.ForAll(ping.ArrayOf().ToArbitrary(), pings =>
        {
            var messages = UsageMessageWriter.Write(pings, Now).Select(Read).ToList();
            return messages.TrueForAll(message => message.Refused.Count == 0 && message.SentAt == Now)
                && messages.SelectMany(message => message.Sections).SelectMany(section => section.Pings).Select(Text).Order()
                    .SequenceEqual(pings.Select(Text).Order());
        }).QuickCheckThrowOnFailure();
    }

    private static string Text(UsagePing ping) =>
        $"{ping.Id} {ping.Hour} {ping.Count} {ping.LastUsed:O} {string.Join(',', ping.Errors.OrderBy(error => error.Key))}";

    private static UsageMessage Read(byte[] message) =>
        UsageMessageReader.Read(Encoding.UTF8.GetString(message), Now, Now).TryGet(out var read, out var error)
            ? read
            : throw new InvalidOperationException(error.Message);
}
