using ApiAccounts.Functions.Tests.Conventions;
using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>HEAD is answered wherever GET is, with the same status and type, and no body.</summary>
[Collection<NativeApp>]
public sealed class HeadTests(AppFixture fixture) : NativeTest(fixture)
{
    [Fact]
    public async Task HEAD_is_answered_as_GET_is_without_a_body()
    {
        var routes = HttpFunction.Documented.Where(function => function.Methods?.Contains("get") == true)
            .Select(function => function.Route).ToList();
        Assert.True(routes.Count > 40, $"{routes.Count}");
        foreach (var route in routes)
        {
            var path = "/" + string.Join('/', route.Split('/').Select(Value));
            foreach (var caller in new[] { Api, App.Anonymous })
            {
                var got = await caller.GetAsync(path);
                var head = await caller.SendAsync(HttpMethod.Head, path);
                Assert.Equal(
                    (path, got.Status, got.Header("Content-Type"), ""), (path, head.Status, head.Header("Content-Type"), head.Body));
            }
        }
    }

    [Theory]
    [InlineData("/v1/users")]
    [InlineData("/api/v1/users/self")]
    [InlineData("/v1/users/self")]
    [InlineData("/openapi.yaml")]
    [InlineData("/invitation")]
    [InlineData("/healthz/ready")]
    public async Task HEAD_is_answered_on_every_spelling(string path)
    {
        var head = await Api.SendAsync(HttpMethod.Head, path);
        Assert.Equal("", head.Is(HttpStatusCode.OK).Body);
    }

    private string Value(string segment) => segment switch
    {
        "{apiUserGuid}" or "{apiUserId}" => Manager.ApiUserGuid,
        "{operatorGuid}" or "{operatorId}" => Manager.OperatorGuid,
        "{userId}" => "1",
        "{userid}" => App.AdministratorName,
        ['{', ..] => Nobody,
        _ => segment,
    };
}
