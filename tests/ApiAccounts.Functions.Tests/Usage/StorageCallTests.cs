using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>What operations cost, counted by a proxy on the wire between the app and the storage; the queue aside.</summary>
public sealed class StorageCallTests : IAsyncLifetime
{
    private CountingProxy proxy = null!;
    private App app = null!;
    private RegisteredAccount manager = null!;

    public async Task InitializeAsync()
    {
        proxy = await CountingProxy.StartAsync((await Azurite.SharedAsync()).NewAccount());
        app = await App.StartAsync(proxy.Account);
        manager = await app.RegisterAsync();
        proxy.Reset();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        await proxy.DisposeAsync();
    }

    [Fact]
    public async Task Registering_costs_one_call_beyond_the_two_of_the_sign_in()
    {
        (await app.Administrator.PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        Assert.Equal(["GET Logins", "GET Accounts", "POST $batch"], TableCalls());
    }

    [Fact]
    public async Task Verifying_costs_two_calls()
    {
        (await app.As(manager).GetAsync("/verify")).Is(HttpStatusCode.NoContent);

        Assert.Equal(["GET Accounts", "GET Accounts"], TableCalls()[..2]);
        await QuietAsync();
        Assert.Equal(["GET Accounts", "POST $batch"], TableCalls()[2..]); // the aggregator's, of this one call
    }

    [Fact]
    public async Task Verifying_a_name_that_does_not_exist_costs_the_same_and_one_that_cannot_costs_nothing()
    {
        var gone = await app.RegisterAsync();
        (await app.As(gone).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        await QuietAsync();
        proxy.Reset();

        (await app.As(gone).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(["GET Accounts", "GET Accounts"], TableCalls());
        proxy.Reset();

        (await app.Anonymous.With("nobody", gone.Password).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await app.Anonymous.With(gone.UserName, "nothing").GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal([], TableCalls());
    }

    [Fact]
    public async Task Deleting_costs_one_call_beyond_the_verification()
    {
        var gone = await app.RegisterAsync();
        await QuietAsync();
        proxy.Reset();

        (await app.As(manager).DeleteAsync($"/v4/ApiUser/{gone.ApiUserGuid}")).Is(HttpStatusCode.NoContent);

        // In between or after, the aggregator reads and writes once for the call that the deletion was.
        await QuietAsync();
        Assert.Equal(3, TableCalls().Count(call => call == "GET Accounts"));
        Assert.Equal(2, TableCalls().Count(call => call == "POST $batch"));
        Assert.Equal(5, TableCalls().Length);
    }

    [Fact]
    public async Task Counting_reads_a_row_once_and_again_after_somebody_else_wrote_it()
    {
        var callers = new List<RegisteredAccount>();
        for (var i = 0; i < 3; i++) callers.Add(await app.RegisterAsync());
        var now = DateTimeOffset.UtcNow;
        async Task<string[]> CallsOfAsync(string id)
        {
            proxy.Reset();
            await new UsageQueue(proxy.Account).SendAsync(
                UsageQueue.Message(id, now, bucket: 1, now, [.. callers.Select(caller => $"""["{caller.UserName}",1,0]""")]));
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

    private string[] TableCalls() =>
    [
        .. proxy.Calls.Where(call => call.Service == StorageService.Tables)
            .Select(call => $"{call.Method} {call.Path.Split('/')[^1].Split('(')[0]}"),
    ];
}
