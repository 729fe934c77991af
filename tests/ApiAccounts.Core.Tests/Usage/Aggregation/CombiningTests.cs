using System.Text;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Aggregation;
using ApiAccounts.Core.Usage.Messages;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Tests.Usage.Aggregation;

/// <summary>Which sections go with which transaction.</summary>
public sealed class CombiningTests : IDisposable
{
    private readonly WaitingSections waiting = new();
    private readonly CoreUnderTest app = new();
    private readonly Spy<IUsageStore> store;
    private readonly AggregateUsage aggregate;

    public CombiningTests()
    {
        store = app.Spy<IUsageStore>();
        aggregate = app.Get<AggregateUsage>();
    }

    public void Dispose() => app.Dispose();

    [Fact]
    public void The_oldest_section_goes_first_then_those_of_its_rows_then_what_fits()
    {
        Add("a", from: 0, count: 50);
        Add("b", from: 100, count: 30);
        Add("c", from: 10, count: 40);
        Add("d", from: 200, count: 20);
        Add("e", from: 0, count: 50);

        Assert.Equal(["a", "c", "e", "b"], Take());
        Assert.Equal(["d"], Take());
        Assert.Equal([], Take());
    }

    [Fact]
    public void The_oldest_section_goes_even_if_others_would_combine_better()
    {
        Add("lone", from: 500, count: 80);
        for (var i = 0; i < 30; i++) Add($"same-{i}", from: 0, count: 80);

        Assert.Equal(["lone"], Take());
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"same-{i}"), Take());
        Assert.Equal(Enumerable.Range(20, 10).Select(i => $"same-{i}"), Take());
    }

    [Fact]
    public void Rows_and_markers_together_are_at_most_a_hundred()
    {
        Add("a", from: 0, count: 80);
        Add("fits", from: 100, count: 18);
        Add("b", from: 0, count: 80);
        Add("c", from: 200, count: 80);
        Add("one row too many", from: 300, count: 19);

        Assert.Equal(["a", "b"], Take()); // 82; another section has room for 17 rows
        Assert.Equal(["fits", "c"], Take());
        Assert.Equal(["one row too many"], Take());
    }

    [Fact]
    public void A_section_delivered_twice_waits_for_the_next_transaction()
    {
        Add("a", from: 0, count: 1);
        Add("a", from: 0, count: 1);
        Add("b", from: 0, count: 1);

        Assert.Equal(["a", "b"], Take());
        Assert.Equal(["a"], Take());
    }

    [Fact]
    public void A_section_put_back_is_the_oldest()
    {
        Add("a", from: 0, count: 80);
        Add("b", from: 100, count: 80);
        var taken = waiting.TakeBatch();
        waiting.PutBack(taken[0]);

        Assert.Equal(["a"], Take());
    }

    [Fact]
    public async Task A_message_of_a_thousand_API_users_takes_13_transactions()
    {
        await app.Clock.PassUntilAsync(aggregate.ExecuteAsync(await AThousandAsync(), Known.Now, default));

        Assert.Equal([.. Enumerable.Repeat((1, 80), 12), (1, 40)], store.Writes());
    }

    [Fact]
    public async Task A_backlog_of_16_messages_of_the_same_thousand_takes_at_most_14()
    {
        var backlog = new TaskCompletionSource();
        store.Before("Apply", () => backlog.Task);
        var counting = new List<Task>();
        for (var i = 0; i < 16; i++) counting.Add(aggregate.ExecuteAsync(await AThousandAsync(), Known.Now, default));
        backlog.SetResult();
        await app.Clock.PassUntilAsync(Task.WhenAll(counting));

        Assert.InRange(store.Writes().Count, 13, 14); // one more when the first begins before all are there
        Assert.Equal(16 * 13, store.Writes().Sum(write => write.Markers));
        foreach (var number in (int[])[0, 80, 999]) Assert.Equal(16, await RequestsAsync(Known.ApiUser(number)));
    }

    [Fact]
    public async Task Sections_of_more_than_4_MiB_together_go_in_separate_transactions()
    {
        // In base64 each row has 64 KiB of counts: 62 of them are 4 MiB.
        var large = AccountUsage.None with
        {
            Errors = SparseCounts.Empty.Plus(
                Enumerable.Range(0, 16_384).Select(key => KeyValuePair.Create(2_000_000_000L + key * 1_000L, 100L)), 0),
        };
        Assert.Equal(49_156, large.Errors.Length);
        for (var number = 0; number < 90; number++) await RegisterAsync(Known.ApiUser(number), large);
        Task CountAsync(int from) => aggregate.ExecuteAsync(Message(Enumerable.Range(from, 30)), Known.Now, default);

        await app.Clock.PassUntilAsync(Task.WhenAll(CountAsync(0), CountAsync(30), CountAsync(60)));

        Assert.Equal([(2, 60), (1, 30)], store.Writes());
        for (var number = 0; number < 90; number++) Assert.Equal(1, await RequestsAsync(Known.ApiUser(number)));
    }

    [Fact]
    public async Task An_unreadable_row_fails_only_its_own_section()
    {
        for (var number = 0; number < 3; number++) await RegisterAsync(Known.ApiUser(number), AccountUsage.None);
        store.MakeUnreadable(Known.ApiUser(1));
        var counting = Enumerable.Range(0, 3).Select(number => aggregate.ExecuteAsync(Message([number]), Known.Now, default)).ToList();

        await app.Clock.PassUntilAsync(Task.WhenAll(counting));
        await Task.WhenAll(counting[0], counting[2]);
        await Assert.ThrowsAsync<InvalidDataException>(() => counting[1]);
        Assert.Equal(
            (1L, 0L, 1L),
            (await RequestsAsync(Known.ApiUser(0)), await RequestsAsync(Known.ApiUser(1)), await RequestsAsync(Known.ApiUser(2))));
    }

    private static string Message(IEnumerable<int> numbers) => Encoding.UTF8.GetString(Assert.Single(
        UsageMessageWriter.Write(numbers.Select(number => APing.At(Known.Now, 1, Known.ApiUser(number))), Known.Now)));

    private void Add(string message, int from, int count) => waiting.Add(new(
        new(
            UtcHour.Of(Known.Now), message,
            0), [.. Enumerable.Range(from, count).Select(number => APing.At(Known.Now, 1, Known.ApiUser(number)))]));

    private IEnumerable<string> Take() => waiting.TakeBatch().Select(section => section.Marker.MessageId);

    /// <summary>A message of the same thousand API users each time, who are there.</summary>
    private async Task<string> AThousandAsync()
    {
        for (var number = 0; number < 1_000; number++)
            if (await app.ApiUsers.FindAsync(Known.ApiUser(number), default) is null) await RegisterAsync(
                Known.ApiUser(number), AccountUsage.None);
        return Message(Enumerable.Range(0, 1_000));
    }

    private Task RegisterAsync(AccountId id, AccountUsage usage) => app.KeepAsync(AnApiUser.Working() with { Id = id, Usage = usage });

    private async Task<long> RequestsAsync(AccountId id) =>
        (await app.ApiUsers.FindAsync(id, default))!.Usage.RequestsLast30Days(Known.Now);
}
