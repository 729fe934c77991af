using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ApiAccounts.Core.Usage;

/// <summary>Writes pings as queue messages: as few as they fit into, each with an id of its own and never changed again.</summary>
public static class UsageMessageWriter
{
    /// <summary>Says that the times are of a clock of ours: one that runs ahead is put back to the queue's, not refused.</summary>
    internal const string Source = "recorder";

    private const int IdCharacters = 32;

    /// <summary>What a message needs beside its sections.</summary>
    private const int EnvelopeBytes = 256;

    /// <param name="pings">Their times must not be later than <paramref name="sentAt"/>.</param>
    public static IReadOnlyList<byte[]> Write(IEnumerable<UsagePing> pings, DateTimeOffset sentAt)
    {
        var messages = new List<byte[]>();
        var sections = new List<byte[]>();
        var size = EnvelopeBytes;
        foreach (var group in pings.GroupBy(ping => (ping.Id.Bucket, ping.Hour)).OrderBy(group => group.Key))
        {
            foreach (var chunk in group.Chunk(UsageSection.MaxPings))
            {
                var section = WriteSection(group.Key.Bucket, group.Key.Hour, chunk);
                if (size + section.Length + 1 > UsageMessage.MaxBytes)
                {
                    messages.Add(WriteMessage(sections, sentAt));
                    sections.Clear();
                    size = EnvelopeBytes;
                }
                sections.Add(section);
                size += section.Length + 1;
            }
        }
        if (sections.Count > 0) messages.Add(WriteMessage(sections, sentAt));
        return messages;
    }

    private static byte[] WriteMessage(List<byte[]> sections, DateTimeOffset sentAt) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", 1);
        writer.WriteString("id", RandomNumberGenerator.GetHexString(IdCharacters, lowercase: true));
        writer.WriteString("sentAt", sentAt);
        writer.WriteString("source", Source);
        writer.WriteStartArray("sections");
        foreach (var section in sections) writer.WriteRawValue(section, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] WriteSection(int bucket, UtcHour hour, UsagePing[] pings) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("bucket", bucket);
        writer.WriteString("hour", hour.ToString());
        writer.WriteStartArray("pings");
        foreach (var ping in pings)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(ping.Id.UserName);
            writer.WriteNumberValue(ping.Count);
            writer.WriteNumberValue((int)(ping.LastUsed - hour.Start).TotalSeconds);
            if (!ping.Errors.IsEmpty) WriteErrors(writer, ping);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void WriteErrors(Utf8JsonWriter writer, UsagePing ping)
    {
        writer.WriteStartObject();
        foreach (var (code, times) in ping.Errors.OrderBy(error => error.Key)) writer.WriteNumber(code.ToString(CultureInfo.InvariantCulture), times);
        writer.WriteEndObject();
    }
}
