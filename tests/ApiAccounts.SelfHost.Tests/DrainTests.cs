using System.Net;
using System.Net.Sockets;

namespace ApiAccounts.SelfHost.Tests;

public sealed class DrainTests
{
    [Fact]
    public async Task On_sigterm_requests_and_messages_in_flight_finish_before_services_stop()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("hold until the gate opens");
        await using var app = await SampleApp.StartAsync(queue.Account);
        await app.WaitForOutputAsync("got <hold until the gate opens>");
        using var body = new HeldBody();
        var answer = app.Client.PostAsync("open-gate", body);
        await app.WaitForOutputAsync("waiting for the end of the body");

        var exitCode = app.TerminateAsync();
        await Eventually.IsTrueAsync("nothing new is let in", () => RefusesConnectionsAsync(app.Port));
        await queue.SendAsync("succeed too late");
        Assert.False(answer.IsCompleted);
        body.End();

        using var response = await answer;
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("opened", await response.Content.ReadAsStringAsync());
        Assert.Equal(0, await exitCode);
        Assert.Equal(["c3VjY2VlZCB0b28gbGF0ZQ=="], await queue.PeekAsync());
        Assert.Equal(1, await queue.CountAsync()); // the held message is not only hidden: it is deleted
        var messageEnded = app.Output.IndexOf("let <hold until the gate opens> go", StringComparison.Ordinal);
        var serviceStopped = app.Output.IndexOf("service stops", StringComparison.Ordinal);
        Assert.InRange(messageEnded, 0, serviceStopped);
    }

    [Fact]
    public async Task On_sigterm_an_idle_app_ends_well()
    {
        await using var app = await SampleApp.StartAsync((await Azurite.SharedAsync()).NewAccount());

        Assert.Equal(0, await app.TerminateAsync());
        Assert.Contains("service stops", app.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_goes_on_after_thirty_seconds_is_cancelled_and_left_in_the_queue()
    {
        var queue = await SampleQueues.CreateAsync();
        await queue.SendAsync("endure");
        await using var app = await SampleApp.StartAsync(queue.Account);
        await app.WaitForOutputAsync("got <endure>");

        Assert.Equal(0, await app.TerminateAsync());
        Assert.Contains("TaskCanceledException", app.Output, StringComparison.Ordinal);
        Assert.Contains("service stops", app.Output, StringComparison.Ordinal);
        Assert.Equal(["ZW5kdXJl"], await queue.PeekAsync());
    }

    private static async Task<bool> RefusesConnectionsAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return false;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>A body that does not end before it is told to.</summary>
    private sealed class HeldBody : HttpContent
    {
        private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void End() => ended.TrySetResult();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[4096]);
            await stream.FlushAsync();
            await ended.Task;
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
