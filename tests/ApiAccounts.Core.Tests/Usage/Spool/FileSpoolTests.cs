using System.Text;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>The spool on a real disk, as processes that end and others that live find it.</summary>
public sealed class FileSpoolTests : IDisposable
{
    /// <summary>What a message "one" is called: the beginning of its SHA-256.</summary>
    private const string One = "7692c3ad3540bb803c020b3aee66cd88.json";

    private readonly SpoolDisk disk = new();

    public void Dispose() => disk.Dispose();

    [Fact]
    public async Task A_message_is_a_file_with_its_bytes_named_by_their_hash()
    {
        using var written = disk.App.Get<UsageMetrics>().Collect("apiaccounts.usage.spooled_messages");
        var spool = disk.Start();
        var message = Assert.Single((await SpoolDisk.AppendAsync(spool, "one"))!);

        Assert.Equal("one", await File.ReadAllTextAsync(Path.Combine(disk.Folder, message.Folder, One)));
        Assert.Equal(1, written.Sum());
    }

    [Fact]
    public async Task No_other_user_can_read_the_messages()
    {
        if (OperatingSystem.IsWindows()) return;
        var message = (await SpoolDisk.AppendAsync(disk.Start(), "one"))![0];
        foreach (var folder in new[] { disk.Folder, Path.Combine(disk.Folder, message.Folder) })
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
    }

    [Fact]
    public async Task The_next_process_finds_left_messages_and_deletes_them_once_sent()
    {
        var ended = disk.Start();
        var messages = await SpoolDisk.AppendAsync(ended, "one", "two");
        ended.Remove(messages![0]);
        ended.Dispose();

        var next = disk.Start();
        next.Adopt();
        Assert.True(next.Offered.TryRead(out var left));
        Assert.Equal("two"u8.ToArray(), next.Read(left));
        Assert.False(next.Offered.TryRead(out _));
        next.Remove(left);
        Assert.Empty(disk.Files("*"));
        Assert.Equal(
            [(LogLevel.Information, $"1 usage messages left by an ended process in the spool {disk.Folder} will be sent.")],
            disk.App.LinesOf<FileSpool>());
    }

    [Fact]
    public async Task No_process_takes_the_messages_of_a_running_one()
    {
        var living = disk.Start();
        await SpoolDisk.AppendAsync(living, "one");
        var next = disk.Start();
        next.Adopt();
        living.Adopt();
        Assert.Empty(SpoolDisk.Taken(next));
        Assert.Empty(SpoolDisk.Taken(living));
        Assert.Single(disk.Files("*.json"));
    }

    [Fact]
    public async Task No_process_adopts_what_another_has_adopted()
    {
        var ended = disk.Start();
        await SpoolDisk.AppendAsync(ended, "one");
        ended.Dispose();
        var (first, second) = (disk.Start(), disk.Start());
        first.Adopt();
        second.Adopt();
        Assert.Equal(["one"], SpoolDisk.Taken(first));
        Assert.Empty(SpoolDisk.Taken(second));

        first.Dispose(); // before the queue had it
        second.Adopt();
        Assert.Equal(["one"], SpoolDisk.Taken(second));
    }

    [Fact]
    public async Task A_message_is_sent_to_no_other_queue()
    {
        var ended = disk.Start();
        await SpoolDisk.AppendAsync(ended, "one");
        ended.Dispose();
        var other = disk.Start("https://other.queue.example/usage-pings");
        other.Adopt();
        Assert.Empty(SpoolDisk.Taken(other));
        Assert.Single(disk.Files("*.json"));
    }

    [Fact]
    public async Task A_file_left_incomplete_by_its_process_is_deleted()
    {
        var ended = disk.Start();
        await SpoolDisk.AppendAsync(ended, "one");
        await File.WriteAllTextAsync(Path.ChangeExtension(disk.Files(One)[0], ".tmp"), "on");
        ended.Dispose();

        var next = disk.Start();
        next.Adopt();
        Assert.Equal(["one"], SpoolDisk.Taken(next));
        Assert.Empty(disk.Files("*.tmp"));
    }

    [Theory]
    [InlineData("on")]
    [InlineData("")]
    [InlineData("onf")]
    public async Task A_damaged_message_is_put_aside_and_blocks_no_other(string damaged)
    {
        var ended = disk.Start();
        await SpoolDisk.AppendAsync(ended, "one", "two");
        await File.WriteAllTextAsync(disk.Files(One)[0], damaged);
        ended.Dispose();

        var next = disk.Start();
        next.Adopt();
        Assert.Equal(["two", null], SpoolDisk.Taken(next).OrderDescending());
        var aside = Path.Combine(disk.Folder, "damaged", One);
        Assert.Equal(damaged, await File.ReadAllTextAsync(aside));
        Assert.Contains(
            (LogLevel.Error, $"A usage message was damaged on disk and cannot be sent. It was moved to {aside}."),
            disk.App.LinesOf<FileSpool>());
    }

    [Fact]
    public async Task A_message_deleted_by_somebody_else_does_no_harm()
    {
        var ended = disk.Start();
        await SpoolDisk.AppendAsync(ended, "one", "two");
        ended.Dispose();
        var next = disk.Start();
        next.Adopt();
        File.Delete(disk.Files(One)[0]);
        Assert.Equal(["two", null], SpoolDisk.Taken(next).OrderDescending());
    }

    [Fact]
    public async Task A_deleted_spool_is_created_again()
    {
        var spool = disk.Start();
        var gone = (await SpoolDisk.AppendAsync(spool, "one"))![0];
        System.IO.Directory.Delete(disk.Root, recursive: true);
        var message = (await SpoolDisk.AppendAsync(spool, "two"))![0];
        Assert.NotEqual(gone.Folder, message.Folder);
        Assert.Null(spool.Read(gone));
        Assert.Equal("two"u8.ToArray(), spool.Read(message));
        spool.Remove(gone);
        spool.Remove(message);
    }

    [Fact]
    public async Task Many_concurrent_appends_each_get_their_own_messages()
    {
        var spool = disk.Start();
        var appended = await AtOnce.RunAsync(8, async number =>
        {
            var messages = new List<(string Text, SpooledMessage Message)>();
            for (var i = 0; i < 5; i++) messages.Add(($"{number}-{i}", (await SpoolDisk.AppendAsync(spool, $"{number}-{i}"))![0]));
            return messages;
        });
        Assert.Equal(40, disk.Files("*.json").Count);
        foreach (var (text, message) in appended.SelectMany(messages => messages))
            Assert.Equal(text, Encoding.UTF8.GetString(spool.Read(message)!));
    }
}
