using System.Text;

namespace ApiAccounts.SelfHost.Tests;

public sealed class AdminTests(SharedApp app) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task A_developer_runs_a_function_by_hand() => Assert.Equal(202, await RunWorkAsync(app.App));

    [Theory]
    [InlineData("192.0.2.7")]
    [InlineData("127.0.0.1")]
    [InlineData("")]
    public async Task A_call_through_a_proxy_finds_nothing(string forwardedFor) =>
        Assert.Equal(404, await RunWorkAsync(app.App, request => request.Headers.Add("X-Forwarded-For", forwardedFor)));

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    public async Task Nothing_is_found_in_another_environment_than_Development(string environment)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var deployed = await SampleApp.StartAsync(account, [new("AZURE_FUNCTIONS_ENVIRONMENT", environment)]);

        Assert.Equal(404, await RunWorkAsync(deployed));
        using var response = await deployed.Client.GetAsync("healthz/live");
        Assert.Equal(200, (int)response.StatusCode);
    }

    private static async Task<int> RunWorkAsync(SampleApp app, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "admin/functions/work");
        request.Content = new StringContent("""{"input":"succeed by hand"}""", Encoding.UTF8, "application/json");
        change?.Invoke(request);
        using var response = await app.Client.SendAsync(request);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
        return (int)response.StatusCode;
    }
}
