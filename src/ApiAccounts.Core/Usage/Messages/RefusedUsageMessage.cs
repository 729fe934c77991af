using System.Text;

namespace ApiAccounts.Core.Usage.Messages;

/// <summary>
/// The message on the poison queue with the refused parts of a message:
/// <c>{"messageId": …, "refused": [{"section": …, "reason": …, "content": …}]}</c>, the content as received.
/// </summary>
internal static class RefusedUsageMessage
{
    /// <summary>The size of a message without its parts.</summary>
    private const int EnvelopeBytes = 128;

    /// <param name="json">The whole message. It is sent instead if a single part does not fit with its reason.</param>
    public static IEnumerable<byte[]> Write(string json, UsageMessage message) =>
        Write(message.Id, message.Refused, () => [Encoding.UTF8.GetBytes(json)]);

    /// <param name="whole">The messages to send instead if a single part does not fit with its reason.</param>
    public static IEnumerable<byte[]> Write(string messageId, IReadOnlyList<RefusedUsage> refused, Func<IEnumerable<byte[]>> whole)
    {
        var parts = new List<byte[]>();
        var size = EnvelopeBytes;
        foreach (var part in refused.Select(WritePart))
        {
            if (EnvelopeBytes + part.Length > UsageMessage.MaxBytes)
            {
                foreach (var message in whole()) yield return message;
                yield break;
            }
            if (size + part.Length + 1 > UsageMessage.MaxBytes)
            {
                yield return WriteMessage(messageId, parts);
                parts.Clear();
                size = EnvelopeBytes;
            }
            parts.Add(part);
            size += part.Length + 1;
        }
        yield return WriteMessage(messageId, parts);
    }

    private static byte[] WriteMessage(string messageId, List<byte[]> parts) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("messageId", messageId);
        writer.WriteStartArray("refused");
        foreach (var part in parts) writer.WriteRawValue(part, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] WritePart(RefusedUsage part) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("section", part.Section);
        writer.WriteString("reason", part.Reason);
        writer.WritePropertyName("content");
        writer.WriteRawValue(part.Json, skipInputValidation: true);
        writer.WriteEndObject();
    });
}
