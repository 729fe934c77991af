using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Mail;

/// <summary>The mails that wait to be sent. They are put here by the store that makes the change they are about, in the same transaction.</summary>
public interface IOutbox
{
    Task<Versioned<EncryptedMail>?> FindAsync(WaitingMail waiting, CancellationToken cancellationToken);

    /// <summary>Takes a mail out, with what the audit trail has to tell of it. Does nothing when it is gone.</summary>
    /// <param name="audit">Null when there is nothing to tell.</param>
    Task RemoveAsync(Versioned<EncryptedMail> mail, AuditEntry? audit, CancellationToken cancellationToken);

    /// <summary>Has a mail sent: returns once the queue has taken the message.</summary>
    /// <param name="delay">How long the message stays hidden.</param>
    /// <exception cref="StorageUnavailableException"/>
    Task AnnounceAsync(WaitingMail waiting, TimeSpan delay, CancellationToken cancellationToken);
}
