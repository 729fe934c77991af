using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiAccounts.Tools.Demo.Month;

/// <summary>Messages for the queue <c>usage-pings</c>, in the form of docs/usage-messages.md.</summary>
internal static class UsageMessages
{
    /// <summary>The messages have up to this many pings, so that each is well below its 48 KiB.</summary>
    private const int PingsOfMessage = 500;
    private const int LowestBitOfBucket = 43;
    private const int LargestBucket = 0xFFF;

    public static IEnumerable<string> Of(IReadOnlyList<UsedApiUser> apiUsers, DateTimeOffset now)
    {
        var pings = apiUsers.SelectMany(one => UsageOfMonth.Of(one.ApiUser, now).Select(use => (one, use)));
        foreach (var chunk in pings.OrderBy(ping => ping.use.Hour).Chunk(PingsOfMessage))
        {
            var sections = chunk.GroupBy(ping => (Bucket: BucketOf(ping.one.Id), ping.use.Hour)).Select(section => new JsonObject
            {
                ["bucket"] = section.Key.Bucket,
                ["hour"] = section.Key.Hour.ToString("yyyy-MM-ddTHH", CultureInfo.InvariantCulture),
                ["pings"] = new JsonArray([.. section.Select(ping => PingOf(ping.one, ping.use))]),
            });
            yield return new JsonObject
            {
                ["version"] = 1,
                ["id"] = Guid.NewGuid().ToString("N"),
                ["sentAt"] = now.UtcDateTime,
                ["sections"] = new JsonArray([.. sections]),
            }.ToJsonString(JsonSerializerOptions.Web);
        }
    }

    /// <summary>The bucket that an id names: 12 bits, which neither the version nor the variant interrupts.</summary>
    public static int BucketOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return (int)(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) >> LowestBitOfBucket) & LargestBucket;
    }

    private static JsonArray PingOf(UsedApiUser one, HourOfUse use)
    {
        var ping = new JsonArray(one.UserName, use.Requests, use.Second);
        if (use.Errors > 0)
        {
            var code = one.ApiUser.Error!.Value.ToString(CultureInfo.InvariantCulture);
            ping.Add(new JsonObject { ["errors"] = new JsonObject { [code] = use.Errors } });
        }
        return ping;
    }
}

/// <summary>An API user of the cast that exists.</summary>
internal sealed record UsedApiUser(CastApiUser ApiUser, Guid Id, string UserName);
