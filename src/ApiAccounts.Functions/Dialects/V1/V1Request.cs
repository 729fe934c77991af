using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace ApiAccounts.Functions.Dialects.V1;

/// <summary>A JSON object in the body of a native route. A member that it does not have is an error: it is mistyped, or of a later version.</summary>
internal abstract record V1Request
{
    private const int MaxNameShown = 64;

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : V1Request
    {
        var read = await JsonBody.ReadAsync(request, type, cancellationToken);
        return read.TryGet(out var body, out _) && body.UnknownMember("$") is { } error ? error : read;
    }

    /// <param name="path">Where in the body this object is.</param>
    /// <returns>Null when there is none.</returns>
    public Error? UnknownMember(string path)
    {
        if (Unknown is not { Count: > 0 }) return null;
        var name = Unknown.Keys.First();
        var shown = name.Length > MaxNameShown ? name[..MaxNameShown] + "…" : name;
        return Error.Malformed($"There is no member \"{shown}\" here.", $"{path}.{shown}");
    }

    protected static Error Missing(string path) => Error.Malformed($"{path[(path.LastIndexOf('.') + 1)..]} is missing.", path);
}
