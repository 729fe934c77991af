using System.Text.Json;

namespace ApiAccounts.Core.Mail;

/// <summary>Where a mail waits.</summary>
/// <param name="Pid">The partner that its operator belongs to.</param>
/// <param name="MailId">As <see cref="OutgoingMail.Id"/>.</param>
public readonly record struct WaitingMail(uint Pid, string MailId);

/// <summary>The message <c>{"version":1,"pid":1,"mailId":"…"}</c>: a mail waits to be sent, or will if what it is about gets done.</summary>
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

    public static Result<WaitingMail> Read(string json)
    {
        try
        {
            var message = JsonElement.Parse(json);
            return message.ValueKind == JsonValueKind.Object
                && message.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number
                && version.TryGetInt32(out var number) && number == Version
                && message.TryGetProperty("pid", out var pidNumber) && pidNumber.ValueKind == JsonValueKind.Number
                && pidNumber.TryGetUInt32(out var pid)
                && message.TryGetProperty("mailId", out var text) && text.ValueKind == JsonValueKind.String
                && text.GetString() is { Length: IdLength } mailId && mailId.All(char.IsAsciiHexDigitLower)
                    ? new WaitingMail(pid, mailId)
                    : Error.Malformed($"The message is not an object with \"version\" {Version}, the \"pid\" of a partner and the \"mailId\" of a mail.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException) // the latter for text that is no valid Unicode
        {
            return Error.Malformed("The message is not JSON.");
        }
    }
}
