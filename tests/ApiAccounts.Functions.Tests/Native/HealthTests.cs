using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

[Collection<NativeApp>]
public sealed class HealthTests(AppFixture fixture)
{
    [Theory]
    [InlineData("/healthz/live")]
    [InlineData("/healthz/ready")]
    [InlineData("/HEALTHZ/Ready/")]
    public async Task All_is_well(string path)
    {
        var answer = await fixture.App.Anonymous.GetAsync(path);

        Assert.Equal("", answer.Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task Credentials_are_not_looked_at() =>
        (await fixture.App.AsOperator("nobody", "wrong").GetAsync("/healthz/ready")).Is(HttpStatusCode.OK);
}
