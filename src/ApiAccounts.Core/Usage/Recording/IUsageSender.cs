namespace ApiAccounts.Core.Usage.Recording;

/// <summary>Sends usage messages to their queue.</summary>
public interface IUsageSender
{
    /// <summary>The address of the queue: the same for all senders to one queue, and unique to it. Contains no secret.</summary>
    string Address { get; }

    /// <summary>Enqueues a message. Returns once the queue has accepted it. Sending the same bytes again is safe.</summary>
    /// <exception cref="StorageUnavailableException"/>
    Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Sends what does not count to the poison queue, for inspection by a person.</summary>
    Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
