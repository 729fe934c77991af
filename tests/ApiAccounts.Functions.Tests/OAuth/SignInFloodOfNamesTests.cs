using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary>The default limits of sign-ins.</summary>
public sealed class DefaultSignIns() : AppFixture(("Passwords__Iterations", null));

/// <summary>A flood of made-up names keeps nobody from signing in.</summary>
public sealed class SignInFloodOfNamesTests(DefaultSignIns fixture) : IClassFixture<DefaultSignIns>
{
    private const int Intruders = 40;

    private readonly App app = fixture.App;

    [Fact]
    public async Task Twelve_operators_sign_in_during_a_flood_of_forty_made_up_names()
    {
        var operators = new List<SeededOperator>();
        for (var number = 0; number < 12; number++) operators.Add(await app.BackDoor.NewOperatorAsync());
        using var over = new CancellationTokenSource();
        var refused = 0;
        var flood = Enumerable.Range(0, Intruders).Select(intruder => Task.Run(async () =>
        {
            for (var round = 0; !over.IsCancellationRequested; round++)
            {
                await SignInAsync($"intruder-{intruder}-{round}@nowhere.example", "wrong");
                Interlocked.Increment(ref refused);
            }
        })).ToList();
        while (Volatile.Read(ref refused) < Intruders / 2) await Task.Yield(); // it has begun

        var answers = await Task.WhenAll(operators.Select(one => SignInAsync(one.UserName, one.Password)));

        await over.CancelAsync();
        await Task.WhenAll(flood);
        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
    }

    private Task<Answer> SignInAsync(string userName, string password) => app.Anonymous.PostFormAsync(
        "/oauth/token", ("client_id", "console"), ("grant_type", "password"), ("username", userName), ("password", password));
}
