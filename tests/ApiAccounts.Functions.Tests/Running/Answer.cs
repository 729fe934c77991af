using System.Text.Json;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>A whole answer.</summary>
public sealed class Answer
{
    private readonly Dictionary<string, string> headers;

    private Answer(HttpStatusCode status, Dictionary<string, string> headers, string body, byte[] bytes)
    {
        Bytes = bytes;
        Status = status;
        this.headers = headers;
        Body = body;
    }

    public HttpStatusCode Status { get; }

    public string Body { get; }

    /// <summary>The body as it came, also with a byte order mark.</summary>
    public byte[] Bytes { get; }

    /// <summary>By name; several of one name are joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers => headers;

    public JsonElement Json => JsonElement.Parse(Body);

    /// <summary>The text of <c>{"Messages":[{"Message":"…"}]}</c>, which is all that such a body may hold.</summary>
    public string UptrendsMessage
    {
        get
        {
            Assert.Equal("application/json; charset=utf-8", Header("Content-Type"));
            Assert.Equal(["Messages"], Names(Json));
            var message = Assert.Single(Json.GetProperty("Messages").EnumerateArray());
            Assert.Equal(["Message"], Names(message));
            return message.GetProperty("Message").GetString()!;
        }
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new(
            response.StatusCode, headers, await response.Content.ReadAsStringAsync(), await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>The names of an object's members, in order.</summary>
    public static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(member => member.Name);

    /// <returns>Null when there is none.</returns>
    public string? Header(string name) => headers.GetValueOrDefault(name);

    /// <summary>The value of a member that is a text.</summary>
    public string Text(string member) => Json.GetProperty(member).GetString()!;

    /// <summary>Fails with the whole answer when the status is another.</summary>
    public Answer Is(HttpStatusCode expected)
    {
        Assert.True(Status == expected, $"Expected {(int)expected}, got this:\n{this}");
        return this;
    }

    public override string ToString() =>
        $"{(int)Status}\n{string.Join('\n', headers.Select(header => $"{header.Key}: {header.Value}"))}\n\n{Body}";
}
