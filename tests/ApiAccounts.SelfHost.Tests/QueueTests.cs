using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;

namespace ApiAccounts.SelfHost.Tests;

public sealed class QueueTests
{
    private static readonly KeyValuePair<string, string?> TwoFailures = InHostJson("maxDequeueCount", "2");

    [Fact]
    public async Task A_message_is_delivered_with_what_is_known_of_it_and_deleted_after_success()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("succeed é");
        await using var app = await SampleApp.StartAsync(queue.Account);

        var got = await app.WaitForOutputAsync("got <succeed é> with (.*)");
        await queue.IsEmptiedAsync();

        var data = JsonSerializer.Deserialize<Dictionary<string, string>>(got.Groups[1].Value)!;
        Assert.Equal("succeed é", data["QueueTrigger"]);
        Assert.Equal("1", data["DequeueCount"]);
        Assert.True(Guid.TryParse(data["Id"], out _));
        Assert.NotEqual("", data["PopReceipt"]);
        var inserted = JsonSerializer.Deserialize<DateTimeOffset>(data["InsertionTime"]); // a JSON date, its quotes included
        Assert.Equal(inserted.AddDays(7), JsonSerializer.Deserialize<DateTimeOffset>(data["ExpirationTime"]));
        Assert.True(JsonSerializer.Deserialize<DateTimeOffset>(data["NextVisibleTime"]) > inserted.AddMinutes(9));
        Assert.Equal(1, app.Count("got <succeed é>"));
        Assert.False(await queue.HasPoisonQueueAsync());
    }

    [Fact]
    public async Task A_failed_message_is_delivered_again_until_it_succeeds()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("fail until 3");
        await using var app = await SampleApp.StartAsync(queue.Account);

        foreach (var delivery in (string[])["1", "2", "3"])
            await app.WaitForOutputAsync($"got <fail until 3> with .*\"DequeueCount\":\"{delivery}\"");
        await queue.IsEmptiedAsync();

        Assert.Equal(3, app.Count("got <fail until 3>"));
        Assert.Equal(2, app.Count("Function Work failed"));
        Assert.False(await queue.HasPoisonQueueAsync());
    }

    [Fact]
    public async Task A_failed_message_waits_for_the_visibility_timeout_before_it_is_delivered_again()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("fail until 2");
        await using var app = await SampleApp.StartAsync(queue.Account, InHostJson("visibilityTimeout", "00:00:02"));

        var first = await app.WaitForOutputAsync("got <fail until 2> with (.*\"DequeueCount\":\"1\".*)");
        var second = await app.WaitForOutputAsync("got <fail until 2> with (.*\"DequeueCount\":\"2\".*)");

        // By the clock of the queue, which is cut to seconds: each delivery hides the message for ten minutes.
        Assert.True(HiddenUntil(second.Groups[1].Value) - HiddenUntil(first.Groups[1].Value) >= TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_message_that_fails_too_often_goes_to_the_poison_queue_as_it_was()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("fail é");
        await using var app = await SampleApp.StartAsync(queue.Account, TwoFailures);

        Assert.Equal(["ZmFpbCDDqQ=="], await queue.PoisonAsync());
        await queue.IsEmptiedAsync();
        Assert.Equal(2, app.Count("got <fail é>"));
    }

    [Fact]
    public async Task A_message_that_cannot_be_decoded_goes_to_the_poison_queue_at_once()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendRawAsync("not base64!");
        await using var app = await SampleApp.StartAsync(queue.Account);

        Assert.Equal(["not base64!"], await queue.PoisonAsync());
        await queue.IsEmptiedAsync();
        Assert.Equal(0, app.Count("got <"));
    }

    [Fact]
    public async Task Without_an_encoding_a_message_is_delivered_as_it_is()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendRawAsync("succeed & be <plain>");
        await using var app = await SampleApp.StartAsync(queue.Account, InHostJson("messageEncoding", "none"));

        await app.WaitForOutputAsync("got <succeed & be <plain>>");
        await queue.IsEmptiedAsync();
    }

    [Theory]
    [InlineData("bytes", "00FF0A", "got <00FF0A> with bytes")]
    [InlineData("binary-data", "C3A9", "got <é> with binary data")]
    [InlineData("orders", "7B2261727469636C65223A2270656E222C22436F756E74223A337D", "got <pen x 3> with order")] // "article", "Count"
    public async Task A_message_binds_to_bytes_to_binary_data_and_to_the_class_its_json_describes(string name, string hex, string got)
    {
        var queue = await SampleQueues.CreateAsync(name);
        await queue.SendAsync(Convert.FromHexString(hex));
        await using var app = await SampleApp.StartAsync(queue.Account);

        await app.WaitForOutputAsync(got);
        await queue.IsEmptiedAsync();
    }

    [Fact]
    public async Task A_message_that_is_not_the_json_of_its_class_fails_without_the_function()
    {
        var queue = await SampleQueues.CreateAsync("orders");
        await queue.SendAsync("{\"article\":");
        await using var app = await SampleApp.StartAsync(queue.Account, TwoFailures);

        Assert.Equal(["eyJhcnRpY2xlIjo="], await queue.PoisonAsync());
        Assert.Equal(0, app.Count("got <"));
    }

    [Fact]
    public async Task A_queue_that_comes_into_being_later_is_worked_on_and_is_not_made_by_the_host()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var app = await SampleApp.StartAsync(account, new KeyValuePair<string, string?>("WorkQueue", "later"));
        var bytes = new QueueClient(account.ConnectionString, "bytes");
        await bytes.CreateAsync();
        await bytes.SendMessageAsync("AA==");
        await app.WaitForOutputAsync("got <00>"); // so the queues have been looked for by now

        var later = new QueueClient(account.ConnectionString, "later");
        Assert.False(await later.ExistsAsync());
        await later.CreateAsync();
        await later.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes("succeed late")));
        await app.WaitForOutputAsync("got <succeed late>");
    }

    [Fact]
    public async Task The_messages_of_a_batch_run_at_once_and_no_more_are_fetched_above_the_threshold()
    {
        var queue = await SampleQueues.CreateAsync();
        foreach (var number in Enumerable.Range(1, 5)) await queue.SendAsync($"hold {number}");
        await using var app = await SampleApp.StartAsync(queue.Account, InHostJson("batchSize", "2"), InHostJson("newBatchThreshold", "2"));

        foreach (var number in (string[])["1", "2", "3", "4"]) await app.WaitForOutputAsync($"got <hold {number}>");
        Assert.Equal(["aG9sZCA1"], await queue.PeekAsync()); // four run, more than the two of the threshold: the fifth waits

        using var opened = await app.Client.PostAsync("open-gate", null);
        await app.WaitForOutputAsync("let <hold 5> go");
        await queue.IsEmptiedAsync();
    }

    [Fact]
    public async Task A_message_stays_hidden_while_it_runs_longer_than_it_was_hidden_for()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("hold on");
        await using var app = await SampleApp.StartAsync(queue.Account, Hidden("00:00:02"));
        await app.WaitForOutputAsync("got <hold on>");

        var fivePeriods = DateTimeOffset.UtcNow.AddSeconds(5);
        await Eventually.IsTrueAsync("five seconds have passed", async () =>
        {
            Assert.Empty(await queue.PeekAsync());
            return DateTimeOffset.UtcNow > fivePeriods;
        });
        using var opened = await app.Client.PostAsync("open-gate", null);

        await queue.IsEmptiedAsync(); // deleted with the pop receipt of the last renewal
        Assert.Equal(1, app.Count("got <hold on>"));
    }

    [Fact]
    public async Task A_message_that_ran_when_the_process_was_killed_is_delivered_again()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("hold fast");
        await using (var killed = await SampleApp.StartAsync(queue.Account, Hidden("00:00:02")))
        {
            await killed.WaitForOutputAsync("got <hold fast> with .*\"DequeueCount\":\"1\"");
            await killed.KillAsync();
        }
        Assert.Equal(1, await queue.CountAsync());

        await using var app = await SampleApp.StartAsync(queue.Account, Hidden("00:00:02"));
        await app.WaitForOutputAsync("got <hold fast> with .*\"DequeueCount\":\"2\"");
        using var opened = await app.Client.PostAsync("open-gate", null);
        await queue.IsEmptiedAsync();
    }

    [Fact]
    public async Task A_queue_function_runs_by_hand_without_a_queue()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var app = await SampleApp.StartAsync(account);

        using var body = new StringContent("""{"input":"succeed by hand"}""", Encoding.UTF8, "application/json");
        using var response = await app.Client.PostAsync("admin/functions/work", body);

        Assert.Equal(202, (int)response.StatusCode);
        await app.WaitForOutputAsync("got <succeed by hand>");
    }

    /// <summary>Wins over what host.json says.</summary>
    private static KeyValuePair<string, string?> InHostJson(string setting, string value) =>
        new("AzureFunctionsJobHost__extensions__queues__" + setting, value);

    private static KeyValuePair<string, string?> Hidden(string time) => new("SelfHost__QueueHiddenTime", time);

    private static DateTimeOffset HiddenUntil(string data) =>
        JsonSerializer.Deserialize<DateTimeOffset>(JsonSerializer.Deserialize<Dictionary<string, string>>(data)!["NextVisibleTime"]);
}
