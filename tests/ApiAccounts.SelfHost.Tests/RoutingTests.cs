using System.Net;

namespace ApiAccounts.SelfHost.Tests;

public sealed class RoutingTests(SharedApp app) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("order/latest", "aLowerCaseName latest")] // not BUpperCaseName, though its route is the more exact one
    [InlineData("order/other", "aLowerCaseName other")]
    [InlineData("files/index", "FileIndex")]
    [InlineData("files/index/below", "ZFiles GET index/below")]
    [InlineData("files", "ZFiles GET ")]
    public async Task The_first_matching_function_by_name_wins_in_any_letter_case(string path, string answer) =>
        Assert.Equal(answer, await app.Client.GetStringAsync(path));

    [Fact]
    public async Task A_function_that_does_not_take_the_method_is_passed_over()
    {
        using var response = await app.Client.PutAsync("order/latest", null);

        Assert.Equal("BUpperCaseName", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("BREW")]
    public async Task A_catch_all_without_methods_gets_those_that_another_route_does_not_take(string method)
    {
        using var response = await app.Client.SendAsync(new(new(method), "files/index"));

        Assert.Equal($"ZFiles {method} index", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "nowhere")]
    [InlineData("GET", "healthz")]
    [InlineData("GET", "healthz/live/more")]
    [InlineData("POST", "healthz/live")]
    [InlineData("HEAD", "healthz/live")]
    [InlineData("GET", "number/x")]
    [InlineData("GET", "number/2")]
    [InlineData("GET", "api/NamedRoute")]
    public async Task What_matches_no_function_is_not_found_and_has_no_body(string method, string path)
    {
        using var response = await app.Client.SendAsync(new(new(method), path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("healthz/live", "live")]
    [InlineData("HEALTHZ/Live", "live")]
    [InlineData("healthz/live/", "live")]
    [InlineData("NUMBER/3", "3")]
    [InlineData("namedroute", "NamedRoute")]
    public async Task A_route_matches_in_any_case_and_with_a_slash_at_its_end(string path, string answer) =>
        Assert.Equal(answer, await app.Client.GetStringAsync(path));

    [Theory]
    [InlineData("echo/a%2Fb", "a%2Fb ")]
    [InlineData("echo/a%20b%C3%A9", "a bé ")]
    [InlineData("echo/x?q=1&q=%2F&q", "x ?q=1&q=%2F&q")]
    public async Task A_route_value_is_decoded_except_for_its_slashes_and_the_query_is_as_sent(string path, string answer) =>
        Assert.Equal(answer, await app.Client.GetStringAsync(path));

    [Theory]
    [InlineData("GET", "admin")]
    [InlineData("GET", "admin/host/status")]
    [InlineData("POST", "ADMIN/host/keys")]
    [InlineData("GET", "runtime/webhooks/x")]
    public async Task The_paths_of_the_host_stay_with_the_host(string method, string path)
    {
        using var response = await app.Client.SendAsync(new(new(method), path));

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }
}
