using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Mail;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>Records which expiry warnings were sent, in the directories of the table Accounts.</summary>
internal sealed class TableExpiryWarnings(AccountTables tables) : IExpiryWarnings
{
    public Task<Versioned<int>?> FindAsync(Deadline deadline, CancellationToken cancellationToken) => tables.Accounts.FindAsync(
        AccountsKeys.Directory(deadline.Id.Pid), AccountsKeys.Warning(deadline), WarningRow.Read, cancellationToken);

    public Task<bool> WarnAsync(
        Deadline deadline, int days, Versioned<int>? last, EncryptedMail mail, AuditEntry audit, CancellationToken cancellationToken) =>
        tables.Accounts.TryAuditedAsync(
            AuditRow.WriteInDirectory(audit),
            [WarningRow.Putting(deadline, days, last?.Version), .. MailRow.Adding(mail)],
            cancellationToken);

    public Task RemoveAsync(Deadline deadline, CancellationToken cancellationToken) => tables.Accounts.DeleteEntityAsync(
        AccountsKeys.Directory(deadline.Id.Pid), AccountsKeys.Warning(deadline), ETag.All, cancellationToken);
}
