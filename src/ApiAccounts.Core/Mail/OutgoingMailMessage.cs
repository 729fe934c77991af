using System.Text.Json;

namespace ApiAccounts.Core.Mail;

/// <summary>The location of a mail in the outbox.</summary>
/// <param name="Pid">The partner of its operator.</param>
/// <param name="MailId">See <see cref="OutgoingMail.Id"/>.</param>
public readonly record struct WaitingMail(uint Pid, string MailId);

/// <summary>The message <c>{"version":1,"pid":1,"mailId":"…"}</c>: a mail is in the outbox, or will be once its change commits.</summary>
public static class OutgoingMailMessage
{
    public const string Queue = "outgoing-mail";

    private const int Version = 1;
    private const int IdLength = 32;

    public static byte[] Write(WaitingMail waiting) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", Version);
        writer.WriteNumber("pid", waiting.Pid);
        writer.WriteString("mailId", waiting.MailId);
        writer.WriteEndObject();
    });

    public static Result<WaitingMail> Read(string json) => CompactJson.ReadMessage<WaitingMail>(
        json,
        Version,
        ", the \"pid\" of a partner and the \"mailId\" of a mail",
        message => message.TryGetProperty("pid", out var number)
            && number.ValueKind == JsonValueKind.Number && number.TryGetUInt32(out var pid)
            && message.TryGetProperty("mailId", out var text) && text.ValueKind == JsonValueKind.String
            && text.GetString() is { Length: IdLength } mailId && mailId.All(char.IsAsciiHexDigitLower)
                ? new WaitingMail(pid, mailId)
                : null);
}
