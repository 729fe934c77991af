using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.RateLimits;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.RateLimits;

public sealed class LimitRequestsTests
{
    private static readonly Caller Caller = new(Known.OperatorId, "Ada Example", Grants.None, Known.ApiUserId, "192.0.2.7");

    [Fact]
    public void There_is_no_limit_unless_one_is_set()
    {
        var limit = Limit(new());

        for (var i = 0; i < 1_000; i++) Assert.Null(limit.Take(Caller));
    }

    [Fact]
    public void An_API_user_without_its_own_limit_has_the_configured_one()
    {
        var limit = Limit(new() { Requests = 1, Seconds = 7 });

        Assert.Equal(new RateLimitState(new(1, 7), IsExceeded: false, Remaining: 0, SecondsToNext: 7), limit.Take(Caller));
        Assert.True(limit.Take(Caller)!.Value.IsExceeded);
    }

    [Fact]
    public void A_custom_service_has_the_configured_limit_for_services()
    {
        var limit = Limit(new() { Requests = 1 }, new() { Requests = 2, Seconds = 7 });
        var service = Service();

        Assert.Equal(new RateLimitState(new(2, 7), IsExceeded: false, Remaining: 1, SecondsToNext: 4), limit.Take(service));
        Assert.False(limit.Take(service)!.Value.IsExceeded);
        var exceeded = limit.Take(service)!.Value;
        Assert.True(exceeded.IsExceeded);
        Assert.Equal("The custom service may make 2 requests in 7 s. Try again in 4 s.", LimitRequests.Exceeded(service, exceeded).Message);
    }

    [Fact]
    public void A_custom_service_has_100_requests_in_20_s_by_default_and_no_limit_with_0()
    {
        Assert.Equal(new RateLimit(100, 20), Limit(new()).Take(Service())!.Value.Limit);
        Assert.Null(Limit(new() { Requests = 1 }, new() { Requests = 0 }).Take(Service()));
    }

    [Fact]
    public void An_API_users_own_limit_overrides_the_configured_one()
    {
        var limit = Limit(new() { Requests = 1 });

        Assert.Equal(
            new RateLimitState(new(100, 20), IsExceeded: false, Remaining: 99, SecondsToNext: 1),
            limit.Take(Caller with { RateLimit = new(100, 20) }));
    }

    [Fact]
    public void Each_API_user_has_one_limit_whatever_its_addresses()
    {
        var limit = Limit(new() { Requests = 1 });

        for (var number = 0; number < 100; number++)
            Assert.False(
                limit.Take(new(Known.OperatorId, "Ada Example", Grants.None, Known.ApiUser(number), "192.0.2.7"))!.Value.IsExceeded);
        for (var number = 0; number < 100; number++)
            Assert.True(
                limit.Take(
                    new(Known.OperatorId, "Ada Example", Grants.None, Known.ApiUser(number), $"192.0.2.{number}"))!.Value.IsExceeded);
    }

    [Fact]
    public void An_operator_itself_has_the_limit_of_the_settings_in_all_its_sessions()
    {
        var limit = Limit(new() { Requests = 1, Seconds = 60 });
        var caller = new Caller(Known.OperatorId, "Ada Example", Grants.None);
        Assert.False(limit.Take(Caller)!.Value.IsExceeded); // its API user has a bucket of its own
        Assert.False(limit.Take(caller)!.Value.IsExceeded);

        var exceeded = limit.Take(caller with { Session = AccountId.At(AccountKind.Session, 42, 7, 15, 1) })!.Value;

        Assert.True(exceeded.IsExceeded);
        Assert.Equal(
            ("The operator may make 1 request in 60 s. Try again in 60 s.", Known.OperatorId),
            (LimitRequests.Exceeded(caller, exceeded).Message, LimitRequests.Exceeded(caller, exceeded).Account));
    }

    [Fact]
    public void A_limited_caller_is_told_when_to_try_again()
    {
        var limit = Limit(new() { Requests = 3, Seconds = 100 });
        for (var i = 0; i < 3; i++) limit.Take(Caller);

        var error = LimitRequests.Exceeded(Caller, limit.Take(Caller)!.Value);

        Assert.Equal(
            new Error(ErrorKind.TooManyRequests, "rate_limited", "The API user may make 3 requests in 100 s. Try again in 34 s.")
            {
                RetryAfter = TimeSpan.FromSeconds(34),
                Account = Caller.Account,
            },
            error);
    }

    [Theory]
    [InlineData(1, 1, null)]
    [InlineData(1_000_000, 86_400, null)]
    [InlineData(0, 1, "'requests' must be between 1 and 1000000; it is 0.")]
    [InlineData(1_000_001, 1, "'requests' must be between 1 and 1000000; it is 1000001.")]
    [InlineData(1, 0, "'seconds' must be between 1 and 86400; it is 0.")]
    [InlineData(1, 86_401, "'seconds' must be between 1 and 86400; it is 86401.")]
    public void An_invalid_limit_is_reported(int requests, int seconds, string? sentence) =>
        Assert.Equal(sentence, new RateLimit(requests, seconds).Check()?.Message);

    [Fact]
    public void A_changed_limit_is_described_in_words()
    {
        var settings = AnApiUser.Working().Settings;

        var limited = settings with { RateLimit = new(100, 20) };
        Assert.Equal([new("rateLimit", "default", "100 requests in 20 s")], settings.ChangesTo(limited));
        Assert.Equal([new("rateLimit", "100 requests in 20 s", "default")], limited.ChangesTo(settings));
    }

    [Fact]
    public async Task A_verified_caller_has_the_limit_of_its_API_user()
    {
        using var app = new CoreUnderTest();
        await app.KeepAsync(AnApiUser.Working() with { RateLimit = new(100, 20) });
        await app.Operators.KeepAsync(AnOperator.Active());

        Assert.True((await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default)).TryGet(out var caller, out _));

        Assert.Equal(new RateLimit(100, 20), caller.RateLimit);
    }

    private static Caller Service() =>
        new(Known.OperatorId, "Ada Example", Grants.None, AccountId.At(AccountKind.CustomService, 42, 7, 15, 1));

    private static LimitRequests Limit(RateLimitsOptions options, CustomServicesOptions? services = null) =>
        new CoreUnderTest(options, services ?? new()).Get<LimitRequests>();
}
