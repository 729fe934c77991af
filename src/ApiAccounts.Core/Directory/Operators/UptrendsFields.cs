using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>The fields of <see cref="Operator.UptrendsFields"/>. They are stored as received; only their total size is limited.</summary>
public static class UptrendsFields
{
    /// <summary>The maximum size of the JSON object with all fields, in characters (UTF-16 code units).</summary>
    public const int MaxLength = 1_000;

    /// <summary>In bytes, with white space and escapes. Beyond it the fields are too long in any form.</summary>
    private const int MaxReceived = 16 * MaxLength;

    private const int MaxNamed = 10;

    /// <summary>Adds fields to a JSON object or replaces those of the same name.</summary>
    /// <param name="current">A JSON object, or null for none.</param>
    /// <param name="changes">By name. An empty string removes a field: clients send it for a value that they do not have.</param>
    /// <returns>The merged JSON object; null for none.</returns>
    public static Result<string?> Merge(string? current, IReadOnlyDictionary<string, JsonElement> changes)
    {
        if (changes.Count == 0) return current;
        var received = changes.Sum(change => (long)change.Key.Length + JsonMarshal.GetRawUtf8Value(change.Value).Length);
        if (received > MaxReceived)
        {
            return Error.Invalid(
                $"The fields {string.Join(", ", changes.Keys.Take(MaxNamed))} must have at most {MaxLength} characters in total.");
        }
        var fields = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in Read(current)) fields[name] = value;
        foreach (var (name, value) in changes)
        {
            if (IsUnset(value)) fields.Remove(name);
            else fields[name] = value;
        }
        if (fields.Count == 0) return default(string);
        var json = Encoding.UTF8.GetString(CompactJson.Write(writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }));
        return json.Length <= MaxLength
            ? json
            : Error.Invalid(
                $"The fields {string.Join(", ", fields.Keys)} must have at most {MaxLength} characters in total; they have {json.Length}.");
    }

    /// <summary>Returns the fields by name.</summary>
    /// <param name="json">A JSON object, or null for none.</param>
    public static IReadOnlyDictionary<string, JsonElement> Read(string? json)
    {
        var fields = new Dictionary<string, JsonElement>();
        if (json is null) return fields;
        foreach (var field in JsonElement.Parse(json).EnumerateObject())
            if (!IsUnset(field.Value)) fields[field.Name] = field.Value; // earlier versions stored empty strings
        return fields;
    }

    /// <summary>Whether a value means that its field is not set.</summary>
    public static bool IsUnset(JsonElement value) => value.ValueKind == JsonValueKind.String && value.ValueEquals("");
}
