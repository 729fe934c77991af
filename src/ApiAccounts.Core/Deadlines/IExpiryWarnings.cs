using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Deadlines;

/// <summary>Stores which expiry warnings were sent, beside their mails.</summary>
public interface IExpiryWarnings
{
    /// <returns>The number of days before the expiry at which the last warning was due; null if there was none.</returns>
    Task<Versioned<int>?> FindAsync(Deadline deadline, CancellationToken cancellationToken);

    /// <summary>Records a warning and adds its mail to the outbox, in one transaction.</summary>
    /// <param name="days">The number of days before the expiry at which it was due.</param>
    /// <param name="last">The previous warning as it was read; null if there was none.</param>
    /// <returns>False if another instance has sent a warning since.</returns>
    Task<bool> WarnAsync(
        Deadline deadline, int days, Versioned<int>? last, EncryptedMail mail, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Deletes the warnings of a past expiry. Does nothing if there are none.</summary>
    Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken);
}
