using System.Text.Json;

namespace ApiAccounts.SelfHost.Queues;

/// <summary>The bytes of a message, and the forms a function may want them in.</summary>
internal static class QueuePayload
{
    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <returns>Null when it cannot be decoded.</returns>
    public static BinaryData? Decode(BinaryData body, bool isBase64)
    {
        if (!isBase64) return body;
        try
        {
            return new(Convert.FromBase64String(body.ToString()));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <exception cref="JsonException">It is not the JSON of that class.</exception>
    public static object? ConvertTo(Type type, BinaryData payload)
    {
        if (type == typeof(string)) return payload.ToString();
        if (type == typeof(BinaryData)) return payload;
        if (type == typeof(byte[])) return payload.ToArray();
        return JsonSerializer.Deserialize(payload.ToMemory().Span, type, AnyCase);
    }
}
