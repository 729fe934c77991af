using ApiAccounts.Worker.Tests.Running;

namespace ApiAccounts.Worker.Tests.Conformance;

/// <summary>Targets whose dot segments a server before the worker has removed.</summary>
[Collection(SharedHosts.Name)]
public sealed class RequestTargetTests(Hosts hosts)
{
    private const string FrontEndHeader = "X-WAWS-Unencoded-URL";

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_target_that_leaves_verify_by_dot_segments_is_verified(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var account = await app.RegisterAsync();

        foreach (var target in (string[])["/verify/../healthz/live", "/verify/%2e%2e/healthz/live", "/verify/a/../../healthz/live"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, "/healthz/live", target, account with { Password = "wrong" }));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/healthz/live", target, account));
        }
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, "/healthz/live", "/healthz/live", account with { Password = "wrong" }));
    }

    [Theory, InlineData(HostKind.Tests), InlineData(HostKind.CoreTools)]
    public async Task A_path_with_doubled_slashes_below_verify_is_verified(HostKind host)
    {
        var app = await hosts.StartedAsync(host);
        var account = await app.RegisterAsync();

        foreach (var path in (string[])["/verify//orders", "/verify/orders//7//"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app, path, path, account with { Password = "wrong" }));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(app, path, path, account));
        }
    }

    /// <summary>The host is sent the path without dot segments and, as by Azure's front end, the target as it was.</summary>
    private static async Task<HttpStatusCode> StatusAsync(RunningApp app, string path, string target, RegisteredAccount caller)
    {
        using var request = app.Request(HttpMethod.Get, path, caller);
        request.Headers.Add(FrontEndHeader, target);
        using var answer = await app.Client.SendAsync(request);
        return answer.StatusCode;
    }
}
