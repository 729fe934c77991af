using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Tests.Usage.Spool;

public sealed class SpoolLocationTests : IDisposable
{
    private const string Queue = "https://account.queue.example/usage-pings";
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private readonly string temporary = System.IO.Directory.CreateTempSubdirectory("spool-").FullName;

    private string Default => Path.Combine(temporary, $"api-accounts-usage-spool-{Environment.UserName}");

    public void Dispose() => System.IO.Directory.Delete(temporary, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void The_default_spool_is_a_folder_of_this_user_among_the_temporary_files(string? folder)
    {
        var location = new SpoolLocation(folder, Queue, temporary);
        Assert.Equal((Default, Path.Combine(Default, "695566922f330a29")), (location.Root, location.Folder));
        location.Check();
        if (!OperatingSystem.IsWindows()) Assert.Equal(Private, File.GetUnixFileMode(Default));
        Assert.Empty(System.IO.Directory.EnumerateFileSystemEntries(Default)); // what it was tried out with is gone
    }

    [Fact]
    public void A_temporary_folder_that_others_can_write_to_is_not_used()
    {
        if (OperatingSystem.IsWindows()) return;
        System.IO.Directory.CreateDirectory(Default, Private);
        File.SetUnixFileMode(Default, Private | UnixFileMode.OtherWrite);
        var refused = Assert.Throws<UnauthorizedAccessException>(new SpoolLocation(null, Queue, temporary).Check);
        Assert.Equal($"Other users can write to {Default}.", refused.Message);
    }

    [Fact]
    public void A_configured_folder_may_have_any_access_rights()
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Path.Combine(temporary, "volume");
        System.IO.Directory.CreateDirectory(folder);
        File.SetUnixFileMode(folder, Private | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
        new SpoolLocation(folder, Queue, temporary).Check();
    }
}
