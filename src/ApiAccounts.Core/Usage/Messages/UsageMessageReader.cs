using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ApiAccounts.Core.Usage.Messages;

/// <summary>
/// Parses a queue message and separates what does not count: a ping that is malformed, out of range or in the future is refused, and
/// the rest of the message counts.
/// </summary>
public static partial class UsageMessageReader
{
    private const int Version = 1;
    private const int MaxSections = 1_000;
    private const int SecondsOfAnHour = 3_600;
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(7);
    private static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    /// <param name="insertedAt">When the queue accepted it: the clock that defines the future.</param>
    /// <returns>The message, or the reason why all of it is refused.</returns>
    public static Result<UsageMessage> Read(string json, DateTimeOffset insertedAt, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, insertedAt, now);
        }
        catch (JsonException)
        {
            return Error.Malformed("The message is not JSON.");
        }
    }

    private static Result<UsageMessage> Read(JsonElement root, DateTimeOffset insertedAt, DateTimeOffset now)
    {
        if (root.ValueKind != JsonValueKind.Object) return Error.Malformed("The message is not a JSON object.");
        if (Int(root, "version") != Version) return Error.Malformed($"The message's \"version\" must be {Version}.");
        if (Text(root, "id") is not { } id || !IdPattern().IsMatch(id))
            return Error.Malformed("The message's \"id\" must be 1 to 64 letters, digits, hyphens and underscores.");
        if (!DateTimeOffset.TryParseExact(
            Text(root, "sentAt"), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sentAt))
            return Error.Malformed("The message's \"sentAt\" must be an ISO 8601 time.");
        if (sentAt < now - MaxAge) return Error.Malformed("The message is more than 7 days old.");
        if (!TryGet(root, "sections", out var sections)
            || sections.ValueKind != JsonValueKind.Array || sections.GetArrayLength() > MaxSections)
            return Error.Malformed($"The message's \"sections\" must be an array of at most {MaxSections}.");

        var latest = insertedAt + MaxAhead;
        var clamps = Text(root, "source") == UsageMessageWriter.Source;
        if (sentAt > latest && !clamps) return Error.Malformed("The message's \"sentAt\" is more than 5 minutes in the future.");

        var (read, refused) = (new List<UsageSection>(), new List<RefusedUsage>());
        foreach (var (index, section) in sections.EnumerateArray().Index())
        {
            var valid = ReadSection(section, index, clamps ? DateTimeOffset.MaxValue : latest, insertedAt, refused);
            if (valid is { Pings.Count: > 0 }) read.Add(valid);
        }
        return new UsageMessage(id, sentAt.ToUniversalTime(), read, refused);
    }

    private static UsageSection? ReadSection(
        JsonElement section, int index, DateTimeOffset latest, DateTimeOffset insertedAt, List<RefusedUsage> refused)
    {
        string? fault = null;
        var hour = default(UtcHour);
        if (section.ValueKind != JsonValueKind.Object) fault = "The section is not a JSON object.";
        else if (Int(section, "bucket") is not (>= 0 and < AccountId.MaxBuckets))
            fault = $"The section's \"bucket\" must be between 0 and {AccountId.MaxBuckets - 1}.";
        else if (!UtcHour.TryParse(Text(section, "hour"), out hour)) fault = "The section's \"hour\" must be a time such as 2026-11-22T10.";
        else if (hour.Number < 0) fault = "The section's \"hour\" is before 1970.";
        else if (!TryGet(section, "pings", out var array) || array.ValueKind != JsonValueKind.Array)
            fault = "The section's \"pings\" must be an array.";
        else if (array.GetArrayLength() > UsageSection.MaxPings) fault = $"The section has more than {UsageSection.MaxPings} pings.";
        if (fault is not null)
        {
            refused.Add(new(fault, index, section.GetRawText()));
            return null;
        }

        var bucket = Int(section, "bucket")!.Value;
        var pings = new List<UsagePing>();
        foreach (var element in section.GetProperty("pings").EnumerateArray())
        {
            if (ReadPing(element, bucket, hour).TryGet(out var ping, out var error))
            {
                if (ping.LastUsed <= latest)
                {
                    // Only a clock that runs ahead says so: no use is after the message about it.
                    pings.Add(ping.LastUsed > insertedAt ? Clamped(ping, insertedAt) : ping);
                    continue;
                }
                error = Error.Malformed("The ping is more than 5 minutes in the future.");
            }
            refused.Add(new(error.Message, index, element.GetRawText()));
        }
        return new(index, bucket, pings);
    }

    private static UsagePing Clamped(UsagePing ping, DateTimeOffset time) => ping with
    {
        Hour = UtcHour.Of(time) is var hour && hour < ping.Hour ? hour : ping.Hour,
        LastUsed = time,
        PreviousSecretLastUsed = ping.PreviousSecretLastUsed > time ? time : ping.PreviousSecretLastUsed,
    };

    /// <summary>
    /// Reads <c>["user name", count, second of the hour]</c>, optionally followed by
    /// <c>{"errors": {"code": count}, "previousSecret": second}</c>.
    /// </summary>
    private static Result<UsagePing> ReadPing(JsonElement ping, int bucket, UtcHour hour)
    {
        if (ping.ValueKind != JsonValueKind.Array || ping.GetArrayLength() is not (3 or 4))
        {
            return Error.Malformed(
                "The ping must be an array of a user name, a count, a second of the hour and optionally an object.");
        }
        if (!AccountId.TryParseUserName(Text(ping[0]), out var id))
            return Error.Malformed("The ping's user name is not valid.");
        if (id.Bucket != bucket) return Error.Malformed("The ping's user name belongs to another bucket than the section.");
        if (!IsWhole(ping[1], 0, UsagePing.MaxCount, out var count))
            return Error.Malformed($"The ping's count must be between 0 and {UsagePing.MaxCount}.");
        if (!IsWhole(ping[2], 0, SecondsOfAnHour - 1, out var second))
            return Error.Malformed($"The ping's second must be between 0 and {SecondsOfAnHour - 1}.");

        var read = new UsagePing(id, hour, count, hour.Start.AddSeconds(second), ImmutableDictionary<int, long>.Empty);
        if (ping.GetArrayLength() == 4 && !ReadMore(read, ping[3]).TryGet(out read, out var fault)) return fault;
        return count > 0 || !read.Errors.IsEmpty ? read : Error.Malformed("The ping's count is 0, and it has no errors.");
    }

    private static Result<UsagePing> ReadMore(UsagePing ping, JsonElement more)
    {
        if (more.ValueKind != JsonValueKind.Object) return Error.Malformed("The ping's fourth element must be an object.");
        foreach (var member in more.EnumerateObject())
        {
            var read = Name(member) switch
            {
                "errors" => ReadErrors(ping, member.Value),
                "previousSecret" => ReadPreviousSecret(ping, member.Value),
                _ => Error.Malformed("The ping's fourth element must have only the members \"errors\" and \"previousSecret\"."),
            };
            if (!read.TryGet(out ping!, out var error)) return error;
        }
        return ping;
    }

    private static Result<UsagePing> ReadPreviousSecret(UsagePing ping, JsonElement value) =>
        IsWhole(value, 0, SecondsOfAnHour - 1, out var second) && ping.Hour.Start.AddSeconds(second) is var time && time <= ping.LastUsed
            ? ping with { PreviousSecretLastUsed = time }
            : Error.Malformed("The ping's \"previousSecret\" must be between 0 and the second of the last use.");

    private static Result<UsagePing> ReadErrors(UsagePing ping, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object) return Error.Malformed("The ping's errors must be an object.");
        var errors = ImmutableDictionary<int, long>.Empty;
        foreach (var error in value.EnumerateObject())
        {
            if (!int.TryParse(Name(error), NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                || code >= AccountUsage.MaxErrorCode)
                return Error.Malformed($"The ping's error codes must be whole numbers below {AccountUsage.MaxErrorCode}.");
            if (!IsWhole(error.Value, 1, UsagePing.MaxCount, out var times))
                return Error.Malformed($"The ping's error counts must be between 1 and {UsagePing.MaxCount}.");
            errors = errors.SetItem(code, times);
        }
        return ping with { Errors = errors };
    }

    private static bool IsWhole(JsonElement element, long from, long to, out long number)
    {
        number = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out number) && number >= from && number <= to;
    }

    private static string? Text(JsonElement element, string name) => TryGet(element, name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? Whole(element.GetString) : null;

    private static string? Name(JsonProperty property) => Whole(() => property.Name);

    private static int? Int(JsonElement element, string name) =>
        TryGet(element, name, out var value) && IsWhole(value, int.MinValue, int.MaxValue, out var number) ? (int)number : null;

    private static bool TryGet(JsonElement element, string name, out JsonElement value)
    {
        JsonElement found = default;
        var exists = Whole(() => element.TryGetProperty(name, out found) ? name : null) is not null;
        value = found;
        return exists;
    }

    /// <summary>Returns the text; null if it contains an escaped unpaired surrogate, which JSON allows but Unicode does not.</summary>
    private static string? Whole(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
