using ApiAccounts.Core.Mail;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Queues;

/// <summary>Sends the mails of the queue <c>outgoing-mail</c>.</summary>
public sealed class MailFunctions(SendMail send)
{
    [Function(nameof(QueueSendMail))]
    public Task QueueSendMail(
        [QueueTrigger(OutgoingMailMessage.Queue, Connection = StorageConnection.Name)] string message,
        CancellationToken cancellationToken) =>
        send.ExecuteAsync(message, cancellationToken);
}
