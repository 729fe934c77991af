using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace ApiAccounts.Core.Usage.Messages;

/// <summary>Writes pings as the fewest possible queue messages, each with its own id and immutable.</summary>
public static class UsageMessageWriter
{
    /// <summary>Marks times from a clock of this app. If it runs ahead, they are clamped to the queue's clock instead of refused.</summary>
    internal const string Source = "recorder";

    private const int IdCharacters = 32;

    /// <summary>The size of a message without its sections.</summary>
    private const int EnvelopeBytes = 256;

    /// <summary>The size of a section without its pings.</summary>
    private const int SectionBytes = 64;

    /// <param name="pings">Their times must not be later than <paramref name="sentAt"/>.</param>
    public static IReadOnlyList<byte[]> Write(IEnumerable<UsagePing> pings, DateTimeOffset sentAt) =>
        Write(pings, sentAt, Source, _ => RandomNumberGenerator.GetHexString(IdCharacters, lowercase: true));

    /// <summary>
    /// Writes what a gateway counted. The same pings give the same messages, byte for byte, regardless of the time and of their order.
    /// </summary>
    /// <param name="pings">At most one for each API user and hour.</param>
    /// <param name="id">The start of each message's id, followed by its number; at most 60 characters.</param>
    public static IReadOnlyList<byte[]> WriteReport(IEnumerable<UsagePing> pings, DateTimeOffset sentAt, string id) => Write(
        pings, sentAt, source: null, number => string.Create(CultureInfo.InvariantCulture, $"{id}-{number}"));

    private static List<byte[]> Write(IEnumerable<UsagePing> pings, DateTimeOffset sentAt, string? source, Func<int, string> idOf)
    {
        var messages = new List<byte[]>();
        var sections = new List<byte[]>();
        var size = EnvelopeBytes;
        foreach (var section in Sections(pings))
        {
            if (size + section.Length + 1 > UsageMessage.MaxBytes)
            {
                messages.Add(WriteMessage(sections, sentAt, source, idOf(messages.Count)));
                sections.Clear();
                size = EnvelopeBytes;
            }
            sections.Add(section);
            size += section.Length + 1;
        }
        if (sections.Count > 0) messages.Add(WriteMessage(sections, sentAt, source, idOf(messages.Count)));
        return messages;
    }

    /// <summary>
    /// Each section has one bucket and hour, at most the maximum number of pings, and fits into a message. The pings are in the order of
    /// user names, so that sections contain the same API users each time and can be combined.
    /// </summary>
    private static IEnumerable<byte[]> Sections(IEnumerable<UsagePing> pings)
    {
        var ordered = pings.OrderBy(ping => ping.Id.UserName, StringComparer.Ordinal);
        foreach (var group in ordered.GroupBy(ping => (ping.Id.Bucket, ping.Hour)).OrderBy(group => group.Key))
        {
            var written = new List<byte[]>();
            var size = SectionBytes;
            foreach (var ping in group.Select(WritePing))
            {
                if (written.Count == UsageSection.MaxPings || size + ping.Length + 1 > UsageMessage.MaxBytes - EnvelopeBytes - 1)
                {
                    yield return WriteSection(group.Key.Bucket, group.Key.Hour, written);
                    written.Clear();
                    size = SectionBytes;
                }
                written.Add(ping);
                size += ping.Length + 1;
            }
            yield return WriteSection(group.Key.Bucket, group.Key.Hour, written);
        }
    }

    private static byte[] WriteMessage(List<byte[]> sections, DateTimeOffset sentAt, string? source, string id) =>
        CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", 1);
        writer.WriteString("id", id);
        writer.WriteString("sentAt", sentAt);
        if (source is not null) writer.WriteString("source", source);
        writer.WriteStartArray("sections");
        foreach (var section in sections) writer.WriteRawValue(section, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static byte[] WriteSection(int bucket, UtcHour hour, List<byte[]> pings) => CompactJson.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("bucket", bucket);
        writer.WriteString("hour", hour.ToString());
        writer.WriteStartArray("pings");
        foreach (var ping in pings) writer.WriteRawValue(ping, skipInputValidation: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    internal static byte[] WritePing(UsagePing ping) => CompactJson.Write(writer =>
    {
        writer.WriteStartArray();
        writer.WriteStringValue(ping.Id.UserName);
        writer.WriteNumberValue(ping.Count);
        writer.WriteNumberValue(SecondOf(ping.LastUsed, ping));
        if (!ping.Errors.IsEmpty || ping.PreviousSecretLastUsed is not null) WriteMore(writer, ping);
        writer.WriteEndArray();
    });

    private static void WriteMore(Utf8JsonWriter writer, UsagePing ping)
    {
        writer.WriteStartObject();
        if (!ping.Errors.IsEmpty)
        {
            writer.WriteStartObject("errors");
            foreach (var (code, times) in ping.Errors.OrderBy(error => error.Key))
                writer.WriteNumber(code.ToString(CultureInfo.InvariantCulture), times);
            writer.WriteEndObject();
        }
        if (ping.PreviousSecretLastUsed is { } time) writer.WriteNumber("previousSecret", SecondOf(time, ping));
        writer.WriteEndObject();
    }

    private static int SecondOf(DateTimeOffset time, UsagePing ping) => (int)(time - ping.Hour.Start).TotalSeconds;
}
