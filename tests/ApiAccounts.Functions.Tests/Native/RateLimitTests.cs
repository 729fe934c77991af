using System.Globalization;
using System.Text.RegularExpressions;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>
/// What an API user with a rate limit is answered. The limits here need hours for one more request, so that none comes while a test runs.
/// </summary>
[Collection<NativeApp>]
public sealed partial class RateLimitTests(AppFixture fixture) : NativeTest(fixture)
{
    private const string Changed = """{"description":"x","type":"Generic","enabled":true,"expiresAt":null,"rateLimit":LIMIT}""";

    [Fact]
    public async Task Without_a_limit_none_is_told()
    {
        var answer = (await Api.GetAsync("/verify")).Is(HttpStatusCode.OK);

        Assert.Equal((null, null), (answer.Header("RateLimit"), answer.Header("RateLimit-Policy")));
    }

    [Fact]
    public async Task Each_answer_tells_what_is_left_and_one_too_many_is_told_when_to_come_again()
    {
        var account = await LimitedAsync(requests: 3);

        var first = (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        var second = (await App.As(account).GetAsync($"/v4/ApiUser/{account.ApiUserGuid}")).Is(HttpStatusCode.OK);
        var third = (await App.As(account).GetAsync("/api/v1/api-users/nonsense")).Is(HttpStatusCode.BadRequest);
        var fourth = await App.As(account).GetAsync("/verify");

        Assert.Equal("\"api-user\";r=2;t=28800", first.Header("RateLimit"));
        Assert.Equal((1, 0, 0), (Left(second).Remaining, Left(third).Remaining, Left(fourth).Remaining));
        Assert.All(new[] { first, second, third, fourth },
            answer => Assert.Equal("\"api-user\";q=3;w=86400", answer.Header("RateLimit-Policy")));
        Assert.All(new[] { first, second, third }, answer => Assert.Null(answer.Header("Retry-After")));
        Problem.Is(
            fourth, HttpStatusCode.TooManyRequests, "Too Many Requests", "rate_limited",
            $"The API user may make 3 requests in 86400 s. Try again in {Left(fourth).Seconds} s.");
        Assert.InRange(Left(fourth).Seconds, 28_000, 28_800);
        Assert.Equal(Left(fourth).Seconds.ToString(CultureInfo.InvariantCulture), fourth.Header("Retry-After"));
        Assert.Equal((null, null), (fourth.Header("X-Api-User"), fourth.Header("WWW-Authenticate")));
    }

    [Fact]
    public async Task Every_dialect_refuses_in_its_own_form()
    {
        var account = await LimitedAsync(requests: 1);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);

        var uptrends = (await App.As(account).GetAsync("/v4/ApiUser")).Is(HttpStatusCode.TooManyRequests);
        var native = await App.As(account).DeleteAsync($"/api/v1/api-users/{account.ApiUserGuid}");
        var head = (await App.As(account).SendAsync(HttpMethod.Head, "/verify/any/path")).Is(HttpStatusCode.TooManyRequests);

        Assert.Equal($"The API user may make 1 request in 86400 s. Try again in {Left(uptrends).Seconds} s.", uptrends.UptrendsMessage);
        Assert.Equal("rate_limited", Problem.Of(native, HttpStatusCode.TooManyRequests).Code);
        Assert.Equal("", head.Body);
        Assert.All(new[] { uptrends, native, head },
            answer => Assert.InRange(int.Parse(answer.Header("Retry-After")!, CultureInfo.InvariantCulture), 86_000, 86_400));
        (await Api.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_as_ever_and_takes_nothing()
    {
        var account = await LimitedAsync(requests: 1);
        var wrong = App.AsOperator(account.UserName, Manager.Password);

        for (var i = 0; i < 5; i++) await AssertRefusedAsync();
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);
        await AssertRefusedAsync();

        async Task AssertRefusedAsync()
        {
            var answer = await wrong.GetAsync("/verify");
            Assert.Equal("invalid_credentials", Problem.Of(answer, HttpStatusCode.Unauthorized).Code);
            Assert.Equal((null, null, null), (answer.Header("RateLimit"), answer.Header("RateLimit-Policy"), answer.Header("Retry-After")));
        }
    }

    [Fact]
    public async Task The_callers_of_a_gateway_share_its_address_and_no_limit()
    {
        var accounts = new List<RegisteredAccount>();
        for (var i = 0; i < 10; i++) accounts.Add(await LimitedAsync(requests: 1));
        Task<Answer> Verify(RegisteredAccount account, string address) =>
            App.As(account).SendAsync(HttpMethod.Get, "/verify", null, ("X-Forwarded-For", address));

        foreach (var account in accounts) (await Verify(account, "203.0.113.7")).Is(HttpStatusCode.OK);
        foreach (var account in accounts) (await Verify(account, "198.51.100.1")).Is(HttpStatusCode.TooManyRequests);
        (await App.As(await App.RegisterAsync()).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_refused_is_no_use_of_it()
    {
        var (account, other) = (await LimitedAsync(requests: 2), await App.RegisterAsync());
        for (var i = 0; i < 2; i++) (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Eventually.Async(async () => (await ShownUsage.OfAsync(App, account, Manager)).Requests == 2, "both uses are counted");
        var longAgo = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
        await App.BackDoor.SetAsync(account, "LastUsed", longAgo);

        for (var i = 0; i < 5; i++) (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);

        (await App.As(other).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Eventually.Async(async () => (await ShownUsage.OfAsync(App, other, Manager)).Requests == 1, "a later use is counted");
        Assert.Equal(new("Used", longAgo, 2), await ShownUsage.OfAsync(App, account, Manager));
    }

    [Fact]
    public async Task A_changed_limit_holds_at_once()
    {
        var account = await LimitedAsync(requests: 1);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);

        await ChangeAsync(account, """{"requests":3,"seconds":86400}""");
        Assert.Equal((1, 0), (await RemainingAsync(account), await RemainingAsync(account)));
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);

        await ChangeAsync(account, "null");
        for (var i = 0; i < 5; i++) Assert.Null(
            (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK).Header("RateLimit"));

        await ChangeAsync(account, """{"requests":2,"seconds":86400}""");
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task It_is_shown_changed_and_kept_by_a_change_through_the_other_dialect()
    {
        var made = (await Api.PostJsonAsync(ApiUsersOfManager, """{"description":"x","rateLimit":{"requests":100,"seconds":20}}"""))
            .Is(HttpStatusCode.Created);
        var account = RegisteredAccount.Of(made.Text("userName"), made.Text("secret"), Manager.OperatorGuid);
        var path = $"/api/v1/api-users/{account.ApiUserGuid}";
        async Task<string> ShownAsync() => (await Api.GetAsync(path)).Is(HttpStatusCode.OK).Json.GetProperty("rateLimit").GetRawText();

        Assert.Equal("""{"requests":100,"seconds":20}""", made.Json.GetProperty("rateLimit").GetRawText());
        Assert.Equal("""{"requests":100,"seconds":20}""", await ShownAsync());
        Assert.Equal("""{"requests":100,"seconds":20}""", (await ListedAsync(account.ApiUserGuid)).GetProperty("rateLimit").GetRawText());
        var uptrends = (await Api.GetAsync($"/v4/ApiUser/{account.ApiUserGuid}")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("limit", uptrends.Body, StringComparison.OrdinalIgnoreCase);

        (await Api.PutJsonAsync($"/v4/ApiUser/{account.ApiUserGuid}",
            $$"""{"OperatorGuid":"{{Manager.OperatorGuid}}","Description":"y"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal("""{"requests":100,"seconds":20}""", await ShownAsync());

        var put = await Api.PutJsonAsync(path, Changed.Replace("LIMIT", """{"requests":7,"seconds":1}""", StringComparison.Ordinal));
        Assert.Equal("""{"requests":7,"seconds":1}""", put.Is(HttpStatusCode.OK).Json.GetProperty("rateLimit").GetRawText());
        Assert.Equal("""{"requests":7,"seconds":1}""", await ShownAsync());
        Assert.Contains(
            """{"field":"rateLimit","before":"100 requests in 20 s","after":"7 requests in 1 s"}""",
            (await App.BackDoor.AuditOfAsync(account))[^1].GetString("Changes"),
            StringComparison.Ordinal);

        await ChangeAsync(account, "null");
        Assert.Equal("null", await ShownAsync());
    }

    [Fact]
    public async Task One_that_is_added_with_others_has_its_limit()
    {
        var saved = (await Api.PostJsonAsync(
            ApiUsersOfManager + "/changes",
            """{"add":[{"description":"x","rateLimit":{"requests":1,"seconds":86400}}]}""")).Is(HttpStatusCode.OK);
        var added = saved.Json.GetProperty("added")[0];
        var own = App.AsOperator(added.GetProperty("userName").GetString()!, added.GetProperty("secret").GetString()!);

        (await own.GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await own.GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);
        var problem = Problem.Of(
            await Api.PostJsonAsync(
                ApiUsersOfManager + "/changes", """{"add":[{"description":"x","rateLimit":{"requests":0,"seconds":1}}]}"""),
            HttpStatusCode.BadRequest);
        Assert.Equal(("invalid_value", "add[0].rateLimit.requests"), (problem.Code, problem.Target));
    }

    [Fact]
    public async Task Each_instance_keeps_its_own()
    {
        var account = await LimitedAsync(requests: 1);
        await using var another = await App.StartAsync(App.Account);

        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);
        (await another.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await another.As(account).GetAsync("/verify")).Is(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(401, "Unauthorized", "Basic realm=\"API accounts\", charset=\"UTF-8\"")]
    [InlineData(403, "Forbidden", null)]
    public async Task A_gateway_can_be_given_a_status_that_it_knows(int status, string title, string? challenge)
    {
        await using var app = await App.StartAsync(
            (await Azurite.SharedAsync()).NewAccount(),
            ("RateLimits__VerifyStatus", $"{status}"), ("RateLimits__Requests", "1"), ("RateLimits__Seconds", "86400"));
        var account = await app.RegisterAsync();
        Assert.Equal(
            "\"api-user\";q=1;w=86400",
            (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK).Header("RateLimit-Policy"));

        var refused = await app.As(account).GetAsync("/verify");

        Problem.Is(
            refused, (HttpStatusCode)status, title, "rate_limited",
            $"The API user may make 1 request in 86400 s. Try again in {Left(refused).Seconds} s.");
        Assert.Equal(Left(refused).Seconds.ToString(CultureInfo.InvariantCulture), refused.Header("Retry-After"));
        Assert.Equal(challenge, refused.Header("WWW-Authenticate"));
        (await app.As(account).GetAsync("/v4/ApiUser")).Is(HttpStatusCode.TooManyRequests);
        (await app.As(account).GetAsync("/api/v1/api-users")).Is(HttpStatusCode.TooManyRequests);
    }

    /// <summary>An API user of the administrator that may make so many requests a day.</summary>
    private async Task<RegisteredAccount> LimitedAsync(int requests)
    {
        var made = await Api.PostJsonAsync(
            ApiUsersOfManager, $$$"""{"description":"Limited","rateLimit":{"requests":{{{requests}}},"seconds":86400}}""");
        return RegisteredAccount.Of(made.Is(HttpStatusCode.Created).Text("userName"), made.Text("secret"), Manager.OperatorGuid);
    }

    private async Task ChangeAsync(RegisteredAccount account, string limit) => (await Api.PutJsonAsync(
        $"/api/v1/api-users/{account.ApiUserGuid}", Changed.Replace("LIMIT", limit, StringComparison.Ordinal))).Is(HttpStatusCode.OK);

    private async Task<int> RemainingAsync(RegisteredAccount account) =>
        Left((await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK)).Remaining;

    private static (int Remaining, int Seconds) Left(Answer answer)
    {
        var match = Form().Match(answer.Header("RateLimit")!);
        Assert.True(match.Success, answer.Header("RateLimit"));
        return (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("^\"api-user\";r=([0-9]+);t=([0-9]+)$")]
    private static partial Regex Form();
}
