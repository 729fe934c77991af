using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Usage;

/// <summary>An operator that acts itself is counted and limited, whichever way it calls.</summary>
[Collection<OAuthApp>]
public sealed class OwnUsageTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task Calls_with_its_own_token_and_its_password_count_for_the_operator_and_nobody_else()
    {
        var @operator = await app.BackDoor.NewOperatorAsync(isAdministrator: true);
        var caller = app.Anonymous.WithToken((await app.SignInAsync(@operator)).AccessToken);
        var began = DateTimeOffset.UtcNow.AddSeconds(-1);
        Assert.Equal((0, null), await ShownAsync(caller, @operator)); // itself a use

        for (var i = 0; i < 3; i++) (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await caller.GetAsync("/v4/ApiUser/nonsense")).Is(HttpStatusCode.BadRequest);
        var made = (await app.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await app.AsOperator(@operator.UserName, "wrong").PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);

        var api = app.AsOperator(made.Text("UserName"), made.Text("Password"));
        await Eventually.Async(async () => (await ShownAsync(api, @operator)).Total == 6, "six uses are counted");
        Assert.InRange((await ShownAsync(api, @operator)).LastUsed!.Value, began, DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task The_statistics_of_the_day_count_what_an_operator_does_itself_and_its_failures()
    {
        var reader = await app.BackDoor.NewPartnerAsync();
        var @operator = await app.BackDoor.NewOperatorAsync(reader.Pid, isAdministrator: true);
        var caller = app.Anonymous.WithToken((await app.SignInAsync(@operator)).AccessToken);
        var reading = app.Anonymous.WithToken((await app.SignInAsync(reader)).AccessToken); // its reads are uses, too
        (await caller.GetAsync("/rest/v1/stats/nothing.json")).Is(HttpStatusCode.OK);
        for (var i = 0; i < 6; i++) (await caller.GetAsync("/verify")).Is(HttpStatusCode.OK);

        await new UsageQueue(app.Account).DrainedAsync();
        var users = (await reading.GetAsync("/rest/v1/stats/usage/last7days.json")).Json.GetProperty("result").EnumerateArray()
            .SelectMany(day => day.GetProperty("users").EnumerateArray())
            .Where(user => user.GetProperty("userId").GetString() == @operator.UserName).ToList();
        var errors = (await reading.GetAsync("/rest/v1/stats/errors/last7days.json")).Json.GetProperty("result").EnumerateArray()
            .SelectMany(day => day.GetProperty("errors").EnumerateArray()).ToList();

        Assert.Equal(7, users.Sum(user => user.GetProperty("count").GetInt64()));
        Assert.Equal("610", Assert.Single(errors).GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task What_was_counted_goes_with_the_operator()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        var @operator = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var caller = app.Anonymous.WithToken((await app.SignInAsync(administrator)).AccessToken);
        var its = app.Anonymous.WithToken((await app.SignInAsync(@operator)).AccessToken);
        (await its.GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Eventually.Async(async () => (await ShownAsync(caller, @operator)).Total == 1, "its use is counted");

        (await caller.DeleteAsync($"/v4/Operator/{@operator.OperatorGuid}")).Is(HttpStatusCode.NoContent);
        await app.BackDoor.Get<Core.Housekeeping.PurgeOperator>().ExecuteAsync(
            $$"""{"version":1,"operatorId":"{{@operator.OperatorGuid}}"}""", default);

        (await caller.GetAsync($"/api/v1/operators/{@operator.OperatorGuid}/usage")).Is(HttpStatusCode.NotFound);
        Assert.Empty(await app.BackDoor.Accounts.QueryAsync<Azure.Data.Tables.TableEntity>(
            $"PartitionKey eq 'bucket-{@operator.Id.Bucket:x3}' and OperatorId eq '{@operator.OperatorGuid}'").ToListAsync());
    }

    [Fact]
    public async Task The_limit_of_the_settings_applies_to_all_its_tokens_and_its_password_together()
    {
        await using var proxy = new UnreliableProxy((await Azurite.SharedAsync()).NewAccount(), seed: 1);
        await using var limited = await App.StartAsync(
            proxy.Account, ("RateLimits__Requests", "3"), ("RateLimits__Seconds", "86400"), ("Usage__OnOutage", "Refuse"));
        var @operator = await limited.BackDoor.NewOperatorAsync();
        var one = limited.Anonymous.WithToken((await limited.SignInAsync(@operator)).AccessToken);
        var other = limited.Anonymous.WithToken((await limited.SignInAsync(@operator)).AccessToken);

        var verified = (await one.GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal(
            ("\"operator\";q=3;w=86400", "\"operator\";r=2;t=28800"), (verified.Header("RateLimit-Policy"), verified.Header("RateLimit")));
        (await limited.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        proxy.Weather = NetworkWeather.Fine with { LostRequests = 1, Only = StorageService.Queues };
        Assert.Equal("usage_not_recorded", Problem.Of(await other.GetAsync("/api/v1/api-users"), HttpStatusCode.ServiceUnavailable).Code);

        proxy.Weather = NetworkWeather.Fine;
        var refused = await other.GetAsync("/api/v1/api-users");
        Assert.Equal("rate_limited", Problem.Of(refused, HttpStatusCode.TooManyRequests).Code);
        Assert.StartsWith("The operator may make 3 requests in 86400 s.", refused.Text("detail"), StringComparison.Ordinal);
        Assert.NotNull(refused.Header("Retry-After"));
        (await one.GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);
        (await limited.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.TooManyRequests);
        (await limited.Anonymous.WithToken((await limited.SignInAsync()).AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    private static async Task<(long Total, DateTimeOffset? LastUsed)> ShownAsync(ApiClient caller, SeededOperator @operator)
    {
        var usage = (await caller.GetAsync($"/api/v1/operators/{@operator.OperatorGuid}/usage?by=hour")).Is(HttpStatusCode.OK).Json;
        var last = usage.GetProperty("lastUsed");
        return (usage.GetProperty("total").GetInt64(), last.ValueKind == JsonValueKind.Null ? null : last.GetDateTimeOffset());
    }
}
