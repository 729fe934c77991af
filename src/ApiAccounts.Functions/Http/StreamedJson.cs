using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ApiAccounts.Functions.Http;

/// <summary>
/// A JSON array of any length. It is written a few items at a time, each part sent before the next is made, so that neither the memory nor
/// the other calls of the instance feel how long it is.
/// </summary>
public sealed class StreamedJson<T>(IEnumerable<T> items, JsonTypeInfo<T> type) : IResult
{
    /// <summary>The number of items written without a pause: about a millisecond.</summary>
    private const int ItemsAtOnce = 50;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, stop) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(response.BodyWriter, new() { Encoder = type.Options.Encoder });
        json.WriteStartArray();
        foreach (var some in items.Chunk(ItemsAtOnce))
        {
            foreach (var item in some) JsonSerializer.Serialize(json, item, type);
            await SendAsync();
            await Task.Yield(); // a flush that need not wait returns at once
        }
        json.WriteEndArray();
        await SendAsync();

        async Task SendAsync()
        {
            await json.FlushAsync(stop);
            await response.BodyWriter.FlushAsync(stop);
        }
    }
}
