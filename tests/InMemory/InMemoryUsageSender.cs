using ApiAccounts.Core.Usage.Recording;

namespace ApiAccounts.Testing.InMemory;

/// <summary>A queue in memory that keeps what is sent.</summary>
internal sealed class InMemoryUsageSender : IUsageSender
{
    private readonly Lock gate = new();
    private readonly List<byte[]> sent = [];
    private readonly List<byte[]> refused = [];

    public IReadOnlyList<byte[]> Sent
    {
        get
        {
            lock (gate) return [.. sent];
        }
    }

    public IReadOnlyList<byte[]> Refused
    {
        get
        {
            lock (gate) return [.. refused];
        }
    }

    public string Address => "memory";

    public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => Keep(sent, message);

    public Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => Keep(refused, message);

    private Task Keep(List<byte[]> messages, ReadOnlyMemory<byte> message)
    {
        lock (gate) messages.Add(message.ToArray());
        return Task.CompletedTask;
    }
}
