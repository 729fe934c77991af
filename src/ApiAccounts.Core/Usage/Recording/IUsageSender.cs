using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Usage.Recording;

/// <summary>Sends usage messages to their queue.</summary>
public interface IUsageSender
{
    /// <summary>Where the messages go: the same for all who send to one queue, and for nobody else. It holds no secret.</summary>
    string Address { get; }

    /// <summary>Returns once the queue has taken the message. Sending the same bytes again does no harm.</summary>
    /// <exception cref="StorageUnavailableException"/>
    Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Puts what does not count aside, for a person to look at.</summary>
    Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
