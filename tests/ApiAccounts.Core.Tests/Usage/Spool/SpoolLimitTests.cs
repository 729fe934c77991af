using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>How much the spool takes, and what it does with a disk that takes nothing.</summary>
public sealed class SpoolLimitTests : IDisposable
{
    private readonly SpoolDisk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task A_message_takes_whole_blocks_of_the_limit()
    {
        disk.Options.SpoolMaxMegabytes = 1; // 244 blocks of 4,096 bytes
        var spool = disk.Start();
        var large = new string('x', 4_097);
        var messages = (await SpoolDisk.AppendAsync(spool, [.. Enumerable.Range(0, 242).Select(number => $"{number}"), large]))!;
        Assert.Equal(243, disk.Files("*.json").Count);
        Assert.Null(await SpoolDisk.AppendAsync(spool, "more"));
        Assert.Null(await SpoolDisk.AppendAsync(spool, "more"));
        Assert.False(spool.TakesMore);
        Assert.Equal(243, disk.Files("*.json").Count);
        Assert.Equal(
            [(LogLevel.Warning, $"The spool {disk.Folder} has reached its limit of 1 MB. More usage waits in memory.")],
            disk.App.LinesOf<FileSpool>());

        spool.Remove(messages[0]);
        Assert.NotNull(await SpoolDisk.AppendAsync(spool, "more"));
        foreach (var message in messages.Skip(1)) spool.Remove(message);
        Assert.True(spool.TakesMore);
    }

    [Fact]
    public async Task Adopted_messages_count_towards_the_limit()
    {
        var ended = disk.Start();
        await SpoolDisk.AppendAsync(ended, [.. Enumerable.Range(0, 244).Select(number => $"{number}")]);
        ended.Dispose();
        disk.Options.SpoolMaxMegabytes = 1;
        var next = disk.Start();
        Assert.True(next.TakesMore);
        next.Adopt();
        Assert.False(next.TakesMore);
        Assert.Null(await SpoolDisk.AppendAsync(next, "more"));
    }

    [Fact]
    public async Task A_failing_disk_is_left_alone_for_10_s()
    {
        var spool = disk.Start();
        await SpoolDisk.AppendAsync(spool, "one");
        System.IO.Directory.Delete(disk.Folder, recursive: true);
        await File.WriteAllTextAsync(disk.Folder, "This file is in the way.");

        Assert.Null(await SpoolDisk.AppendAsync(spool, "two"));
        Assert.False(spool.TakesMore);
        File.Delete(disk.Folder);
        disk.Clock.Advance(TimeSpan.FromSeconds(9.999));
        Assert.Null(await SpoolDisk.AppendAsync(spool, "two"));
        disk.Clock.Advance(TimeSpan.FromSeconds(0.001));
        Assert.True(spool.TakesMore);
        Assert.NotNull(await SpoolDisk.AppendAsync(spool, "two"));
        Assert.Equal(
            [(LogLevel.Warning, $"Usage could not be written to the spool {disk.Folder}. It waits in memory.")],
            disk.App.LinesOf<FileSpool>());
    }

    [Fact]
    public async Task Without_a_writable_disk_the_spool_logs_it_and_accepts_nothing()
    {
        await File.WriteAllTextAsync(disk.Root, "This file is in the way.");
        disk.Options.SpoolFolder = Path.Combine(disk.Root, "spool");
        var spool = disk.Start();
        Assert.False(spool.IsOpen || spool.TakesMore);
        Assert.Null(await SpoolDisk.AppendAsync(spool, "one"));
        spool.Adopt();
        Assert.Equal(
            [
                (LogLevel.Warning, $"Usage has no spool, because {disk.Root} is not writable. What the queue does not accept waits "
                    + "in memory and is lost if the app ends first."),
            ],
            disk.App.LinesOf<FileSpool>());
    }

    [Theory]
    [InlineData(OnOutage.Refuse, 256)]
    [InlineData(OnOutage.Degrade, 0)]
    public void A_spool_that_is_switched_off_does_not_touch_the_disk(OnOutage onOutage, int megabytes)
    {
        disk.Options.OnOutage = onOutage;
        disk.Options.SpoolMaxMegabytes = megabytes;
        Assert.False(disk.Start().IsOpen);
        Assert.False(System.IO.Directory.Exists(disk.Root));
    }
}
