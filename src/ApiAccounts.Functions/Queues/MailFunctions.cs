using ApiAccounts.Core.Directory.ForgottenPasswords;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Queues;

/// <summary>Sends the mails of the queue <c>outgoing-mail</c>, and creates those for forgotten passwords.</summary>
public sealed class MailFunctions(SendMail send, MailPasswordLink links)
{
    [Function(nameof(QueueSendMail))]
    public Task QueueSendMail(
        [QueueTrigger(OutgoingMailMessage.Queue, Connection = StorageConnection.Name)] string message,
        CancellationToken cancellationToken) =>
        ForgottenPasswordMessage.Read(message).TryGet(out var forgotten, out _)
            ? links.ExecuteAsync(forgotten, cancellationToken)
            : send.ExecuteAsync(message, cancellationToken);
}
