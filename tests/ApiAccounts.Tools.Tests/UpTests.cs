using System.Net;
using System.Net.Sockets;
using ApiAccounts.Tools.Dev.Up;

namespace ApiAccounts.Tools.Tests;

/// <summary>What <c>up</c> requires of the machine.</summary>
public sealed class UpTests : IDisposable
{
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
        Assert.False(again.HasData);
    }
}
