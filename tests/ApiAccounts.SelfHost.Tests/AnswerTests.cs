using System.Net;

namespace ApiAccounts.SelfHost.Tests;

public sealed class AnswerTests(SharedApp app) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("healthz/live", 200, "live")]
    [InlineData("synchronous", 418, "")]
    [InlineData("by-hand", 203, "by hand")]
    [InlineData("plain-object", 200, "")] // returned, and not written
    public async Task A_result_is_written_and_any_other_object_is_not(string path, int status, string body)
    {
        using var response = await app.Client.GetAsync(path);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("healthz/live")]
    [InlineData("nowhere")]
    [InlineData("admin/host/status")]
    [InlineData("throws")]
    public async Task The_custom_headers_of_the_host_are_on_every_answer(string path)
    {
        using var response = await app.Client.GetAsync(path);

        Assert.Equal(["host.json"], response.Headers.GetValues("X-House"));
        Assert.Equal(["host.json"], response.Headers.GetValues("X-Overridden"));
    }

    [Fact]
    public async Task A_header_the_function_sets_itself_is_left_alone()
    {
        using var response = await app.Client.GetAsync("own-headers");

        Assert.Equal(["function"], response.Headers.GetValues("X-Overridden"));
        Assert.Equal(["host.json"], response.Headers.GetValues("X-House"));
        Assert.Equal("sees the host's: False", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_exception_gives_500_with_nothing_of_what_the_function_had_set_and_is_logged()
    {
        using var response = await app.Client.GetAsync("throws");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("X-Left-Behind"));
        await app.App.WaitForOutputAsync("Function Throws failed");
        await app.App.WaitForOutputAsync("InvalidOperationException: thrown on purpose");
    }

    [Fact]
    public async Task An_exception_after_the_answer_began_breaks_the_answer_off() =>
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => app.Client.GetStringAsync("throws-half-way"));

    [Theory]
    [InlineData(30_000_000, 200, "30000000")]
    [InlineData(30_000_001, 413, "")]
    public async Task A_body_over_the_limit_of_the_server_is_refused(int length, int status, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "body-length")
        {
            Content = new ByteArrayContent(new byte[length]),
            Headers = { ExpectContinue = true },
        };
        using var response = await app.Client.SendAsync(request);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(body, await response.Content.ReadAsStringAsync());
    }
}
