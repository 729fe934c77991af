using System.Globalization;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>The limits of custom services, on apps that are set to low ones.</summary>
public sealed class ServiceLimitTests
{
    [Fact]
    public async Task A_service_that_calls_too_soon_is_told_when_to_come_again_and_others_go_on()
    {
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(), ("CustomServices__Requests", "2"), ("CustomServices__Seconds", "86400"));
        var manager = await app.RegisterAsync();
        var service = await MadeService.NewAsync(app, manager);
        var api = await service.AsAsync(app);

        var first = (await api.GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal(
            ("\"custom-service\";q=2;w=86400", "\"custom-service\";r=1;t=43200"),
            (first.Header("RateLimit-Policy"), first.Header("RateLimit")));
        (await api.GetAsync("/v4/ApiUser")).Is(HttpStatusCode.OK);
        var third = await api.GetAsync("/api/v1/custom-services");
        Assert.Equal("rate_limited", Problem.Of(third, HttpStatusCode.TooManyRequests).Code);
        Assert.InRange(int.Parse(third.Header("Retry-After")!, CultureInfo.InvariantCulture), 43_000, 43_200);
        await service.TokenAsync(app); // is no call

        (await (await (await MadeService.NewAsync(app, manager)).AsAsync(app)).GetAsync("/verify")).Is(HttpStatusCode.OK);
        for (var i = 0; i < 5; i++) (await app.As(manager).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_quota_holds_over_two_instances_and_what_it_refuses_is_not_counted()
    {
        var account = (await Azurite.SharedAsync()).NewAccount();
        await using var one = await App.StartAsync(account, ("CustomServices__DailyQuota", "5"));
        await using var other = await App.StartAsync(account, ("CustomServices__DailyQuota", "5"));
        var manager = await one.RegisterAsync();
        var service = await MadeService.NewAsync(one, manager);
        var here = await service.AsAsync(one);
        for (var i = 0; i < 3; i++) (await here.GetAsync("/verify")).Is(HttpStatusCode.OK);
        await new UsageQueue(account).DrainedAsync();
        await Eventually.Async(async () => await RequestsAsync(one, manager, service) == 3, "the row counts them");

        var there = await service.AsAsync(other);
        for (var i = 0; i < 2; i++) (await there.GetAsync("/verify")).Is(HttpStatusCode.OK);
        var refused = await there.GetAsync("/api/v1/custom-services");
        Problem.Is(
            refused, HttpStatusCode.TooManyRequests, "Too Many Requests", "daily_quota_exceeded",
            "The custom service may make 5 calls a day, until midnight UTC.");
        var midnight = DateTimeOffset.UtcNow.UtcDateTime.Date.AddDays(1) - DateTimeOffset.UtcNow.UtcDateTime;
        Assert.InRange(
            int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture), midnight.TotalSeconds - 60,
            midnight.TotalSeconds + 60);

        (await there.GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);
        await new UsageQueue(account).DrainedAsync();
        await Eventually.Async(
            async () => await RequestsAsync(one, manager, service) == 5, "the row counts those let through, and no others");
    }

    private static async Task<long> RequestsAsync(App app, RegisteredAccount manager, MadeService service) =>
        (await app.As(manager).GetAsync(service.Path)).Is(HttpStatusCode.OK).Json.GetProperty("requestsLast30Days").GetInt64();
}
