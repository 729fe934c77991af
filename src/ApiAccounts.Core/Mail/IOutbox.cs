using ApiAccounts.Core.Audit;

namespace ApiAccounts.Core.Mail;

/// <summary>The mails to be sent. The store that writes a change adds its mail in the same transaction.</summary>
public interface IOutbox
{
    Task<Versioned<EncryptedMail>?> FindAsync(WaitingMail waiting, CancellationToken cancellationToken);

    /// <summary>Removes a mail and adds its audit entry. Does nothing if the mail does not exist.</summary>
    /// <param name="audit">Null if there is nothing to record.</param>
    Task RemoveAsync(Versioned<EncryptedMail> mail, AuditEntry? audit, CancellationToken cancellationToken);

    /// <summary>Enqueues another message for the same queue. Returns once the queue has accepted it.</summary>
    /// <exception cref="StorageUnavailableException"/>
    Task EnqueueAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);

    /// <summary>Enqueues the message that sends a mail. Returns once the queue has accepted it.</summary>
    /// <param name="delay">How long the message stays invisible.</param>
    /// <exception cref="StorageUnavailableException"/>
    Task AnnounceAsync(WaitingMail waiting, TimeSpan delay, CancellationToken cancellationToken);
}
