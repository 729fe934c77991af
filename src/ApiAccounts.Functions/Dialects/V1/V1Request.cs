using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>
/// A JSON object in the body of a native route. An unknown member is an error: it is mistyped, or belongs to a later version.
/// </summary>
internal abstract record V1Request
{
    private const int MaxNameLength = 64;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : V1Request
    {
        var read = await JsonBody.ReadAsync(request, type, cancellationToken);
        return read.TryGet(out var body, out _) && body.UnknownMember("$") is { } error ? error : read;
    }

    /// <param name="path">The position of this object in the body.</param>
    /// <returns>The error for the first unknown member; null if there is none.</returns>
    public Error? UnknownMember(string path)
    {
        if (Unknown is not { Count: > 0 }) return null;
        var name = Unknown.Keys.First();
        if (name.Length > MaxNameLength) name = name[..MaxNameLength] + "…";
        return Error.Malformed($"The member \"{name}\" is unknown.", $"{path}.{name}");
    }

    protected static Error Missing(string path) => Error.Malformed($"{path[(path.LastIndexOf('.') + 1)..]} is missing.", path);
}
