using System.Globalization;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Marketo;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>
/// What operations cost, counted by a proxy on the wire between the app and the storage; the queue and the reads of the changes aside. Each
/// test has a partner of its own, of which the app has nothing in memory.
/// </summary>
public sealed class StorageCallTests(CountedApp counted) : IClassFixture<CountedApp>, IAsyncLifetime
{
    private readonly CountingProxy proxy = counted.Proxy;
    private readonly App app = counted.App;
    private SeededOperator administrator = null!;
    private RegisteredAccount manager = null!;

    public async ValueTask InitializeAsync()
    {
        administrator = await app.BackDoor.NewPartnerAsync(isAnnounced: false);
        manager = await app.RegisterAsync(administrator);
        await QuietAsync();
        await Task.Delay(TimeSpan.FromSeconds(1)); // Verification:MaxStaleness: the partner was made by another instance, as it were
        proxy.Reset();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Registering_costs_one_call_beyond_the_five_of_the_sign_in()
    {
        (await app.AsOperator(administrator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        string[] signIn = ["GET Logins", "GET Accounts", "GET Logins", "POST Logins", "DELETE Logins"];
        Assert.Equal([.. signIn, "POST $batch"], TableCalls(ofUsage: false).Take(6)); // the rest counts the use of the operator
    }

    [Fact]
    public async Task Verifying_costs_two_calls_cold_one_with_a_cached_operator_and_none_warm()
    {
        var other = await app.RegisterAsync(administrator);
        await QuietAsync();

        Assert.Equal(2, await ReadsOfVerifyingAsync(manager));
        Assert.Equal(1, await ReadsOfVerifyingAsync(other));
        Assert.Equal(0, await ReadsOfVerifyingAsync(manager));
        Assert.Equal(0, await ReadsOfVerifyingAsync(other));
    }

    [Fact]
    public async Task An_access_token_costs_its_session_and_operator_at_first_and_nothing_from_then_on()
    {
        var (signedIn, other) = (await app.SignInAsync(administrator), await app.SignInAsync(administrator));
        await QuietAsync();

        Assert.Equal(["GET Tokens", "GET Accounts"], await CallsAsync(signedIn));
        Assert.Equal(["GET Tokens"], await CallsAsync(other));
        Assert.Equal([], await CallsAsync(signedIn));

        async Task<IReadOnlyList<string>> CallsAsync(SignedIn tokens)
        {
            proxy.Reset();
            (await app.Anonymous.WithToken(tokens.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
            var calls = TableCalls(ofUsage: false).Where(call => call != "POST $batch").ToArray();
            await QuietAsync(); // the aggregator, of this one call
            return calls;
        }
    }

    [Fact]
    public async Task A_services_token_costs_two_reads_and_a_transaction_cold_and_nothing_warm()
    {
        var (service, other) = (await MadeService.NewAsync(app, manager), await MadeService.NewAsync(app, manager));
        await QuietAsync();

        Assert.Equal(["GET Accounts", "GET Accounts", "GET Accounts", "POST $batch"], await CallsAsync(service));
        Assert.Equal([], await CallsAsync(service));
        Assert.Equal(["GET Accounts", "GET Accounts", "GET Accounts", "POST $batch"], await CallsAsync(other));
        Assert.Equal(0, await ReadsOfVerifyingAsync(await service.AsAsync(app)));

        async Task<IReadOnlyList<string>> CallsAsync(MadeService of)
        {
            proxy.Reset();
            await of.TokenAsync(app);
            return TableCalls();
        }
    }

    [Fact]
    public async Task Signing_in_costs_four_calls_beyond_its_five_and_a_refresh_four()
    {
        proxy.Reset();
        var signedIn = await app.SignInAsync(administrator);
        string[] signIn = ["GET Logins", "GET Accounts", "GET Logins", "POST Logins", "DELETE Logins"];
        Assert.Equal([.. signIn, "GET Tokens", "POST Accounts", "PATCH Accounts", "POST Tokens"], TableCalls());

        proxy.Reset();
        (await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), (
                "refresh_token", signedIn.RefreshToken))).Is(HttpStatusCode.OK);
        Assert.Equal(["GET Tokens", "GET Accounts", "POST Changes", "PUT Tokens"], TableCalls());
    }

    [Fact]
    public async Task Verifying_an_unknown_name_costs_a_call_and_an_impossible_one_nothing()
    {
        var gone = await app.RegisterAsync(administrator);
        (await app.As(manager).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        await QuietAsync();
        proxy.Reset();

        (await app.As(gone).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(["GET Accounts"], TableCalls());
        (await app.As(gone).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(["GET Accounts", "GET Accounts"], TableCalls());
        proxy.Reset();

        (await app.Anonymous.With("nobody", gone.Password).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await app.Anonymous.With(gone.UserName, "nothing").GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal([], TableCalls());
    }

    [Fact]
    public async Task Deleting_costs_an_announcement_and_a_transaction()
    {
        var gone = await app.RegisterAsync(administrator);
        (await app.As(manager).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await QuietAsync();
        proxy.Reset();

        (await app.As(manager).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NoContent);

        await QuietAsync(); // the aggregator, of this one call
        Assert.Equal(1, TableCalls().Count(call => call == "POST Changes"));
        Assert.Equal(2, TableCalls().Count(call => call == "POST $batch"));
    }

    [Fact]
    public async Task The_overview_costs_three_calls_cold_none_warm_and_one_for_a_change()
    {
        Assert.Equal(["bucket", "operators", "partner"], (await ReadsOfOverviewAsync()).Order()); // two of them at once
        Assert.Equal([], await ReadsOfOverviewAsync("?sortBy=lastUsed&descending=true"));
        Assert.Equal([], await ReadsOfOverviewAsync("?search=x&sortBy=description"));
        await app.RegisterAsync(administrator);
        Assert.Equal(["row"], await ReadsOfOverviewAsync());
        Assert.Equal([], await ReadsOfOverviewAsync());
    }

    [Fact]
    public async Task The_stats_of_the_calls_list_the_operators_once()
    {
        var service = await (await MadeService.NewAsync(app, manager, isAdministrator: true)).AsAsync(app);
        await QuietAsync();
        proxy.Reset();

        var answer = (await service.GetAsync("/rest/v1/stats/usage.json")).Is(HttpStatusCode.OK);

        Assert.True(answer.Json.GetProperty("success").GetBoolean());
        Assert.Equal(["operators", "partner"], ReadsOfAccounts().Order());
    }

    private async Task<IReadOnlyList<string>> ReadsOfOverviewAsync(string query = "")
    {
        proxy.Reset();
        (await app.As(manager).GetAsync("/api/v1/api-users" + query)).Is(HttpStatusCode.OK);
        return ReadsOfAccounts();
    }

    private IReadOnlyList<string> ReadsOfAccounts() =>
    [
        .. from call in proxy.Calls
           where call.Method == "GET" && call.Path.Contains("/Accounts", StringComparison.Ordinal)
           let read = ReadOfAccounts(Uri.UnescapeDataString(call.Path + call.Query).Replace('+', ' '))
           where read is not null
           select read,
    ];

    /// <returns>Null for a read of the verification, which is of single rows, or of the usage.</returns>
    private string? ReadOfAccounts(string call) => call switch
    {
        _ when call.Contains("Description", StringComparison.Ordinal) => "bucket",
        _ when call.Contains("select", StringComparison.Ordinal) || call.Contains(RowKeyOf(manager), StringComparison.Ordinal) => null,
        _ when call.Contains("RowKey='partner'", StringComparison.Ordinal) => "partner",
        _ when call.Contains("'operator|' and", StringComparison.Ordinal) => "operators",
        _ when call.Contains("RowKey='operator|", StringComparison.Ordinal) => null,
        _ => "row",
    };

    private static string RowKeyOf(RegisteredAccount account) => AccountId.TryParse(account.ApiUserGuid, out var id)
        ? string.Create(CultureInfo.InvariantCulture, $"{id.Pid:x8}|user|{id.UserId:x8}|{id.Random:x11}")
        : throw new ArgumentException("It has no id.", nameof(account));

    /// <summary>Those of whole rows: the aggregator reads only the usage.</summary>
    private Task<int> ReadsOfVerifyingAsync(RegisteredAccount account) => ReadsOfVerifyingAsync(app.As(account));

    /// <inheritdoc cref="ReadsOfVerifyingAsync(RegisteredAccount)"/>
    private async Task<int> ReadsOfVerifyingAsync(ApiClient api)
    {
        proxy.Reset();
        (await api.GetAsync("/verify")).Is(HttpStatusCode.OK);
        await QuietAsync();
        return proxy.Calls.Count(call => call.Method == "GET" && call.Path.Contains("/Accounts(", StringComparison.Ordinal)
            && !call.Query.Contains("select", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Counting_reads_a_row_once_and_again_after_somebody_else_wrote_it()
    {
        var callers = new List<RegisteredAccount>();
        for (var i = 0; i < 3; i++) callers.Add(await app.RegisterAsync(administrator));
        await QuietAsync(); // the registrations are uses of the administrator
        var now = DateTimeOffset.UtcNow;
        async Task<string[]> CallsOfAsync(string id)
        {
            proxy.Reset();
            await new UsageQueue(proxy.Account).SendAsync(
                UsageQueue.Message(id, now, administrator.Id.Bucket, now, [.. callers.Select(caller => $"""["{caller.UserName}",1,0]""")]));
            await QuietAsync();
            return TableCalls();
        }

        Assert.Equal(["GET Accounts", "GET Accounts", "GET Accounts", "POST $batch"], await CallsOfAsync("cold"));
        for (var i = 0; i < 5; i++) Assert.Equal(["POST $batch"], await CallsOfAsync($"warm-{i}"));

        await app.BackDoor.SetAsync(callers[1], "Description", "edited");
        Assert.Equal(["POST $batch", "GET Accounts", "GET Accounts", "GET Accounts", "POST $batch"], await CallsOfAsync("edited"));
        Assert.Equal(["POST $batch"], await CallsOfAsync("warm-again"));
        foreach (var caller in callers) Assert.Equal(8, (await ShownUsage.OfAsync(app, caller, manager)).Requests);
    }

    /// <summary>Waits until the aggregator has nothing to do any more.</summary>
    private Task QuietAsync() => new UsageQueue(proxy.Account).DrainedAsync();

    /// <summary>Without the reads of the changes, of which there are two a second whatever is asked.</summary>
    /// <param name="ofUsage">Whether to include the reads of the aggregator.</param>
    private string[] TableCalls(bool ofUsage = true) =>
    [
        .. proxy.Calls.Where(call => call.Service == StorageService.Tables)
            .Where(call => ofUsage || !call.Query.Contains("select", StringComparison.Ordinal))
            .Select(call => $"{call.Method} {call.Path.Split('/')[^1].Split('(')[0]}")
            .Where(call => call != "GET Changes"),
    ];
}
