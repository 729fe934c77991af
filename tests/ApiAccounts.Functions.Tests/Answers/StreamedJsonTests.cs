using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ApiAccounts.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ApiAccounts.Functions.Tests.Answers;

public sealed class StreamedJsonTests
{
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(5_000)]
    public async Task It_is_the_whole_array(int count)
    {
        var (context, body) = New();
        await new StreamedJson<string>(Enumerable.Range(0, count).Select(number => $"{number:d4}"), Text).ExecuteAsync(context);
        Assert.Equal("application/json; charset=utf-8", context.Response.ContentType);
        Assert.Equal(
            Enumerable.Range(0, count).Select(number => $"{number:d4}"), JsonSerializer.Deserialize<string[]>(body.ToArray()));
    }

    [Fact]
    public async Task Each_fifty_items_are_sent_before_the_next_are_made()
    {
        var (context, body) = New();
        var sent = new List<int>();
        await new StreamedJson<string>(Items(), Text).ExecuteAsync(context);

        // Of 5,000 items of 7 bytes with their commas: at each 51st, all before it are on their way.
        Assert.Equal(Enumerable.Range(0, 100).Select(part => part * 50 * 7), sent);

        IEnumerable<string> Items()
        {
            for (var number = 0; number < 5_000; number++)
            {
                if (number % 50 == 0) sent.Add((int)body.Length);
                yield return $"{number:d4}";
            }
        }
    }

    private static (HttpContext Context, MemoryStream Body) New()
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        return (context, body);
    }
}
