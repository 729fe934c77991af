using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ApiAccounts.Core.Audit;

/// <summary>
/// The changed fields of an audit entry. They are equal if all fields are. As a text they are JSON, so that no value can look like
/// another field.
/// </summary>
public sealed class AuditChanges(IReadOnlyList<AuditChange> changes) : IReadOnlyList<AuditChange>, IEquatable<AuditChanges>
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Count => changes.Count;

    public AuditChange this[int index] => changes[index];

    /// <summary>Reads the text of changes. Entries of earlier versions have a plain text, which is their only value.</summary>
    public static AuditChanges Parse(string text)
    {
        if (!text.StartsWith('[')) return new([new("text", Before: null, text)]);
        var array = JsonElement.Parse(text);
        return new([.. array.EnumerateArray().Select(change =>
            new AuditChange(change.GetProperty("field").GetString()!, Value(change, "before"), Value(change, "after")))]);
    }

    public bool Equals(AuditChanges? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as AuditChanges);

    public override int GetHashCode() => changes.Aggregate(0, HashCode.Combine);

    public IEnumerator<AuditChange> GetEnumerator() => changes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns <c>[{"field":"description","before":"a","after":"b"}]</c>, without members that are null.</summary>
    public override string ToString()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Relaxed))
        {
            writer.WriteStartArray();
            foreach (var change in changes)
            {
                writer.WriteStartObject();
                writer.WriteString("field", change.Field);
                if (change.Before is not null) writer.WriteString("before", change.Before);
                if (change.After is not null) writer.WriteString("after", change.After);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string? Value(JsonElement change, string name) => change.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>A changed field.</summary>
/// <param name="Field">Its name in camel case, as this model names it (<c>description</c>). Never from a request.</param>
/// <param name="Before">Null if there was no value, or it is not recorded.</param>
/// <param name="After">Null if there is no value, or it is not recorded.</param>
public sealed record AuditChange(string Field, string? Before, string? After)
{
    /// <summary>Records a new value, or a detail.</summary>
    public static AuditChange Set(string field, string? after) => new(field, Before: null, after);

    /// <summary>Records a value that is gone.</summary>
    public static AuditChange Removed(string field, string? before) => new(field, before, After: null);

    /// <returns>Null if the value is the same.</returns>
    public static AuditChange? Of(string field, string? before, string? after) => before == after ? null : new(field, before, after);
}
