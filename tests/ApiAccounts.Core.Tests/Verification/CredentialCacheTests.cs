using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Verification;

/// <summary>What is held of credentials is quick, never older than allowed, and never too much.</summary>
public sealed class CredentialCacheTests : IDisposable
{
    private static readonly TimeSpan MaxStaleness = TimeSpan.FromSeconds(1);

    private readonly TwoInstances instances = new();

    public void Dispose() => instances.Dispose();

    [Fact]
    public async Task Another_instances_deletion_is_seen_within_the_staleness_and_is_then_cached()
    {
        await instances.KeepAsync();
        Assert.Equal("good", await instances.VerifyAsync());
        await instances.DeleteAsync(Known.ApiUserId);

        instances.Clock.Advance(TimeSpan.FromMilliseconds(499));
        Assert.Equal("good", await instances.VerifyAsync()); // the changes were read less than half of that time ago
        instances.Clock.Advance(TimeSpan.FromMilliseconds(501));
        Assert.Equal("invalid_credentials", await instances.VerifyAsync());

        Pass(TimeSpan.FromMinutes(2)); // in which changes may have been missed
        Assert.Equal(2, await instances.CallsOfAsync(() => instances.VerifyAsync()));
        Pass(MaxStaleness);
        Assert.Equal(0, await instances.CallsOfAsync(async () => Assert.Equal("invalid_credentials", await instances.VerifyAsync())));
    }

    [Fact]
    public async Task Another_instances_lock_of_an_operator_is_seen_within_the_staleness()
    {
        await instances.KeepAsync();
        Assert.Equal("good", await instances.VerifyAsync());
        await instances.LockOperatorAsync();
        instances.Clock.Advance(MaxStaleness);
        Assert.Equal("credential_ended", await instances.VerifyAsync());
    }

    [Fact]
    public async Task A_pending_operator_that_was_asked_for_is_not_cached()
    {
        await instances.KeepPendingAsync();
        Assert.Equal("invalid_credentials", await instances.VerifyAsync());
        Assert.Equal("invalid_credentials", await instances.VerifyAsync());

        await instances.CompleteOperatorAsync();

        Assert.Equal("good", await instances.VerifyAsync());
    }

    [Fact]
    public async Task Without_changes_only_the_feed_is_read_and_only_for_requests()
    {
        await instances.KeepAsync();
        await instances.VerifyAsync();

        var calls = await instances.CallsOfAsync(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                instances.Clock.Advance(TimeSpan.FromMilliseconds(100));
                Assert.Equal("good", await instances.VerifyAsync());
                await instances.ReadingEndsAsync();
            }
        });

        Assert.Equal(0, calls);
        Assert.Equal(21, instances.Changes.CountOf("Read")); // two a second for 10 s, and the first
        Pass(TimeSpan.FromHours(1));
        Assert.Equal(21, instances.Changes.CountOf("Read"));
    }

    [Fact]
    public async Task A_row_written_long_after_its_announcement_is_still_seen_in_time()
    {
        await instances.KeepAsync();
        await instances.VerifyAsync();

        await instances.AnnounceAsync(Known.ApiUserId);
        for (var i = 0; i < 40; i++)
        {
            instances.Clock.Advance(MaxStaleness);
            Assert.Equal("good", await instances.VerifyAsync());
        }
        await instances.DeleteUnannouncedAsync(Known.ApiUserId);

        instances.Clock.Advance(MaxStaleness);
        Assert.Equal("invalid_credentials", await instances.VerifyAsync());
    }

    [Fact]
    public async Task An_announced_row_is_read_once_per_staleness_until_it_must_have_been_written()
    {
        await instances.KeepAsync();
        await instances.VerifyAsync();
        await instances.AnnounceAsync(Known.ApiUserId); // and the writer dies

        var calls = await instances.CallsOfAsync(async () =>
        {
            for (var i = 0; i < 1_000; i++)
            {
                instances.Clock.Advance(TimeSpan.FromMilliseconds(100));
                Assert.Equal("good", await instances.VerifyAsync());
            }
        });
        Assert.InRange(calls, 55, 63); // of 100 s the first 60
    }

    [Fact]
    public async Task The_cache_is_not_trusted_while_the_feed_cannot_be_read()
    {
        await instances.KeepAsync();
        await instances.VerifyAsync();
        instances.Changes.Before("Read", () => throw new IOException("The storage is gone."));

        for (var i = 0; i < 3; i++)
        {
            instances.Clock.Advance(MaxStaleness);
            Assert.Equal(2, await instances.CallsOfAsync(async () => Assert.Equal("good", await instances.VerifyAsync())));
            await instances.ReadingEndsAsync();
        }
        await instances.DeleteAsync(Known.ApiUserId);
        instances.Clock.Advance(MaxStaleness);
        Assert.Equal("invalid_credentials", await instances.VerifyAsync());

        instances.Changes.LeaveAlone("Read");
        await instances.ReadingEndsAsync();
        for (var i = 0; i < 100; i++)
        {
            instances.Clock.Advance(MaxStaleness);
            await instances.VerifyAsync();
            await instances.ReadingEndsAsync();
        }
        Assert.Equal(0, await instances.CallsOfAsync(async () => Assert.Equal("invalid_credentials", await instances.VerifyAsync())));
    }

    [Fact]
    public async Task Every_row_is_read_again_after_a_pause_in_which_changes_may_be_missed()
    {
        await instances.KeepAsync();
        await instances.VerifyAsync();
        Pass(TimeSpan.FromSeconds(10));
        await instances.DeleteAsync(Known.ApiUserId);
        await instances.LockOperatorAsync();
        Pass(TimeSpan.FromHours(1));
        Assert.Equal(2, await instances.CallsOfAsync(async () => Assert.Equal("invalid_credentials", await instances.VerifyAsync())));
    }

    [Fact]
    public async Task A_hundred_concurrent_requests_read_a_row_once()
    {
        await instances.KeepAsync();
        var found = new TaskCompletionSource();
        instances.ApiUsers.Before("Find", () => found.Task);
        var verifying = Enumerable.Range(0, 100).Select(_ => instances.VerifyAsync()).ToList();
        found.SetResult();
        Assert.All(await Task.WhenAll(verifying), verified => Assert.Equal("good", verified));
        Assert.Equal((1, 1), (instances.ApiUsers.CallCount, instances.Operators.CallCount));
    }

    [Fact]
    public async Task A_row_read_before_a_change_was_announced_is_not_cached()
    {
        await instances.KeepAsync();
        await instances.VerifyAsync();
        await instances.AnnounceAsync(Known.ApiUserId);
        var (read, arrives) = (new TaskCompletionSource(), new TaskCompletionSource());
        instances.ApiUsers.After("Find", _ =>
        {
            read.SetResult();
            return arrives.Task;
        });
        instances.Clock.Advance(MaxStaleness);
        var slow = instances.VerifyAsync();
        await read.Task;
        await instances.DeleteUnannouncedAsync(Known.ApiUserId);
        instances.ApiUsers.LeaveAlone("Find");

        instances.Clock.Advance(MaxStaleness);
        Assert.Equal("invalid_credentials", await instances.VerifyAsync());
        arrives.SetResult();
        Assert.Equal("good", await slow); // it was asked before

        Assert.Equal("invalid_credentials", await instances.VerifyAsync());
    }

    [Fact]
    public async Task With_a_staleness_of_zero_every_request_reads_its_rows_and_never_the_feed()
    {
        using var strict = new TwoInstances(new() { MaxStaleness = TimeSpan.Zero });
        await strict.KeepAsync();
        for (var i = 0; i < 3; i++)
            Assert.Equal(2, await strict.CallsOfAsync(async () => Assert.Equal("good", await strict.VerifyAsync())));
        await strict.DeleteAsync(Known.ApiUserId);
        Assert.Equal("invalid_credentials", await strict.VerifyAsync());
        Assert.Equal(0, strict.Changes.CountOf("Read"));
    }

    [Fact]
    public async Task Rows_in_use_stay_cached_and_unused_ones_are_evicted()
    {
        using var small = new TwoInstances(new() { MaxRows = 1_000 });
        await small.KeepAsync();
        for (var i = 0; i < 3_000; i++) await small.AddAsync(Known.ApiUser(i));
        await small.VerifyAsync(Known.ApiUser(0));
        for (var i = 1; i < 3_000; i++)
        {
            await small.VerifyAsync(Known.ApiUser(i));
            await small.VerifyAsync();
        }
        Assert.Equal(0, await small.CallsOfAsync(() => small.VerifyAsync()));
        Assert.Equal(0, await small.CallsOfAsync(() => small.VerifyAsync(Known.ApiUser(2_999))));
        Assert.Equal(1, await small.CallsOfAsync(() => small.VerifyAsync(Known.ApiUser(0))));
    }

    [Fact]
    public async Task Invented_names_evict_nothing()
    {
        using var small = new TwoInstances(new() { MaxRows = 1_000 });
        await small.KeepAsync();
        await small.VerifyAsync();
        for (var i = 0; i < 3_000; i++) Assert.Equal("invalid_credentials", await small.VerifyAsync(Known.ApiUser(i)));
        Assert.Equal(0, await small.CallsOfAsync(async () => Assert.Equal("good", await small.VerifyAsync())));
    }

    [Fact]
    public async Task A_flood_of_look_ups_is_refused_and_cached_rows_are_still_served()
    {
        using var narrow = new TwoInstances(new() { MaxReads = 1 });
        await narrow.KeepAsync();
        await narrow.VerifyAsync();
        var found = new TaskCompletionSource();
        narrow.ApiUsers.Before("Find", () => found.Task);
        var flood = Enumerable.Range(0, 1_002).Select(i => narrow.VerifyAsync(Known.ApiUser(i))).ToList();

        Assert.Equal("too_many_reads", await flood[^1]);
        Assert.Equal("good", await narrow.VerifyAsync());
        found.SetResult();
        Assert.All((await Task.WhenAll(flood))[..^1], verified => Assert.Equal("invalid_credentials", verified));
    }

    [Fact]
    public async Task A_read_of_the_feed_that_began_too_long_ago_is_not_enough()
    {
        await instances.KeepAsync();
        await instances.VerifyAsync();
        var (begun, read) = (new TaskCompletionSource(), new TaskCompletionSource());
        instances.Changes.Before("Read", () =>
        {
            begun.TrySetResult();
            return read.Task;
        });
        instances.Clock.Advance(TimeSpan.FromMilliseconds(600));
        Assert.Equal("good", await instances.VerifyAsync());
        await begun.Task;
        instances.Clock.Advance(TimeSpan.FromSeconds(3));
        var waiting = instances.VerifyAsync(); // asked when the read under way had begun 3 s before
        Assert.False(waiting.IsCompleted);
        instances.Changes.LeaveAlone("Read");
        read.SetResult();
        Assert.Equal("good", await waiting);
        Assert.Equal(3, instances.Changes.CountOf("Read"));
    }

    private void Pass(TimeSpan time) => instances.Clock.Advance(time);
}
