using System.Text.Json;

namespace Azure.Data.Tables;

/// <summary>
/// The property names met so far on a page. Its rows have mostly the same properties in the same order, so the next name is
/// nearly always the one that followed before, and no string is made for it.
/// </summary>
internal sealed class SeenNames
{
    private const int Lookahead = 16;
    private readonly List<(string Name, string? TypeOf)> names = [];
    private int next;

    /// <returns>The name; and when it ends in <see cref="PropertyName.TypeSuffix"/>, of which property it says the type.</returns>
    public (string Name, string? TypeOf) Read(ref Utf8JsonReader reader)
    {
        for (var tries = Math.Min(Lookahead, names.Count); tries > 0; tries--)
        {
            if (next == names.Count) next = 0;
            var seen = names[next++];
            if (reader.ValueTextEquals(seen.Name)) return seen;
        }
        var name = reader.GetString()!;
        var isType = name.EndsWith(PropertyName.TypeSuffix, StringComparison.Ordinal);
        names.Add((name, isType ? name[..^PropertyName.TypeSuffix.Length] : null));
        next = names.Count;
        return names[^1];
    }
}
