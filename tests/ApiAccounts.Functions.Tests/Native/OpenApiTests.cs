using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

[Collection<NativeApp>]
public sealed class OpenApiTests(AppFixture fixture)
{
    private readonly ApiClient anonymous = fixture.App.Anonymous;

    [Theory]
    [InlineData("/openapi.yaml")]
    [InlineData("/OpenAPI.yaml?x=1")]
    public async Task The_document_is_served_as_the_build_bundled_it(string path)
    {
        var answer = await anonymous.GetAsync(path);

        var document = await File.ReadAllTextAsync(Repository.OpenApi);
        Assert.Equal(document, answer.Is(HttpStatusCode.OK).Body);
        Assert.Equal("application/yaml", answer.Header("Content-Type"));
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
    }

    [Fact]
    public async Task Whoever_has_it_already_gets_304_and_no_body()
    {
        var tag = (await anonymous.GetAsync("/openapi.yaml")).Header("ETag")!;

        var same = await anonymous.SendAsync(HttpMethod.Get, "/openapi.yaml", headers: ("If-None-Match", tag));
        var other = await anonymous.SendAsync(HttpMethod.Get, "/openapi.yaml", headers: ("If-None-Match", "\"another\""));

        Assert.Equal("", same.Is(HttpStatusCode.NotModified).Body);
        Assert.Equal(tag, same.Header("ETag"));
        other.Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_wants_another_one_only_gets_412() =>
        (await anonymous.SendAsync(HttpMethod.Get, "/openapi.yaml", headers: ("If-Match", "\"another\"")))
            .Is(HttpStatusCode.PreconditionFailed);
}
