using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Queues;

namespace ApiAccounts.Storage.Tables.Directory;

/// <summary>
/// Mails in the directories of the table Accounts, where <see cref="TableOperatorStore"/> writes them, and the queue that triggers their
/// sending.
/// </summary>
internal sealed class TableOutbox(AccountTables tables, AccountQueues queues) : IOutbox
{
    public async Task<Versioned<EncryptedMail>?> FindAsync(WaitingMail waiting, CancellationToken cancellationToken) =>
        await tables.Accounts.FindAsync(
            AccountsKeys.Directory(waiting.Pid), AccountsKeys.Mail(waiting.MailId), MailRow.Read, cancellationToken);

    public async Task RemoveAsync(Versioned<EncryptedMail> mail, AuditEntry? audit, CancellationToken cancellationToken)
    {
        var delete = new TableTransactionAction(TableTransactionActionType.Delete, MailRow.Write(mail.Value), new ETag(mail.Version));
        if (audit is null) await tables.Accounts.TrySubmitAsync([delete], cancellationToken);
        else await tables.Accounts.TryAuditedAsync(AuditRow.WriteInDirectory(audit), [delete], cancellationToken);
    }

    public Task EnqueueAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        queues.OutgoingMail.EnqueueAsync(message, delay: null, cancellationToken);

    public Task AnnounceAsync(WaitingMail waiting, TimeSpan delay, CancellationToken cancellationToken) =>
        queues.OutgoingMail.EnqueueAsync(OutgoingMailMessage.Write(waiting), delay, cancellationToken);
}
