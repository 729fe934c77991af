namespace ApiAccounts.SelfHost.Tests;

public sealed class TraceTests(SharedApp app) : IClassFixture<SharedApp>
{
    private const string OfNobody = "00000000000000000000000000000000";

    [Theory]
    [InlineData("01")]
    [InlineData("00")]
    public async Task The_trace_of_the_caller_goes_on_with_a_span_of_its_own(string flags)
    {
        var (traceId, spanId, ownFlags, state) = await AskAsync($"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-{flags}", "house=1");

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", traceId);
        Assert.Matches("^[0-9a-f]{16}$", spanId);
        Assert.NotEqual("b7ad6b7169203331", spanId);
        Assert.Equal(flags, ownFlags);
        Assert.Equal("house=1", state);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("zz")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01")]
    public async Task A_trace_begins_where_the_caller_sent_none_that_is_valid(string? traceParent)
    {
        var first = await AskAsync(traceParent, "house=1");
        var second = await AskAsync(traceParent, "house=1");

        Assert.Matches("^[0-9a-f]{32}$", first.TraceId);
        Assert.NotEqual(OfNobody, first.TraceId);
        Assert.NotEqual("0af7651916cd43dd8448eb211c80319c", first.TraceId);
        Assert.NotEqual(first.TraceId, second.TraceId);
        Assert.Equal("", first.State);
    }

    private async Task<(string TraceId, string SpanId, string Flags, string State)> AskAsync(string? traceParent, string traceState)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "trace-of");
        if (traceParent is not null) request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        request.Headers.Add("tracestate", traceState);
        using var response = await app.Client.SendAsync(request);
        var parts = (await response.Content.ReadAsStringAsync()).Split(' ');
        var fields = parts[0].Split('-');
        Assert.Equal("00", fields[0]);
        return (fields[1], fields[2], fields[3], parts[1]);
    }
}
