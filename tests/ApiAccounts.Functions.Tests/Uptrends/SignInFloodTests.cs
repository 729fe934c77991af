using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>One hash at once and none waiting, each long enough for two requests to meet.</summary>
public sealed class OneHashAtOnce() : AppFixture(
    ("Passwords__MaxConcurrentHashes", "1"), ("Passwords__MaxWaitingHashes", "0"), ("Passwords__Iterations", "1000000"));

public sealed class SignInFloodTests(OneHashAtOnce fixture) : IClassFixture<OneHashAtOnce>
{
    [Fact]
    public async Task Sign_ins_beyond_the_limit_are_told_to_come_back()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => fixture.App.Administrator.PostAsync("/v4/Register")));

        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.Created);
        var refused = answers.Where(answer => answer.Status != HttpStatusCode.Created).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer =>
        {
            answer.Is(HttpStatusCode.TooManyRequests);
            Assert.Equal("1", answer.Header("Retry-After"));
            Assert.Equal("Too many concurrent sign-ins. Try again in a moment.", answer.UptrendsMessage);
        });
    }

    [Fact]
    public async Task Those_who_ask_for_tokens_are_told_so_as_well()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number => fixture.App.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "password"), (
                "username", $"nobody-{number}"), ("password", "wrong"))));

        Assert.Contains(answers, answer => answer.Status == HttpStatusCode.BadRequest);
        var refused = answers.Where(answer => answer.Status != HttpStatusCode.BadRequest).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, answer =>
        {
            Assert.Equal("temporarily_unavailable", answer.Is(HttpStatusCode.TooManyRequests).Text("error"));
            Assert.Equal("1", answer.Header("Retry-After"));
        });
    }

    [Fact]
    public async Task API_accounts_are_not_held_up_by_a_flood_of_sign_ins()
    {
        var account = await fixture.App.RegisterAsync();
        var flood = Enumerable.Range(0, 12).Select(
            number => fixture.App.AsOperator($"intruder-{number}", "wrong").PostAsync("/v4/Register")).ToList();

        (await fixture.App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);

        Assert.All(
            await Task.WhenAll(flood),
            answer => Assert.Contains(answer.Status, new[] { HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests }));
    }
}
