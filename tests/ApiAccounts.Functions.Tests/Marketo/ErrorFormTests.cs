using System.Net.Sockets;
using System.Text;
using ApiAccounts.Core.Directory.Roles;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>Every code of the dialect, in the form of each prefix.</summary>
[Collection<MarketoApp>]
public sealed class ErrorFormTests(AppFixture fixture) : MarketoTest(fixture)
{
    private const string Usage = "/rest/v1/stats/usage.json";

    [Fact]
    public async Task No_token_and_one_that_is_none_are_601()
    {
        foreach (var caller in new[] { App.Anonymous, App.Anonymous.WithToken("none"), App.Anonymous.With("nobody", "wrong") })
        {
            Assert.Equal("601", RestCodeOf(await caller.GetAsync(Usage)));
            Assert.Equal("601", CodeOf(await caller.GetAsync($"{Users}/allusers.json"), HttpStatusCode.Unauthorized));
        }
    }

    [Fact]
    public async Task An_expired_token_is_602()
    {
        var service = await MadeService.NewAsync(App, await App.RegisterAsync());
        var expired = App.Anonymous.WithToken(Jwt.Expired(await service.TokenAsync(App)));
        Assert.Equal("602", RestCodeOf(await expired.GetAsync(Usage)));
        var answer = await expired.GetAsync($"{Users}/allusers.json");
        Assert.Equal("602", CodeOf(answer, HttpStatusCode.Unauthorized));
        Assert.Equal(
            "Bearer realm=\"API accounts\", error=\"invalid_token\", error_description=\"The access token has expired.\"",
            answer.Header("WWW-Authenticate"));
    }

    [Fact]
    public async Task What_the_caller_may_not_do_is_603()
    {
        var caller = await NewCallerAsync(RolePermission.AccessUsers);
        Assert.Equal("603", RestCodeOf(await caller.GetAsync(Usage)));
        Assert.Equal("603", CodeOf(await caller.GetAsync($"{Users}/roles.json"), HttpStatusCode.Forbidden));
        (await (await NewCallerAsync(RolePermission.AccessApi)).GetAsync(Usage)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Another_method_is_605_and_another_path_610()
    {
        Assert.Equal("605", RestCodeOf(await Api.PostAsync(Usage)));
        Assert.Equal("605", CodeOf(await Api.DeleteAsync($"{Users}/allusers.json"), HttpStatusCode.MethodNotAllowed));
        Assert.Equal("610", RestCodeOf(await Api.GetAsync("/rest/v1/leads.json")));
        Assert.Equal("601", RestCodeOf(await App.Anonymous.PostAsync(Usage)));
        foreach (var path in (string[])["/rest/v1/leads.json", "/userservice/none.json"])
        {
            using var anonymous = await App.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.Contains("\"code\":\"601\"", await anonymous.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal("610", CodeOf(await Api.GetAsync("/userservice/management/v2/users/allusers.json"), HttpStatusCode.NotFound));
        var identity = (await Api.GetAsync("/identity/oauth/authorize")).Is(HttpStatusCode.NotFound);
        Assert.Equal(["error", "error_description"], Answer.Names(identity.Json));
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_609_and_one_too_large_413()
    {
        var user = await NewUserAsync();
        Assert.Equal("609", CodeOf(await Api.PostJsonAsync(PathOf(user, "update.json"), "{\"firstName\":"), HttpStatusCode.BadRequest));
        var large = $$"""{"firstName":"{{new string('x', 1_048_576)}}"}""";
        Assert.Equal("413", CodeOf(await Api.PostJsonAsync(PathOf(user, "update.json"), large), HttpStatusCode.RequestEntityTooLarge));
    }

    [Fact]
    public async Task Too_many_calls_in_a_short_time_are_606_and_the_errors_of_the_day_show_them()
    {
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(), ("CustomServices__Requests", "2"), ("CustomServices__Seconds", "86400"));
        var manager = await app.RegisterAsync();
        var robot = await (await MadeService.NewAsync(app, manager, isAdministrator: true)).AsAsync(app);
        for (var i = 0; i < 2; i++) (await robot.GetAsync(Usage)).Is(HttpStatusCode.OK);
        Assert.Equal("606", RestCodeOf(await robot.GetAsync(Usage)));
        Assert.Equal("606", CodeOf(await robot.GetAsync($"{Users}/allusers.json"), HttpStatusCode.TooManyRequests));
        await Eventually.Async(async () => await HasAsync(app.As(manager), "606", 2), "the refused calls are counted as errors");
    }

    [Fact]
    public async Task More_than_the_quota_of_the_day_is_607()
    {
        await using var app = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), ("CustomServices__DailyQuota", "1"));
        var manager = await app.RegisterAsync();
        var robot = await (await MadeService.NewAsync(app, manager, isAdministrator: true)).AsAsync(app);
        (await robot.GetAsync(Usage)).Is(HttpStatusCode.OK);
        Assert.Equal("607", RestCodeOf(await robot.GetAsync(Usage)));
        Assert.Equal("607", CodeOf(await robot.GetAsync($"{Users}/allusers.json"), HttpStatusCode.TooManyRequests));
        await Eventually.Async(async () => await HasAsync(app.As(manager), "607", 2), "the refused calls are counted as errors");
    }

    /// <summary>One call goes on for as long as its body does.</summary>
    [Fact]
    public async Task More_calls_than_may_run_at_the_same_time_are_615()
    {
        await using var app = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), ("CustomServices__MaxConcurrentCalls", "1"));
        var service = await MadeService.NewAsync(app, await app.RegisterAsync(), isAdministrator: true);
        var token = await service.TokenAsync(app);
        var robot = app.Anonymous.WithToken(token);
        Assert.True((await robot.GetAsync(Usage)).Is(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean());

        TcpClient? holding = null;
        await Eventually.Async(
            async () =>
            {
                holding?.Dispose(); // whichever was first keeps the other out
                holding = await BeginAsync(app, token);
                return (await robot.GetAsync(Usage)).Body.Contains("\"615\"", StringComparison.Ordinal);
            },
            "a call that goes on keeps others out");
        using var client = holding!;
        Assert.Equal("615", RestCodeOf(await robot.GetAsync(Usage)));
        Assert.Equal("615", CodeOf(await robot.GetAsync($"{Users}/allusers.json"), HttpStatusCode.TooManyRequests));
        (await robot.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK); // another dialect

        await client.GetStream().WriteAsync("{}"u8.ToArray());
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        Assert.StartsWith("HTTP/1.1 400", await reader.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.True((await robot.GetAsync(Usage)).Is(HttpStatusCode.OK).Json.GetProperty("success").GetBoolean());
    }

    [Fact]
    public async Task What_cannot_be_counted_is_608_where_it_is_refused()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var proxy = new UnreliableProxy(account, seed: 1);
        await using var app = await App.StartAsync(proxy.Account, ("Usage__OnOutage", "Refuse"));
        var api = app.As(await app.RegisterAsync());
        (await api.GetAsync(Usage)).Is(HttpStatusCode.OK);
        proxy.Weather = NetworkWeather.Fine with { LostRequests = 1, Only = StorageService.Queues };
        Assert.Equal("608", RestCodeOf(await api.GetAsync(Usage)));
        Assert.Equal("608", CodeOf(await api.GetAsync($"{Users}/allusers.json"), HttpStatusCode.ServiceUnavailable));
    }

    /// <summary>A call whose body is still to come.</summary>
    private static async Task<TcpClient> BeginAsync(App app, string token)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, app.Port);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(
            $"POST {Users}/invite.json HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"));
        return client;
    }

    private static async Task<bool> HasAsync(ApiClient caller, string code, long count)
    {
        var days = (await caller.GetAsync("/rest/v1/stats/errors/last7days.json")).Is(HttpStatusCode.OK).Json.GetProperty("result")
            .EnumerateArray();
        return days.Take(2).SelectMany(day => day.GetProperty("errors").EnumerateArray())
            .Where(error => error.GetProperty("errorCode").GetString() == code)
                .Sum(error => error.GetProperty("count").GetInt64()) == count;
    }

    /// <summary>The code of a failure under <c>/rest</c>, whose status is 200.</summary>
    private static string RestCodeOf(Answer answer)
    {
        answer.Is(HttpStatusCode.OK);
        Assert.Equal("application/json; charset=utf-8", answer.Header("Content-Type"));
        Assert.Equal(["requestId", "success", "errors"], Answer.Names(answer.Json));
        Assert.False(answer.Json.GetProperty("success").GetBoolean());
        Assert.NotEmpty(answer.Text("requestId"));
        var error = Assert.Single(answer.Json.GetProperty("errors").EnumerateArray());
        Assert.Equal(["code", "message"], Answer.Names(error));
        return error.GetProperty("code").GetString()!;
    }
}
