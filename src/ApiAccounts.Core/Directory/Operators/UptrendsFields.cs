using System.Text;
using System.Text.Json;
using ApiAccounts.Core.Kernel;

namespace ApiAccounts.Core.Directory.Operators;

/// <summary>The fields of <see cref="Operator.UptrendsFields"/>: kept as they were sent, and limited only in how much they are together.</summary>
public static class UptrendsFields
{
    /// <summary>Characters (UTF-16 code units) of the JSON object that holds them all.</summary>
    public const int MaxLength = 1_000;

    /// <summary>Puts fields in the place of those of the same name, or beside the others.</summary>
    /// <param name="kept">A JSON object, or null for none.</param>
    /// <returns>The JSON object of both; null for none.</returns>
    public static Result<string?> Merge(string? kept, IReadOnlyDictionary<string, JsonElement> given)
    {
        if (given.Count == 0) return kept;
        var fields = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (name, value) in Read(kept)) fields[name] = value;
        foreach (var (name, value) in given) fields[name] = value;
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
            : Error.Invalid($"The fields {string.Join(", ", fields.Keys)} may have at most {MaxLength} characters together; they have {json.Length}.");
    }

    /// <summary>The fields by their names.</summary>
    /// <param name="kept">A JSON object, or null for none.</param>
    public static IReadOnlyDictionary<string, JsonElement> Read(string? kept)
    {
        var fields = new Dictionary<string, JsonElement>();
        if (kept is null) return fields;
        foreach (var field in JsonElement.Parse(kept).EnumerateObject()) fields[field.Name] = field.Value;
        return fields;
    }
}
