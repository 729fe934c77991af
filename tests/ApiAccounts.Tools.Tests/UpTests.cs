using System.Net;
using System.Net.Sockets;
using ApiAccounts.Tools.Dev.Up;

namespace ApiAccounts.Tools.Tests;

/// <summary>What <c>up</c> requires of the machine.</summary>
public sealed class UpTests : IDisposable
{
    private const string TableFile = "__azurite_db_table__.json";
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_port_that_is_taken_is_named_with_its_use_and_option()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var exception = Assert.Throws<ToolException>(() => Ports.RequireFree(port, "the app", "--port"));

        Assert.Equal($"Port {port} (the app) is taken: stop what listens there, or choose another with --port.", exception.Message);
    }

    [Fact]
    public void A_data_folder_belongs_to_one_up_at_a_time()
    {
        using (DataFolder.Claim(folder.Path))
        {
            var exception = Assert.Throws<ToolException>(() => DataFolder.Claim(folder.Path));
            Assert.Equal(
                $"The data folder {folder.Path} is in use by another `up`: stop that one, or choose another folder with --data.",
                exception.Message);
        }

        using var again = DataFolder.Claim(folder.Path);
        Assert.False(again.HasAccounts);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData((1 << 20) - 5, true)] // begins in one piece that is read and ends in the next
    [InlineData(3 << 20, true)]
    [InlineData(10, false)]
    public void A_data_folder_has_accounts_when_its_tables_have_an_operator(int before, bool hasOperator)
    {
        File.WriteAllText(folder.PathOf(TableFile), new string(' ', before) + (hasOperator ? "\"PasswordHash\"" : "\"PasswordHas\""));

        using var data = DataFolder.Claim(folder.Path);

        Assert.Equal(hasOperator, data.HasAccounts);
    }

    [Fact]
    public void A_data_folder_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows()) return; // has no such modes
        var mails = Directory.CreateDirectory(folder.PathOf("mail")).FullName;
        string[] files = [folder.PathOf(TableFile), Path.Combine(mails, "1.eml")];
        foreach (var file in files) File.WriteAllText(file, "");

        using var data = DataFolder.Claim(folder.Path);

        const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        foreach (var file in files) Assert.Equal(OwnersFile, File.GetUnixFileMode(file));
        foreach (var path in (string[])[folder.Path, mails])
            Assert.Equal(OwnersFile | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_folder_with_files_of_somebody_else_keeps_their_modes()
    {
        if (OperatingSystem.IsWindows()) return; // has no such modes
        File.WriteAllText(folder.PathOf("notes.txt"), "");
        const UnixFileMode Shared = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(folder.PathOf("notes.txt"), Shared);

        using var data = DataFolder.Claim(folder.Path);

        Assert.Equal(Shared, File.GetUnixFileMode(folder.PathOf("notes.txt")));
    }

    [Theory]
    [InlineData("func.exe")]
    [InlineData("node_modules/azure-functions-core-tools/bin/func.exe")]
    public void The_program_of_func_is_found_on_the_PATH_of_Windows(string program)
    {
        var file = folder.PathOf(program);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "");
        File.WriteAllText(folder.PathOf("func.cmd"), "");

        Assert.Equal(Path.GetFullPath(file), Path.GetFullPath(FuncProgram.FindOnWindows($"/nowhere; {folder.Path} ;")!));
    }

    [Fact]
    public void No_program_of_func_is_found_where_there_is_none() => Assert.Null(FuncProgram.FindOnWindows($"/nowhere;{folder.Path}"));

    [Theory]
    [InlineData(null, "127.0.0.1,localhost")]
    [InlineData("", "127.0.0.1,localhost")]
    [InlineData("corp.example, LOCALHOST", "corp.example,LOCALHOST,127.0.0.1")]
    public void This_machine_is_reached_without_a_proxy(string? before, string after) => Assert.Equal(after, LoopbackProxy.With(before));
}
