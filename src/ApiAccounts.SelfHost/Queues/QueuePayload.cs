using System.Text.Json;

namespace ApiAccounts.SelfHost.Queues;

/// <summary>Decodes the body of a message, and converts it to the type that a function takes.</summary>
internal static class QueuePayload
{
    private static readonly JsonSerializerOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <returns>Null if the body cannot be decoded.</returns>
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

    /// <exception cref="JsonException">The payload is not valid JSON for the type.</exception>
    public static object? ConvertTo(Type type, BinaryData payload)
    {
        if (type == typeof(string)) return payload.ToString();
        if (type == typeof(BinaryData)) return payload;
        if (type == typeof(byte[])) return payload.ToArray();
        return JsonSerializer.Deserialize(payload.ToMemory().Span, type, AnyCase);
    }
}
