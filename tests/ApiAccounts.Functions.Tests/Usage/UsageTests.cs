using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;
using Azure.Data.Tables;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>From the call to the list, through the real queue and tables.</summary>
[Collection<NativeApp>]
public sealed class UsageTests(AppFixture fixture)
{
    private readonly App app = fixture.App;
    private readonly UsageQueue queue = new(fixture.App.Account);

    [Fact]
    public async Task Each_verified_call_counts_once_and_a_refused_one_does_not()
    {
        var (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
        var began = Now();

        await Task.WhenAll(
            Enumerable.Range(0, 300).Select(async _ => (await app.As(caller).GetAsync("/verify")).Is(HttpStatusCode.OK)));
        (await app.Anonymous.With(caller.UserName, manager.Password).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        await queue.DrainedAsync();

        var shown = await ShownUsage.OfAsync(app, caller, manager);
        Assert.Equal(("Used", 300), (shown.Status, shown.Requests));
        Assert.InRange(shown.At!.Value, began, Now());
    }

    [Fact]
    public async Task Calls_of_every_route_count_also_those_that_are_answered_with_an_error()
    {
        var (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());

        (await app.As(caller).GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK);
        (await app.As(caller).GetAsync($"/v4/ApiUser/{caller.ApiUserGuid}")).Is(HttpStatusCode.OK);
        (await app.As(caller).GetAsync("/v4/ApiUser/nonsense")).Is(HttpStatusCode.BadRequest);
        (await app.As(caller).GetAsync("/v4/ApiUser/20000000-2000-8000-8080-000000000000")).Is(HttpStatusCode.NotFound);
        await queue.DrainedAsync();

        Assert.Equal(4, (await ShownUsage.OfAsync(app, caller, manager)).Requests);
    }

    [Fact]
    public async Task A_message_delivered_twice_counts_once()
    {
        var (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
        var message = UsageQueue.Message("delivered-twice", Now(), bucket: 1, Now(), $"""["{caller.UserName}",7,0]""");

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => queue.SendAsync(message)));
        await queue.DrainedAsync();
        await queue.SendAsync(message);
        await queue.DrainedAsync();

        Assert.Equal(7, (await ShownUsage.OfAsync(app, caller, manager)).Requests);
    }

    [Fact]
    public async Task A_late_ping_counts_in_its_own_hour_and_an_older_one_only_moves_the_last_use()
    {
        var (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
        string Ping(int count) => $"""["{caller.UserName}",{count},59]""";

        await queue.SendAsync(UsageQueue.Message("older", Now(), bucket: 1, Now().AddHours(-720), Ping(1_000)));
        await queue.DrainedAsync();
        var older = await ShownUsage.OfAsync(app, caller, manager);
        await queue.SendAsync(UsageQueue.Message("late", Now(), bucket: 1, Now().AddHours(-700), Ping(20)));
        await queue.SendAsync(UsageQueue.Message("later", Now(), bucket: 1, Now().AddHours(-1), Ping(3)));
        await queue.SendAsync(UsageQueue.Message("late-again", Now(), bucket: 1, Now().AddHours(-699), Ping(400)));
        await queue.DrainedAsync();
        var shown = await ShownUsage.OfAsync(app, caller, manager);

        Assert.Equal(("Used", 0), (older.Status, older.Requests));
        Assert.Equal(423, shown.Requests);
        Assert.Equal(HourOf(Now().AddHours(-1)).AddSeconds(59), shown.At);
    }

    [Fact]
    public async Task Refused_pings_are_put_aside_and_the_rest_counts_once_also_on_a_replay()
    {
        await using var own = await App.StartAsync((await Azurite.SharedAsync()).NewAccount());
        var ownQueue = new UsageQueue(own.Account);
        var (caller, manager) = (await own.RegisterAsync(), await own.RegisterAsync());
        var message = UsageQueue.Message(
            "partly", Now(), bucket: 1, Now(), $"""["{caller.UserName}",5,0]""", """["NOBODY",1,0]""", $"""["{caller.UserName}",0,0]""");

        await ownQueue.SendAsync(message);
        await ownQueue.DrainedAsync();
        await ownQueue.SendAsync(message);
        await ownQueue.DrainedAsync();

        Assert.Equal(5, (await ShownUsage.OfAsync(own, caller, manager)).Requests);
        var aside = (await ownQueue.PeekPoisonAsync())[0];
        Assert.Equal(
            $$"""
            {"messageId":"partly","refused":[{"section":0,"reason":"The ping's user name is not valid.","content":["NOBODY",1,0]},{"section":0,"reason":"The ping's count is 0, and it has no errors.","content":["{{caller.UserName}}",0,0]}]}
            """,
            aside);
    }

    public static TheoryData<string, object, string> Corrupt => new()
    {
        { "Hours", new byte[] { 9, 1, 1 }, "The row of the API user cannot be read: The version of the usage counts is unknown." },
        { "Errors", new byte[] { 1, 255 }, "The row of the API user cannot be read: The usage counts are truncated." },
        { "Hours", (byte[])[1, .. Pairs(9_000)], "The usage in the row of the API user is too large." },
        { "Id", "nonsense", "The row of the API user cannot be read: The row 'bucket-001' 'KEY' has no readable Id." },
    };

    [Theory]
    [MemberData(nameof(Corrupt))]
    public async Task A_row_that_cannot_be_stored_holds_nobody_elses_pings_back(string property, object value, string reason)
    {
        await using var own = await App.StartAsync((await Azurite.SharedAsync()).NewAccount());
        var ownQueue = new UsageQueue(own.Account);
        var (broken, sound, manager) = (await own.RegisterAsync(), await own.RegisterAsync(), await own.RegisterAsync());
        Assert.True(AccountId.TryParse(broken.ApiUserGuid, out var id));
        var key = $"{id.Pid:x8}|user|{id.UserId:x8}|{id.Random:x11}";
        await own.BackDoor.Accounts.UpdateEntityAsync(new TableEntity("bucket-001", key) { [property] = value }, Azure.ETag.All);

        await ownQueue.SendAsync(UsageQueue.Message(
            "one-broken", Now(), bucket: 1, Now(), $"""["{broken.UserName}",5,0]""", $"""["{sound.UserName}",100,0]"""));
        await ownQueue.DrainedAsync();

        Assert.Equal(100, (await own.BackDoor.FindAsync(sound))!.Usage.RequestsLast30Days(Now()));
        Assert.Equal(
            [$$"""
            {"messageId":"one-broken","refused":[{"section":0,"reason":"{{reason.Replace("KEY", key, StringComparison.Ordinal)}}","content":["{{broken.UserName}}",5,0]}]}
            """],
            (await ownQueue.PeekPoisonAsync()).Select(text => text.Replace("\u0027", "'", StringComparison.Ordinal)));
    }

    /// <summary>So many counts of 1, of hours in the far future.</summary>
    private static IEnumerable<byte> Pairs(int count) =>
        Enumerable.Range(0, count).SelectMany(number => number == 0 ? [0xFF, 0xFF, 0x7F, 1] : new byte[] { 1, 1 });

    [Fact]
    public async Task A_message_that_cannot_be_read_is_put_aside_as_it_came()
    {
        await using var own = await App.StartAsync((await Azurite.SharedAsync()).NewAccount());
        var ownQueue = new UsageQueue(own.Account);

        await ownQueue.SendAsync("no JSON");
        await ownQueue.DrainedAsync();

        Assert.Equal(["no JSON"], await ownQueue.PeekPoisonAsync());
    }

    [Fact]
    public async Task The_usage_of_a_deleted_API_user_does_not_bring_it_back()
    {
        var (gone, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
        (await app.As(manager).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NoContent);

        await queue.SendAsync(
            UsageQueue.Message("too-late", Now(), bucket: 1, Now(), $"""["{gone.UserName}",1,0]""", $"""["{manager.UserName}",1,0]"""));
        await queue.DrainedAsync();

        (await app.As(manager).GetAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NotFound);
        Assert.Null(await app.BackDoor.FindAsync(gone));
    }

    [Fact]
    public async Task The_last_use_is_unknown_for_API_users_from_before_it_was_tracked()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var own = await App.StartAsync(account, ("LastUsed__TrackedSince", "2020-01-01T00:00:00Z"));
        var (old, young, manager) = (await own.RegisterAsync(), await own.RegisterAsync(), await own.RegisterAsync());
        await own.BackDoor.SetAsync(old, "CreatedAt", new DateTimeOffset(2019, 12, 31, 23, 59, 59, TimeSpan.Zero));
        await own.BackDoor.SetAsync(young, "CreatedAt", new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(new("Unknown", null, 0), await ShownUsage.OfAsync(own, old, manager));
        Assert.Equal(new("NotYetUsed", null, 0), await ShownUsage.OfAsync(own, young, manager));
        (await own.As(old).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await new UsageQueue(account).DrainedAsync();
        Assert.Equal("Used", (await ShownUsage.OfAsync(own, old, manager)).Status);
    }

    [Fact]
    public async Task The_timer_removes_markers_that_can_no_longer_matter_and_no_others()
    {
        var (caller, manager) = (await app.RegisterAsync(), await app.RegisterAsync());
        var sentAt = Now().AddDays(-6);
        var message = UsageQueue.Message("marker-kept", sentAt, bucket: 1, Now(), $"""["{caller.UserName}",1,0]""");
        await queue.SendAsync(message);
        await queue.DrainedAsync();
        var old = new Azure.Data.Tables.TableEntity("bucket-001", "batch|2020010100|long-ago|0");
        await app.BackDoor.Accounts.UpsertEntityAsync(old);

        await app.Anonymous.RunTimerAsync("TimerPurgeMarkers");
        await Eventually.Async(
            async () =>
                !(await app.BackDoor.Accounts.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(old.PartitionKey, old.RowKey)).HasValue,
            "the old marker is gone");
        await queue.SendAsync(message);
        await queue.DrainedAsync();

        Assert.Equal(1, (await ShownUsage.OfAsync(app, caller, manager)).Requests);
    }

    private static DateTimeOffset Now() =>
        HourOf(DateTimeOffset.UtcNow).AddSeconds((int)(DateTimeOffset.UtcNow - HourOf(DateTimeOffset.UtcNow)).TotalSeconds);

    private static DateTimeOffset HourOf(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerHour));
}
