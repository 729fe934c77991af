using System.Text;
using System.Threading.Channels;
using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Core.Tests.Given;

/// <summary>A queue that takes a message when the test says so.</summary>
internal sealed class FakeUsageSender : IUsageSender
{
    private readonly Channel<PendingSend> sends = Channel.CreateUnbounded<PendingSend>();

    /// <summary>Sends that the test has not asked for yet.</summary>
    public int Waiting => sends.Reader.Count;

    public string Address => "held";

    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var send = new PendingSend(message.ToArray());
        cancellationToken.Register(send.GiveUp);
        Assert.True(sends.Writer.TryWrite(send));
        return send.Taken;
    }

    public Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The next send, begun or to come.</summary>
    /// <exception cref="TimeoutException">None came: the test fails instead of hanging.</exception>
    public Task<PendingSend> NextAsync() => sends.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
}

internal sealed class PendingSend(byte[] message)
{
    private readonly TaskCompletionSource taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Taken => taken.Task;

    public string Json => Encoding.UTF8.GetString(message);

    public void Take() => taken.SetResult();

    /// <summary>Whoever sends it waits no longer.</summary>
    public void GiveUp() => taken.TrySetCanceled();

    public void Fail() => taken.SetException(new IOException("The queue does not answer."));

    /// <summary>Its pings as <c>userName hour count second</c>.</summary>
    public IEnumerable<string> Pings() => Pings(Json);

    public static IEnumerable<string> Pings(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return [.. document.RootElement.GetProperty("sections").EnumerateArray().SelectMany(
            section => section.GetProperty("pings").EnumerateArray()
            .Select(ping => $"{ping[0].GetString()} {section.GetProperty("hour").GetString()} {ping[1].GetInt64()} {ping[2].GetInt32()}"))];
    }
}
