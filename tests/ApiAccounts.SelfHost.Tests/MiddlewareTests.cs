namespace ApiAccounts.SelfHost.Tests;

public sealed class MiddlewareTests(SharedApp app) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task Middleware_runs_in_its_order_and_sees_the_request() =>
        Assert.Equal("first httpTrigger, then http only", await app.Client.GetStringAsync("trail"));

    [Fact]
    public async Task Middleware_may_answer_instead_of_the_function()
    {
        using var response = await AskAsync("throws", "X-Answer-With", "402");

        Assert.Equal(402, (int)response.StatusCode);
        Assert.Equal("instead", await response.Content.ReadAsStringAsync());
        Assert.Equal(["middleware"], response.Headers.GetValues("X-By"));
    }

    [Fact]
    public async Task Middleware_may_answer_after_an_exception_and_keeps_the_response_headers()
    {
        using var response = await AskAsync("throws", "X-Catch-With", "409");

        Assert.Equal(409, (int)response.StatusCode);
        Assert.Equal("thrown on purpose", await response.Content.ReadAsStringAsync());
        Assert.Equal(["yes"], response.Headers.GetValues("X-Left-Behind"));
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { header, value } } };
        return await app.Client.SendAsync(request);
    }
}
