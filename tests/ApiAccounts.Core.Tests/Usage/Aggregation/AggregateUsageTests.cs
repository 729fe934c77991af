using System.Text;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Testing.InMemory;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Usage.Aggregation;

public sealed class AggregateUsageTests : IDisposable
{
    private readonly UsageOptions options = new() { Linger = TimeSpan.Zero };
    private readonly CoreUnderTest app;
    private readonly FakeClock clock;
    private readonly Spy<IUsageStore> store;

    public AggregateUsageTests()
    {
        app = new(options);
        clock = app.Clock;
        store = app.Spy<IUsageStore>();
    }

    private InMemoryUsageSender Sender => app.Get<InMemoryUsageSender>();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task A_message_is_counted()
    {
        await RegisterAsync(Known.ApiUserId);
        await ExecuteAsync(Message(APing.At(Known.Now.AddSeconds(-1), 3), APing.At(Known.Now.AddHours(-2), 4)));

        var usage = await UsageAsync(Known.ApiUserId);
        Assert.Equal((7L, Known.Now.AddSeconds(-1)), (usage.RequestsLast30Days(Known.Now), usage.LastUsed!.Value));
        Assert.Empty(Sender.Refused);
    }

    [Fact]
    public async Task A_message_delivered_twice_counts_once()
    {
        await RegisterAsync(Known.ApiUserId);
        var message = Message(APing.At(Known.Now, 3), APing.At(Known.Now.AddHours(-1), 4));
        await ExecuteAsync(message);
        await ExecuteAsync(message);
        Assert.Equal(7, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task A_message_received_twice_at_once_by_one_host_counts_once()
    {
        await RegisterAsync(Known.ApiUserId);
        options.Linger = TimeSpan.FromMilliseconds(200);
        var message = Message(APing.At(Known.Now, 3));
        await clock.PassUntilAsync(Task.WhenAll(ExecuteAsync(message), ExecuteAsync(message), ExecuteAsync(message)));
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task Concurrent_deliveries_to_two_aggregators_count_once()
    {
        await RegisterAsync(Known.ApiUserId);
        var other = app.New<AggregateUsage>();
        var messages = Enumerable.Range(0, 8).Select(_ => Message(APing.At(Known.Now, 3))).ToList();
        await clock.PassUntilAsync(AtOnce.RunAsync(32, async number =>
        {
            await (number % 2 == 0 ? app.Get<AggregateUsage>() : other).ExecuteAsync(messages[number % 8], Known.Now, default);
            return true;
        }));
        Assert.Equal(24, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task Messages_within_the_linger_are_combined()
    {
        await RegisterAsync(Known.ApiUserId);
        options.Linger = TimeSpan.FromMilliseconds(200);
        var running = Task.WhenAll(Enumerable.Range(0, 5).Select(_ => ExecuteAsync(Message(APing.At(Known.Now, 3)))));
        await clock.TimerDueWithinAsync(TimeSpan.FromMilliseconds(200));
        clock.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(0, store.Reads());
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await running;

        Assert.Equal([(5, 1)], store.Writes());
        Assert.Equal(15, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task A_transaction_has_at_most_100_rows_and_markers()
    {
        var ids = Enumerable.Range(0, 250).Select(number => Known.ApiUser(number)).ToList();
        foreach (var id in ids) await RegisterAsync(id);
        await ExecuteAsync(Message([.. ids.Select(id => APing.At(Known.Now, 2, id))]));

        Assert.All(store.Writes(), write => Assert.InRange(write.Markers + write.Updates, 2, 100));
        Assert.Equal(250, store.Writes().Sum(write => write.Updates));
        foreach (var id in ids) Assert.Equal(2, await CountAsync(id));
    }

    [Fact]
    public async Task Many_messages_of_one_API_user_are_split_by_their_markers()
    {
        await RegisterAsync(Known.ApiUserId);
        options.Linger = TimeSpan.FromMilliseconds(200);
        var backlog = new TaskCompletionSource();
        store.Before("Apply", () => backlog.Task);
        var counting = Task.WhenAll(Enumerable.Range(0, 120).Select(_ => ExecuteAsync(Message(APing.At(Known.Now)))));
        backlog.SetResult();
        await clock.PassUntilAsync(counting);
        Assert.InRange(store.Writes().Count, 2, 3); // the first may begin with the 16th of them
        Assert.All(store.Writes(), write => Assert.True(write is { Markers: <= 99, Updates: 1 }));
        Assert.Equal(120, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task Buckets_are_counted_separately()
    {
        var (one, other) = (Known.ApiUser(1, bucket: 1), Known.ApiUser(1, bucket: 2));
        await RegisterAsync(one);
        await RegisterAsync(other);
        await ExecuteAsync(Message(APing.At(Known.Now, 2, one), APing.At(Known.Now, 3, other)));
        Assert.Equal((2L, 3L), (await CountAsync(one), await CountAsync(other)));
    }

    [Fact]
    public async Task Pings_of_a_deleted_API_user_are_dropped_and_never_recreate_it()
    {
        var gone = Known.ApiUser(1);
        await RegisterAsync(Known.ApiUserId);
        using var counted = app.Get<UsageMetrics>().Collect("apiaccounts.usage.counted_pings");
        using var dropped = app.Get<UsageMetrics>().Collect("apiaccounts.usage.gone_pings");
        await ExecuteAsync(Message(APing.At(Known.Now, 3), APing.At(Known.Now, 4, gone)));

        Assert.Equal((3L, 4L), (counted.Sum(), dropped.Sum()));
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
        Assert.Null(await app.ApiUsers.FindAsync(gone, default));
        Assert.Contains(
            (LogLevel.Information, "4 pings in bucket 15 were dropped: their API users were deleted."), app.LinesOf<AggregateUsage>());
    }

    [Fact]
    public async Task Pings_of_absent_API_users_are_dropped_and_logged()
    {
        await ExecuteAsync(Message(APing.At(Known.Now, 3), APing.At(Known.Now, 4, Known.ApiUser(1))));
        Assert.Null(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
        Assert.Equal(
            (LogLevel.Information, "7 pings in bucket 15 were dropped: their API users were deleted."),
            Assert.Single(app.LinesOf<AggregateUsage>()));
    }

    [Fact]
    public async Task An_API_user_deleted_in_between_is_not_recreated()
    {
        await RegisterAsync(Known.ApiUserId);
        store.Before("Apply", call => call.Number == 1 ? DeleteAsync(Known.ApiUserId) : Task.CompletedTask);
        await clock.PassUntilAsync(ExecuteAsync(Message(APing.At(Known.Now, 3))));
        Assert.Null(await app.ApiUsers.FindAsync(Known.ApiUserId, default));
    }

    [Fact]
    public async Task A_row_that_changes_in_between_is_read_again_and_keeps_the_change()
    {
        await RegisterAsync(Known.ApiUserId);
        store.Before("Apply", call => call.Number <= 3 ? RenameAsync($"Name {call.Number}") : Task.CompletedTask);
        await clock.PassUntilAsync(ExecuteAsync(Message(APing.At(Known.Now, 3))));

        Assert.Equal(4, store.Writes().Count);
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
        Assert.Equal("Name 3", (await app.ApiUsers.FindAsync(Known.ApiUserId, default))!.Description);
    }

    [Fact]
    public async Task A_storage_outage_loses_no_usage()
    {
        await RegisterAsync(Known.ApiUserId);
        store.Before("Read", call => call.Number <= 3 ? throw Unavailable() : Task.CompletedTask);
        store.Before("Apply", call => call.Number <= 3 ? throw Unavailable() : Task.CompletedTask);
        await clock.PassUntilAsync(ExecuteAsync(Message(APing.At(Known.Now, 3))));
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
        Assert.Equal(6, app.LinesOf<AggregateUsage>().Count(
            entry => entry == (LogLevel.Warning, "The usage of bucket 15 could not be stored. It will be retried.")));
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_counts_once()
    {
        await RegisterAsync(Known.ApiUserId);
        options.Linger = TimeSpan.FromMilliseconds(200);
        store.After("Apply", call => call.Number == 1 ? throw Unavailable() : Task.CompletedTask);
        await clock.PassUntilAsync(
            Task.WhenAll(ExecuteAsync(Message(APing.At(Known.Now, 3))), ExecuteAsync(Message(APing.At(Known.Now, 4)))));
        Assert.Equal(7, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task After_the_retry_window_the_message_fails_and_its_next_delivery_counts_once()
    {
        await RegisterAsync(Known.ApiUserId);
        options.RetryWindow = TimeSpan.FromSeconds(30);
        store.Before("Apply", () => throw Unavailable());
        var message = Message(APing.At(Known.Now, 3));
        var first = ExecuteAsync(message);
        await clock.PassUntilAsync(first);
        await Assert.ThrowsAsync<StorageUnavailableException>(() => first);
        Assert.InRange(clock.GetUtcNow() - Known.Now, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(38)); // and the last pause at most

        store.LeaveAlone("Apply");
        await ExecuteAsync(message);
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task Any_other_exception_fails_its_own_message_and_not_the_next()
    {
        await RegisterAsync(Known.ApiUserId);
        store.Before("Apply", call => call.Number == 1 ? throw new InvalidDataException("A row that cannot be read.") : Task.CompletedTask);
        await Assert.ThrowsAsync<InvalidDataException>(() => ExecuteAsync(Message(APing.At(Known.Now, 3))));
        await ExecuteAsync(Message(APing.At(Known.Now, 4)));
        Assert.Equal(4, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task An_invalid_message_is_put_aside_unchanged()
    {
        await ExecuteAsync("no JSON, é");
        Assert.Equal("no JSON, é", Encoding.UTF8.GetString(Assert.Single(Sender.Refused)));
        Assert.Equal(
            (LogLevel.Error, "A usage message was rejected and moved to the poison queue: The message is not JSON."),
            Assert.Single(app.LinesOf<AggregateUsage>()));
    }

    [Fact]
    public async Task Refused_pings_are_put_aside_and_the_rest_counts_once_even_on_a_replay()
    {
        await RegisterAsync(Known.ApiUserId);
        using var counted = app.Get<UsageMetrics>().Collect("apiaccounts.usage.counted_pings");
        using var refused = app.Get<UsageMetrics>().Collect("apiaccounts.usage.refused_parts");
        await ExecuteAsync(HalfRefused);
        await ExecuteAsync(HalfRefused);

        Assert.Equal((3L, 2L), (counted.Sum(), refused.Sum()));
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
        Assert.Equal(2, Sender.Refused.Count);
        Assert.Equal(
            """{"messageId":"half","refused":[{"section":0,"reason":"The ping's count is 0, and it has no errors.","content":["400001A0020010W0FXJM68FYVKH",0,5]}]}""",
            Encoding.UTF8.GetString(Sender.Refused[0]));
    }

    [Theory]
    [InlineData("Read")]
    [InlineData("Apply")]
    public async Task A_row_that_cannot_be_stored_is_set_aside_alone_and_all_else_counts_at_once(string step)
    {
        for (var number = 0; number < 80; number++) await RegisterAsync(Known.ApiUser(number));
        store.MakeUnusable(step, Known.ApiUser(7));
        using var counted = app.Get<UsageMetrics>().Collect("apiaccounts.usage.counted_pings");
        using var refused = app.Get<UsageMetrics>().Collect("apiaccounts.usage.refused_parts");
        var message = Message([.. Enumerable.Range(0, 80).Select(number => APing.At(Known.Now, 1 + number, Known.ApiUser(number)))]);
        await ExecuteAsync(message);
        await ExecuteAsync(message);

        Assert.Equal((3_232L, 1L), (counted.Sum(), refused.Sum()));
        for (var number = 0; number < 80; number++)
            Assert.Equal(number == 7 ? 0 : 1 + number, await CountAsync(Known.ApiUser(number)));
        var aside = Encoding.UTF8.GetString(Assert.Single(Sender.Refused));
        Assert.Contains(
            $$""","refused":[{"section":0,"reason":"The row cannot be stored.","content":["{{Known.ApiUser(7).UserName}}",8,1800]}]}""",
            aside);
        Assert.Contains(
            app.LinesOf<AggregateUsage>(),
            line => line.Level == LogLevel.Error
                && line.Message.EndsWith(
                    "in bucket 15 were moved to the poison queue. First reason: The row cannot be stored.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_whose_rows_all_cannot_be_stored_is_set_aside_once()
    {
        AccountId[] ids = [Known.ApiUser(1), Known.ApiUser(2)];
        foreach (var id in ids) await RegisterAsync(id);
        store.MakeUnusable("Read", ids);
        var message = Message([.. ids.Select(id => APing.At(Known.Now, 3, id))]);
        await ExecuteAsync(message);
        store.LeaveAlone("Read");
        await ExecuteAsync(message);

        Assert.Single(Sender.Refused);
        Assert.Equal((0L, 0L), (await CountAsync(ids[0]), await CountAsync(ids[1])));
    }

    [Fact]
    public async Task A_section_that_was_counted_is_not_set_aside_when_it_is_delivered_again()
    {
        await RegisterAsync(Known.ApiUserId);
        var message = Message(APing.At(Known.Now, 3));
        await ExecuteAsync(message);
        store.MakeUnusable("Read", Known.ApiUserId);
        await app.New<AggregateUsage>().ExecuteAsync(message, Known.Now, default);

        Assert.Empty(Sender.Refused);
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task Pings_that_cannot_be_set_aside_yet_are_neither_lost_nor_counted()
    {
        await RegisterAsync(Known.ApiUserId);
        await RegisterAsync(Known.ApiUser(1));
        store.MakeUnusable("Read", Known.ApiUser(1));
        app.Spy<IUsageSender>().Before("SendRefused", call => call.Number <= 2 ? throw Unavailable() : Task.CompletedTask);
        await clock.PassUntilAsync(ExecuteAsync(Message(APing.At(Known.Now, 3), APing.At(Known.Now, 4, Known.ApiUser(1)))));

        Assert.Single(Sender.Refused);
        Assert.Equal((3L, 0L), (await CountAsync(Known.ApiUserId), await CountAsync(Known.ApiUser(1))));
    }

    [Fact]
    public async Task A_crash_between_refused_and_accepted_pings_loses_neither()
    {
        await RegisterAsync(Known.ApiUserId);
        store.Before("Apply", call => call.Number == 1 ? throw new ProcessDiedException() : Task.CompletedTask);
        await Assert.ThrowsAsync<ProcessDiedException>(() => ExecuteAsync(HalfRefused));
        Assert.Single(Sender.Refused);
        await ExecuteAsync(HalfRefused);
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task A_crash_after_the_accepted_pings_are_stored_counts_them_once()
    {
        await RegisterAsync(Known.ApiUserId);
        store.After("Apply", call => call.Number == 1 ? throw new ProcessDiedException() : Task.CompletedTask);
        await Assert.ThrowsAsync<ProcessDiedException>(() => ExecuteAsync(HalfRefused));
        await ExecuteAsync(HalfRefused);
        Assert.Equal(3, await CountAsync(Known.ApiUserId));
    }

    [Fact]
    public async Task Nothing_counts_while_refused_pings_cannot_be_put_aside()
    {
        await RegisterAsync(Known.ApiUserId);
        app.Spy<IUsageSender>().Before("SendRefused", () => throw new IOException("The queue does not answer."));
        await Assert.ThrowsAsync<IOException>(() => ExecuteAsync(HalfRefused));
        Assert.Empty(store.Writes());
    }

    [Fact]
    public void Any_messages_delivered_any_number_of_times_in_any_order_equal_a_naive_model()
    {
        var ping = from user in Gen.Choose(0, 5)
                   from minutesAgo in Gen.Choose(0, 180)
                   from count in Gen.Choose(1, 9)
                   select (user, minutesAgo, count);
        var cases = from messages in ping.NonEmptyListOf().Select(pings => pings.ToArray()).ArrayOf()
                    from deliveries in Gen.Choose(0, Math.Max(0, messages.Length - 1)).ArrayOf()
                    select (messages, order: deliveries.Where(index => index < messages.Length).Concat(
                        Enumerable.Range(0, messages.Length)).ToArray());
        Prop.ForAll(cases.ToArbitrary(), it =>
                Task.Run(() => new AggregateUsageTests().EqualsNaiveAsync(it.messages, it.order)).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();
    }

    private async Task<bool> EqualsNaiveAsync((int User, int MinutesAgo, int Count)[][] messages, int[] order)
    {
        for (var user = 0; user <= 5; user++) await RegisterAsync(Known.ApiUser(user, bucket: user % 2));
        var frozen = messages.Select(pings => Message(
            [.. pings.Select(ping => APing.At(
                Known.Now.AddMinutes(-ping.MinutesAgo), ping.Count, Known.ApiUser(ping.User, bucket: ping.User % 2)))])).ToList();
        AggregateUsage[] aggregators = [app.Get<AggregateUsage>(), app.New<AggregateUsage>()];
        await clock.PassUntilAsync(Task.WhenAll(order.Select((message, number) => Task.Run(() =>
            aggregators[number % 2].ExecuteAsync(frozen[message], Known.Now, default)))));
        for (var user = 0; user <= 5; user++)
        {
            var expected = messages.SelectMany(pings => pings).Where(ping => ping.User == user).Sum(ping => ping.Count);
            if (await CountAsync(Known.ApiUser(user, bucket: user % 2)) != expected) return false;
        }
        return true;
    }

    private const string HalfRefused =
        """
        {"version":1,"id":"half","sentAt":"2026-11-22T10:30:00Z","sections":[{"bucket":15,"hour":"2026-11-22T10","pings":[
        ["400001A0020010W0FXJM68FYVKH",0,5],["400001A0020010W0FXJM68FYVKH",3,5]]}]}
        """;

    private Task ExecuteAsync(string message) => app.Get<AggregateUsage>().ExecuteAsync(message, Known.Now, default);

    private static string Message(params UsagePing[] pings) =>
        Encoding.UTF8.GetString(Assert.Single(UsageMessageWriter.Write(pings, Known.Now)));

    private static StorageUnavailableException Unavailable() => new(new IOException("The table does not answer."));

    private Task RegisterAsync(AccountId id) => app.KeepAsync(AnApiUser.Working() with { Id = id });

    private Task<bool> DeleteAsync(AccountId id) => app.ApiUsers.DeleteAsync(id, app.NewEntry(id, AuditAction.ApiUserDeleted), default);

    private Task<bool> RenameAsync(string description) =>
        app.ApiUsers.ChangeDescriptionAsync(
            Known.ApiUserId, description, app.NewEntry(Known.ApiUserId, AuditAction.ApiUserChanged), default);

    private async Task<AccountUsage> UsageAsync(AccountId id) => (await app.ApiUsers.FindAsync(id, default))!.Usage;

    private async Task<long> CountAsync(AccountId id) => (await UsageAsync(id)).RequestsLast30Days(Known.Now);
}
