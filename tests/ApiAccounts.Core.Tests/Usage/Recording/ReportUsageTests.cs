using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Usage.Recording;

public sealed class ReportUsageTests : IDisposable
{
    private static readonly Caller Gateway = new(Known.OperatorId, "Ada Example", Grants.Of(Permission.RecordUsage));
    private static readonly ImmutableDictionary<int, long> NoErrors = ImmutableDictionary<int, long>.Empty;

    private readonly CoreUnderTest app = new();

    private IReadOnlyList<byte[]> Sent => app.Get<InMemoryUsageSender>().Sent;

    private ReportUsage Report => app.Get<ReportUsage>();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_enqueued_message_depends_only_on_the_report()
    {
        ReportedUsage[] pings =
        [
            new(Known.ApiUser(2), Known.Now.AddMinutes(-5), 7, NoErrors.Add(429, 1)),
            new(Known.ApiUser(1), Known.Now.AddDays(-1), 1, NoErrors),
            new(Known.ApiUser(2), Known.Now.AddMinutes(-6), 3, NoErrors.Add(429, 2).Add(503, 1)),
        ];

        await GoodAsync("batch-1", pings);
        app.Clock.Advance(TimeSpan.FromHours(3));
        await GoodAsync("batch-1", [.. pings.Reverse()]);

        Assert.Equal(2, Sent.Count);
        Assert.Equal(Sent[0], Sent[1]);
        Assert.Equal(
            $$$"""{"version":1,"id":"a3c34aac41fa9f57018392d2d75c2d60db172113de282d7ac706187d425b-0","sentAt":"2026-11-22T10:25:00+00:00","sections":[{"bucket":15,"hour":"2026-11-21T10","pings":[["{{{Known.ApiUser(1).UserName}}}",1,1800]]},{"bucket":15,"hour":"2026-11-22T10","pings":[["{{{Known.ApiUser(2).UserName}}}",10,1500,{"errors":{"429":3,"503":1}}]]}]}""",
            Encoding.UTF8.GetString(Sent[0]));
    }

    [Fact]
    public async Task A_message_id_depends_on_the_caller_and_the_batch()
    {
        var stranger = new Caller(AccountId.At(AccountKind.Operator, 43, 7, 15, 1), "Bob Example", Grants.Of(Permission.RecordUsage));
        var callers = Enumerable.Range(8, 2).Select(number => new Caller(
            Known.OperatorId, "Ada Example", Grants.Of(Permission.RecordUsage), Known.ApiUser(number))).ToList();

        await GoodAsync("batch", [APing(1)]);
        await GoodAsync("hctab", [APing(1)]);
        await GoodAsync("batch", [APing(1)], callers[0]);
        await GoodAsync("batch", [APing(2)], callers[1]);
        Assert.Null((await Report.ExecuteAsync(stranger, "batch", [APing(1) with { ApiUserId = Known.ApiUser(1, pid: 43) }],
            default)).Error);

        Assert.Equal(5, Sent.Select(IdOf).Distinct().Count());
    }

    [Fact]
    public async Task A_batch_id_with_other_content_is_refused_and_nothing_is_sent()
    {
        ReportedUsage[] others =
        [
            APing(2), APing(1) with { Requests = 2 }, APing(1) with { At = Known.Now.AddSeconds(-1) },
            APing(1) with { Errors = NoErrors.Add(429, 1) },
        ];
        await GoodAsync("batch", [APing(1)]);
        foreach (var other in others)
        {
            var error = (await Report.ExecuteAsync(Gateway, "batch", [other], default)).Error;
            Assert.Equal((ErrorKind.Conflict, "batch_id_reused", "batchId"), (error?.Kind, error?.Code, error?.Target));
        }
        Assert.Equal("batch_id_reused", (await Report.ExecuteAsync(Gateway, "batch", [APing(1), APing(2)], default)).Error?.Code);
        Assert.Single(Sent);

        await GoodAsync("batch", [APing(1)]);
        Assert.Equal(Sent[0], Sent[1]);
    }

    [Fact]
    public async Task A_report_that_the_queue_did_not_take_can_be_sent_again_and_no_other_in_its_place()
    {
        app.Spy<IUsageSender>().Before(
            "Send", call => call.Number == 1 ? throw new StorageUnavailableException(new IOException("No answer.")) : Task.CompletedTask);
        Assert.Equal("usage_not_recorded", (await Report.ExecuteAsync(Gateway, "batch", [APing(1)], default)).Error?.Code);
        Assert.Equal("batch_id_reused", (await Report.ExecuteAsync(Gateway, "batch", [APing(2)], default)).Error?.Code);
        await GoodAsync("batch", [APing(1)]);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_large_report_is_split_into_readable_messages_of_48_KiB()
    {
        var errors = Enumerable.Range(0, 100).ToImmutableDictionary(code => 9_000 + code, _ => UsagePing.MaxCount);
        ReportedUsage[] pings = [.. Enumerable.Range(0, 1_000).Select(
            number => APing(number) with { Errors = errors, Requests = number + 1 })];

        await GoodAsync("large", pings);

        Assert.All(Sent, message => Assert.InRange(message.Length, 1, 48 * 1024));
        Assert.Equal(Enumerable.Range(0, Sent.Count).Select(number => $"{IdOf(Sent[0])[..60]}-{number}"), Sent.Select(IdOf));
        var read = Sent.Select(Read).ToList();
        Assert.All(read, message => Assert.Empty(message.Refused));
        Assert.Equal(
            pings.Select(ping => (ping.ApiUserId, ping.Requests)).OrderBy(ping => ping.Requests),
            read.SelectMany(message => message.Sections).SelectMany(section => section.Pings).Select(
                ping => (ping.Id, ping.Count)).OrderBy(ping => ping.Count));
    }

    [Fact]
    public async Task The_right_is_checked_first()
    {
        var nobody = Gateway with
        {
            Grants = Grants.Of(Known.EveryGrant.OnPartner.Where(permission => permission != Permission.RecordUsage)),
        };

        Assert.Equal(Error.Forbidden, (await Report.ExecuteAsync(nobody, "?", [], default)).Error);
    }

    [Theory]
    [InlineData("00:05:00", null)]
    [InlineData("00:05:00.0000001", "The time 2026-11-22T10:35:00.0000001Z is more than 5 minutes in the future.")]
    [InlineData("-6.23:00:00", null)]
    [InlineData("-6.23:00:00.0000001", "The time 2026-11-15T11:29:59.9999999Z is more than 6 days and 23 hours ago.")]
    public async Task A_time_must_be_within_the_last_seven_days_less_an_hour(string offset, string? message)
    {
        var at = Known.Now + TimeSpan.Parse(offset, System.Globalization.CultureInfo.InvariantCulture);

        var result = await Report.ExecuteAsync(Gateway, "batch", [APing(1) with { At = at }], default);

        Assert.Equal(message, result.Error?.Message);
        Assert.Equal(message is null ? 1 : 0, Sent.Count);
    }

    [Fact]
    public async Task An_accepted_report_stays_countable_for_at_least_an_hour()
    {
        await GoodAsync("oldest", [APing(1) with { At = Known.Now - new TimeSpan(6, 23, 0, 0) }]);

        var json = Encoding.UTF8.GetString(Assert.Single(Sent));
        Assert.True(UsageMessageReader.Read(json, Known.Now, Known.Now.AddHours(1)).TryGet(out var read, out _));
        Assert.Single(Assert.Single(read.Sections).Pings);
    }

    [Fact]
    public async Task A_queue_that_does_not_answer_is_reported_as_unavailable()
    {
        app.Spy<IUsageSender>().Before("Send", () => throw new StorageUnavailableException(new IOException("No answer.")));

        var result = await Report.ExecuteAsync(Gateway, "batch", [APing(1)], default);

        Assert.Equal((ErrorKind.Unavailable, "usage_not_recorded"), (result.Error?.Kind, result.Error?.Code));
    }

    private static ReportedUsage APing(int number) => new(Known.ApiUser(number), Known.Now, 1, NoErrors);

    private static string IdOf(byte[] message) => JsonElement.Parse(message).GetProperty("id").GetString()!;

    private static UsageMessage Read(byte[] message)
    {
        Assert.True(UsageMessageReader.Read(Encoding.UTF8.GetString(message), Known.Now, Known.Now).TryGet(out var read, out _));
        return read;
    }

    private async Task GoodAsync(string batchId, IReadOnlyList<ReportedUsage> pings, Caller? caller = null) =>
        Assert.Null((await Report.ExecuteAsync(caller ?? Gateway, batchId, pings, default)).Error);
}
