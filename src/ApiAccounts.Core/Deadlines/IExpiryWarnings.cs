using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Core.Deadlines;

/// <summary>Keeps who was warned of which expiry, beside the mails that do it.</summary>
public interface IExpiryWarnings
{
    /// <returns>How many days before the expiry the last warning was due; null when there was none.</returns>
    Task<Versioned<int>?> FindAsync(Deadline deadline, CancellationToken cancellationToken);

    /// <summary>Keeps that a warning was given and puts its mail in the outbox, both or none.</summary>
    /// <param name="days">How many days before the expiry it was due.</param>
    /// <param name="last">The warning before, as it was found; null where there was none.</param>
    /// <returns>False when somebody else has warned since.</returns>
    Task<bool> WarnAsync(Deadline deadline, int days, Versioned<int>? last, EncryptedMail mail, AuditEntry audit, CancellationToken cancellationToken);

    /// <summary>Forgets the warnings of an expiry that is over. Does nothing when there are none.</summary>
    Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken);
}
