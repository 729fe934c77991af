using ApiAccounts.Functions.Tests.Faults;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>A user name has one owner, whoever asks for it at once and whoever dies over it.</summary>
[Collection<AudienceManagerApp>]
public sealed class SameNameTests(AppFixture fixture) : AudienceTest(fixture)
{
    [Fact]
    public async Task Of_a_hundred_creates_of_one_name_at_once_exactly_one_wins()
    {
        var name = NewName();

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            Api.PostJsonAsync(number % 2 == 0 ? "/api/v1/users" : "/v1/users/", Body(number % 3 == 0 ? name.ToUpperInvariant() : name))));

        var made = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer != made),
            answer => Assert.Equal("user_name_taken", Problem.Of(answer, HttpStatusCode.Conflict).Code));
        var users = (await Api.GetAsync("/api/v1/users")).Json.EnumerateArray().ToList();
        Assert.Equal(
            [Administrator.Id.UserId, made.Json.GetProperty("userId").GetUInt32()],
            users.Select(user => user.GetProperty("userId").GetUInt32()));
        var rows = await App.BackDoor.RowsAsync($"{Administrator.Pid:x8}");
        Assert.Equal(2, rows.Count(row => row.RowKey.StartsWith("operator|", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("POST", "/$batch")] // the operator's row, which holds no name yet
    [InlineData("POST", "/Logins")] // the login row; the name is the operator's from then on
    public async Task A_process_that_is_killed_after_a_step_of_a_create_burns_no_name(string method, string resource)
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var proxy = new LossyProxy(account.TablePort);
        await using var doomed = await App.StartAsync(account with { TablePort = proxy.Port }, ("Usage__Linger", "00:00:05"));
        var caller = await doomed.RegisterAsync();
        var name = NewName();

        proxy.CutAfterNext(
            line => line.StartsWith(method + ' ', StringComparison.Ordinal) && line.Contains(resource, StringComparison.Ordinal));
        var killed = doomed.As(caller).PostJsonAsync("/api/v1/users", Body(name));
        await Eventually.Async(() => Task.FromResult(proxy.Lost == 1), "the step is done and nobody told");
        await doomed.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => killed);

        using var clock = new WallClock();
        await using var next = await App.StartAsync(account, ("DOTNET_STARTUP_HOOKS", WallClock.Hook), ("SteppedClock__File", clock.File));
        clock.Set(TimeSpan.FromMinutes(2)); // whoever was making one then has died over it
        var created = (await next.As(caller).PostJsonAsync("/api/v1/users", Body(name))).Is(HttpStatusCode.Created);
        Assert.Equal(
            "user_name_taken", Problem.Of(await next.As(caller).PostJsonAsync("/v1/users", Body(name)), HttpStatusCode.Conflict).Code);
        Assert.Equal(
            [1u, created.Json.GetProperty("userId").GetUInt32()],
            (await next.As(caller).GetAsync("/api/v1/users")).Json.EnumerateArray().Select(user => user.GetProperty("userId").GetUInt32()));
    }

    [Fact]
    public async Task A_process_killed_between_login_and_operator_row_burns_neither_name()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var proxy = new LossyProxy(account.TablePort);
        await using var doomed = await App.StartAsync(account with { TablePort = proxy.Port }, ("Usage__Linger", "00:00:05"));
        var caller = await doomed.RegisterAsync();
        var (old, wanted) = (NewName(), NewName());
        var path = (await doomed.As(caller).PostJsonAsync("/api/v1/users", Body(old))).Is(HttpStatusCode.Created).Header("Location")!;

        proxy.CutAfterNext(
            line => line.StartsWith("POST ", StringComparison.Ordinal) && line.Contains("/Logins", StringComparison.Ordinal));
        var killed = doomed.As(caller).PutJsonAsync(path, Body(wanted));
        await Eventually.Async(() => Task.FromResult(proxy.Lost == 1), "the login row is written and nobody told");
        await doomed.KillAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => killed);

        await using var next = await App.StartAsync(account);
        var api = next.As(caller);
        Assert.Equal(old, (await api.GetAsync(path)).Text("username"));
        (await api.PostJsonAsync("/api/v1/users", Body(wanted))).Is(HttpStatusCode.Created);
        Assert.Equal("user_name_taken", Problem.Of(await api.PutJsonAsync(path, Body(wanted)), HttpStatusCode.Conflict).Code);
        Assert.Equal("user_name_taken", Problem.Of(await api.PostJsonAsync("/api/v1/users", Body(old)), HttpStatusCode.Conflict).Code);
    }
}
