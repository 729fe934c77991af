using System.Globalization;
using ApiAccounts.Functions.Tests.Running;
using Azure;
using Azure.Data.Tables;

namespace ApiAccounts.Functions.Tests.OAuth;

/// <summary>Room for many sign-ins at once, so that only the lock refuses any.</summary>
public sealed class RoomForSignIns() : AppFixture(("Passwords__MaxWaitingHashes", "1000"));

/// <summary>After 5 wrong passwords in a row a user name is locked for a quarter of an hour, for signing in and for nothing else.</summary>
public sealed class SignInLockTests(RoomForSignIns fixture) : IClassFixture<RoomForSignIns>
{
    private const string Sentence = "Sign-in with this user name is locked after too many wrong passwords in a row. Try again later.";

    private readonly App app = fixture.App;

    [Fact]
    public async Task The_sixth_sign_in_is_refused_though_its_password_is_right_wherever_the_five_were()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        for (var i = 0; i < 3; i++) (await SignInAsync(@operator.UserName, "wrong")).Is(HttpStatusCode.BadRequest);
        for (var i = 0; i < 2; i++) (await app.AsOperator(@operator.UserName, "wrong").PostAsync("/v4/Register"))
            .Is(HttpStatusCode.Unauthorized);

        var register = await app.AsOperator(@operator).PostAsync("/v4/Register");
        Assert.Equal(Sentence, register.Is(HttpStatusCode.TooManyRequests).UptrendsMessage);
        Assert.InRange(int.Parse(register.Header("Retry-After")!, CultureInfo.InvariantCulture), 800, 900);
        var token = await SignInAsync(@operator.UserName, @operator.Password);
        Assert.Equal(
            ("invalid_grant", Sentence), (token.Is(HttpStatusCode.TooManyRequests).Text("error"), token.Text("error_description")));
        Assert.InRange(int.Parse(token.Header("Retry-After")!, CultureInfo.InvariantCulture), 800, 900);
        var audit = (await app.BackDoor.RowsAsync("00000001"))
            .Single(row => row.GetString("Action") == "SignInLocked" && row.GetString("Subject") == @operator.OperatorGuid);
        Assert.Equal((null, "127.0.0.1"), (audit.GetString("Actor"), audit.GetString("Address")));
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_locked_alike()
    {
        for (var i = 0; i < 5; i++) (await SignInAsync("nobody-1@demo.example", "wrong")).Is(HttpStatusCode.BadRequest);
        Assert.Equal(
            Sentence, (await SignInAsync(" NOBODY-1@demo.example", "wrong")).Is(HttpStatusCode.TooManyRequests).Text("error_description"));
    }

    [Fact]
    public async Task Sessions_and_API_users_of_a_locked_name_go_on()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var (signedIn, account) = (await app.SignInAsync(@operator), await app.RegisterAsync(@operator));
        for (var i = 0; i < 6; i++) await SignInAsync(@operator.UserName, "wrong");

        (await app.Anonymous.WithToken(signedIn.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await app.Anonymous.PostFormAsync(
            "/oauth/token", ("client_id", "console"), ("grant_type", "refresh_token"), (
                "refresh_token", signedIn.RefreshToken))).Is(HttpStatusCode.OK);
        (await app.As(account).PostFormAsync("/oauth/token", ("grant_type", "client_credentials"))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_lock_ends()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        for (var i = 0; i < 5; i++) await SignInAsync(@operator.UserName, "wrong");
        (await SignInAsync(@operator.UserName, @operator.Password)).Is(HttpStatusCode.TooManyRequests);
        var logins = app.BackDoor.Get<TableServiceClient>().GetTableClient("Logins");
        var key = Core.Directory.Logins.LoginName.KeyOf(@operator.UserName);
        var tally = new TableEntity($"tally-{key[..2]}", key) { ["LastBegan"] = DateTimeOffset.UtcNow.AddMinutes(-15) };
        await logins.UpdateEntityAsync(tally, ETag.All);

        (await SignInAsync(@operator.UserName, @operator.Password)).Is(HttpStatusCode.OK);
        Assert.False((await logins.GetEntityIfExistsAsync<TableEntity>(tally.PartitionKey, key)).HasValue);
    }

    [Fact]
    public async Task Twenty_right_sign_ins_at_once_with_one_name_all_succeed()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignInAsync(@operator.UserName, @operator.Password)));
        Assert.All(answers, answer => answer.Is(HttpStatusCode.OK));
    }

    [Fact]
    public async Task Of_fifty_guesses_at_once_five_are_looked_at()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => SignInAsync(@operator.UserName, $"guess-{number}")));
        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.BadRequest));
        Assert.Equal(45, answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests));
    }

    private Task<Answer> SignInAsync(string userName, string password) => app.Anonymous.PostFormAsync(
        "/oauth/token", ("client_id", "console"), ("grant_type", "password"), ("username", userName), ("password", password));
}
