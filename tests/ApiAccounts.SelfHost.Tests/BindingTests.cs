using System.Net;

namespace ApiAccounts.SelfHost.Tests;

public sealed class BindingTests(SharedApp app) : IClassFixture<SharedApp>
{
    [Theory]
    [InlineData("bind/text/-5/0a1b2c3d-0000-4000-8000-00000000000f", "text -5 0a1b2c3d-0000-4000-8000-00000000000f none BindKinds True")]
    [InlineData("bind/5/5/0A1B2C3D0000400080000000000000AF/7", "5 5 0a1b2c3d-0000-4000-8000-0000000000af 7 BindKinds True")]
    public async Task A_route_parameter_binds_by_name_and_the_context_and_the_token_bind_by_type(string path, string answer) =>
        Assert.Equal(answer, await app.Client.GetStringAsync(path));

    [Theory]
    [InlineData("page", "3")]
    [InlineData("page/8", "8")]
    public async Task An_absent_route_parameter_gives_the_default_of_the_method(string path, string answer) =>
        Assert.Equal(answer, await app.Client.GetStringAsync(path));

    [Theory]
    [InlineData("bind/text/five/0a1b2c3d-0000-4000-8000-00000000000f")]
    [InlineData("bind/text/5/no-guid")]
    [InlineData("bind/text/5/0a1b2c3d-0000-4000-8000-00000000000f/five")]
    [InlineData("level/High")]
    public async Task A_route_value_that_does_not_convert_fails_the_invocation(string path)
    {
        using var response = await app.Client.GetAsync(path);

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_function_class_is_made_from_the_scope_of_the_run_which_is_that_of_the_request()
    {
        var first = (await app.Client.GetStringAsync("scope")).Split(' ');
        var second = (await app.Client.GetStringAsync("scope")).Split(' ');

        Assert.Single(first.Distinct());
        Assert.Single(second.Distinct());
        Assert.NotEqual(first[0], second[0]);
    }
}
