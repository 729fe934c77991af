using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>What a refused sign-in costs, counted on the wire: the same for a name that exists and for one that does not.</summary>
public sealed class SignInCallTests(CountedApp counted) : IClassFixture<CountedApp>
{
    private readonly App app = counted.App;

    [Fact]
    public async Task A_refused_sign_in_makes_the_same_calls_in_the_same_order_for_every_name()
    {
        var known = (await app.BackDoor.NewOperatorAsync()).UserName;
        var locked = await app.BackDoor.NewOperatorAsync();
        await app.BackDoor.SetAsync(locked, "Status", "Locked");
        var deleted = await app.BackDoor.NewOperatorAsync();
        await app.BackDoor.RemoveAsync(deleted);
        string[] first = ["GET Logins", "GET Accounts", "GET Logins", "POST Logins", "GET Logins", "PUT Logins"];
        string[] later = ["GET Logins", "GET Accounts", "GET Logins", "PUT Logins", "GET Logins", "PUT Logins"];
        string[] locking = [.. later, "GET Logins", "GET Accounts", "POST Accounts"];
        string[] refused = ["GET Logins", "GET Accounts", "GET Logins"];
        foreach (var name in (string[])[known, "nobody-at-all@demo.example", locked.UserName, deleted.UserName])
        {
            Assert.Equal(first, await CallsAsync(name));
            for (var attempt = 2; attempt < 5; attempt++) Assert.Equal(later, await CallsAsync(name));
            Assert.Equal(locking, await CallsAsync(name));
            Assert.Equal(refused, await CallsAsync(name));
        }
    }

    [Fact]
    public async Task Requests_for_a_single_call_cost_the_same_too()
    {
        var known = (await app.BackDoor.NewOperatorAsync()).UserName;
        string[] expected = ["GET Logins", "GET Accounts", "GET Logins", "POST Logins", "GET Logins", "PUT Logins"];
        foreach (var name in (string[])[known, "nobody-else@demo.example"])
        {
            counted.Proxy.Reset();
            (await app.AsOperator(name, "wrong").PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
            Assert.Equal(expected, TableCalls());
        }
    }

    private async Task<string[]> CallsAsync(string userName)
    {
        counted.Proxy.Reset();
        await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "password"), ("username", userName), ("password", "wrong"));
        return TableCalls();
    }

    private string[] TableCalls() =>
    [
        .. counted.Proxy.Calls.Where(call => call.Service == StorageService.Tables)
            .Select(call => $"{call.Method} {call.Path.Split('/')[^1].Split('(')[0]}")
            .Where(call => call != "GET Changes"),
    ];
}
