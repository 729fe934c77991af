using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

[Collection<NativeApp>]
public sealed class VerifyTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Theory]
    [InlineData("GET", "/verify")]
    [InlineData("GET", "/verify/")]
    [InlineData("POST", "/verify")]
    [InlineData("HEAD", "/verify")]
    [InlineData("PUT", "/verify")]
    [InlineData("DELETE", "/verify")]
    [InlineData("OPTIONS", "/verify")]
    [InlineData("PROPFIND", "/verify")]
    [InlineData("GET", "/VERIFY")]
    [InlineData("GET", "/verify/any/path?x=1")]
    [InlineData("POST", "/verify/any%2Fpath/%C3%BC/?x=1&x=2")]
    [InlineData("GET", "/verify/admin")]
    public async Task Right_credentials_are_answered_200_with_who_it_is_in_headers(string method, string path)
    {
        var account = await app.RegisterAsync();

        var answer = await app.As(account).SendAsync(new(method), path);

        Assert.Equal("", answer.Is(HttpStatusCode.OK).Body);
        Assert.Equal(account.ApiUserGuid, answer.Header("X-Api-User"));
        Assert.Equal(account.OperatorGuid, answer.Header("X-Operator"));
        Assert.Equal("1", answer.Header("X-Partner"));
        Assert.Null(answer.Header("Content-Type"));
    }

    [Fact]
    public async Task The_partner_is_told_by_its_number()
    {
        var partner = await app.BackDoor.NewPartnerAsync();
        var account = await app.RegisterAsync(partner);

        var answer = await app.As(account).GetAsync("/verify");

        Assert.Equal(partner.OperatorGuid, answer.Header("X-Operator"));
        Assert.Equal($"{partner.Pid}", answer.Header("X-Partner"));
    }

    [Fact]
    public async Task A_body_that_a_gateway_passes_on_is_not_looked_at()
    {
        var account = await app.RegisterAsync();

        (await app.As(account).PostJsonAsync("/verify", "{ this is not JSON")).Is(HttpStatusCode.OK);
    }

    /// <summary>The next userId of a partner is no secret: anybody can ask for its API users while the operator is being created.</summary>
    [Fact]
    public async Task An_operator_that_was_asked_for_while_it_was_pending_works_once_complete()
    {
        var partner = await app.BackDoor.NewPartnerAsync();
        var store = app.BackDoor.Get<IOperatorStore>();
        var read = (await store.FindPartnerAsync(partner.Pid, default))!;
        var pending = new Operator
        {
            Id = AccountId.New(AccountKind.Operator, partner.Pid, 2, partner.Id.Bucket),
            UserName = $"pending-{partner.Pid}@demo.example",
            Email = "pending@demo.example",
            FirstName = "Pending",
            Status = OperatorStatus.Pending,
            CreatedAt = DateTimeOffset.UtcNow,
            AllowsPasswordSignIn = false,
        };
        Assert.True(await store.AddPendingAsync(read with { Value = read.Value with { LastUserId = 2 } }, pending, [], default));
        var madeUp = AccountId.New(AccountKind.ApiUser, partner.Pid, 2, partner.Id.Bucket).UserName;
        for (var i = 0; i < 3; i++) AssertRefused(await app.Anonymous.With(madeUp, "wrong").GetAsync("/verify"));

        await app.BackDoor.Get<CreateOperator>().CompleteAsync(pending, caller: null, default);
        var made = (await app.As(await app.RegisterAsync(partner)).PostJsonAsync(
            "/v4/ApiUser", $$"""{"OperatorGuid":"{{pending.Id}}","Description":"the first"}""")).Is(HttpStatusCode.Created).Json;

        var asIt = app.Anonymous.With(made.GetProperty("UserName").GetString()!, made.GetProperty("Password").GetString()!);
        (await asIt.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task No_credentials_are_refused() => AssertRefused(await app.Anonymous.GetAsync("/verify"));

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        var account = await app.RegisterAsync();
        var other = await app.RegisterAsync();
        string[] secrets =
        [
            "", "wrong", account.Password + "x", account.Password[1..], account.Password.ToUpperInvariant(),
            other.Password, App.AdministratorPassword,
        ];

        foreach (var secret in secrets) AssertRefused(await app.AsOperator(account.UserName, secret).GetAsync("/verify"));
    }

    [Fact]
    public async Task A_secret_with_any_one_character_changed_is_refused()
    {
        var account = await app.RegisterAsync();

        for (var i = 0; i < account.Password.Length; i++)
            AssertRefused(await app.AsOperator(account.UserName, Changed(account.Password, i)).GetAsync("/verify"));
    }

    [Fact]
    public async Task A_user_name_with_any_one_character_changed_is_refused()
    {
        var account = await app.RegisterAsync();

        for (var i = 0; i < account.UserName.Length; i++)
            AssertRefused(await app.AsOperator(Changed(account.UserName, i), account.Password).GetAsync("/verify"));
    }

    [Fact]
    public async Task A_user_name_that_nobody_has_is_refused()
    {
        var account = await app.RegisterAsync();
        Assert.True(AccountId.TryParse(account.ApiUserGuid, out var id));
        Assert.True(AccountId.TryParse(account.OperatorGuid, out var operatorId));
        string[] userNames =
        [
            "", "admin@demo.example", account.ApiUserGuid, account.UserName[1..], account.UserName + "0",
            operatorId.UserName,
            AccountId.New(AccountKind.ApiUser, id.Pid, id.UserId, id.Bucket).UserName,
            AccountId.New(AccountKind.ApiUser, 4_000_000_000, 1, 4_095).UserName,
            AccountId.New(AccountKind.CustomService, id.Pid, id.UserId, id.Bucket).UserName,
        ];

        foreach (var userName in userNames) AssertRefused(await app.AsOperator(userName, account.Password).GetAsync("/verify"));
    }

    [Fact]
    public async Task A_user_name_is_read_in_either_case_and_with_letters_taken_for_digits()
    {
        var account = await app.RegisterAsync();
        string[] forms =
        [
            account.UserName.ToLowerInvariant(),
            account.UserName.Replace('0', 'O').Replace('1', 'I'),
            account.UserName.Replace('0', 'o').Replace('1', 'l'),
        ];

        foreach (var userName in forms) (await app.AsOperator(userName, account.Password).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_operators_own_credentials_are_refused() => AssertRefused(await app.Administrator.GetAsync("/verify"));

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ?")]
    public async Task A_garbled_header_is_refused(string header) =>
        AssertRefused(await app.Anonymous.WithAuthorization(header).GetAsync("/verify"));

    [Fact]
    public async Task A_refusal_of_HEAD_has_no_body()
    {
        var answer = await app.Anonymous.SendAsync(HttpMethod.Head, "/verify");

        Assert.Equal("", answer.Is(HttpStatusCode.Unauthorized).Body);
        Assert.Equal("Basic realm=\"API accounts\", charset=\"UTF-8\"", answer.Header("WWW-Authenticate"));
    }

    [Theory]
    [InlineData("IsEnabled", false)]
    [InlineData("ExpiresAt", true)]
    public async Task Right_credentials_of_an_API_user_that_has_ended_are_forbidden(string property, bool isTime)
    {
        var account = await app.RegisterAsync();
        await app.BackDoor.SetAsync(account, property, isTime ? DateTimeOffset.UtcNow.AddSeconds(-1) : false);

        AssertEnded(await app.As(account).GetAsync("/verify"));
        AssertRefused(await app.AsOperator(account.UserName, Changed(account.Password, 20)).GetAsync("/verify"));
    }

    [Theory]
    [InlineData("Inactive")]
    [InlineData("Locked")]
    public async Task Right_credentials_of_an_operator_that_is_not_active_are_forbidden(string status)
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);
        await app.BackDoor.SetAsync(@operator, "Status", status);

        AssertEnded(await app.As(account).GetAsync("/verify"));
        AssertRefused(await app.AsOperator(account.UserName, Changed(account.Password, 20)).GetAsync("/verify"));

        await app.BackDoor.SetAsync(@operator, "Status", "Active");
        (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Right_credentials_of_an_expired_operator_are_forbidden()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);
        await app.BackDoor.SetAsync(@operator, "ExpiresAt", DateTimeOffset.UtcNow.AddSeconds(-1));

        AssertEnded(await app.As(account).GetAsync("/verify"));
        AssertRefused(await app.AsOperator(account.UserName, Changed(account.Password, 20)).GetAsync("/verify"));
    }

    [Fact]
    public async Task What_ends_later_works_until_then()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);
        await app.BackDoor.SetAsync(@operator, "ExpiresAt", DateTimeOffset.UtcNow.AddHours(1));
        await app.BackDoor.SetAsync(account, "ExpiresAt", DateTimeOffset.UtcNow.AddHours(1));

        (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task API_users_of_an_operator_that_may_not_sign_in_itself_work()
    {
        var @operator = await app.BackDoor.NewOperatorAsync(isApiOnly: true, allowsPasswordSignIn: false);
        var registered = await app.Administrator.PostAsync($"/v4/Register?operatorGuid={@operator.OperatorGuid}");

        (await app.AsOperator(registered.Text("UserName"), registered.Text("Password")).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Credentials_of_an_operator_that_is_gone_are_refused()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);
        await app.BackDoor.RemoveAsync(@operator);

        AssertRefused(await app.As(account).GetAsync("/verify"));
    }

    [Fact]
    public async Task Credentials_of_an_operator_whose_number_is_anothers_now_are_refused()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        var account = await app.RegisterAsync(@operator);
        var another = AccountId.New(AccountKind.Operator, @operator.Pid, @operator.Id.UserId, @operator.Id.Bucket);
        await app.BackDoor.SetAsync(@operator, "Id", another.ToString());

        AssertRefused(await app.As(account).GetAsync("/verify"));
    }

    [Fact]
    public async Task Right_credentials_are_answered_204_where_the_setting_says_so()
    {
        await using var own = await App.StartAsync((await Azurite.SharedAsync()).NewAccount(), ("Verification__SuccessStatus", "204"));
        var account = await own.RegisterAsync();

        Assert.Equal("", (await own.As(account).GetAsync("/verify")).Is(HttpStatusCode.NoContent).Body);
        (await own.Anonymous.GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
    }

    private static void AssertRefused(Answer answer)
    {
        Problem.Is(
            answer, HttpStatusCode.Unauthorized, "Unauthorized", "invalid_credentials",
            "The credentials are missing or wrong. This path takes the user name and secret of an API user, or an access token.");
        Assert.Equal("Basic realm=\"API accounts\", charset=\"UTF-8\"", answer.Header("WWW-Authenticate"));
        AssertTellsNobody(answer);
    }

    private static void AssertEnded(Answer answer)
    {
        Problem.Is(
            answer, HttpStatusCode.Forbidden, "Forbidden", "credential_ended",
            "The credentials are correct, but the API user or its operator is disabled, locked or expired.");
        Assert.Null(answer.Header("WWW-Authenticate"));
        AssertTellsNobody(answer);
    }

    private static void AssertTellsNobody(Answer answer)
    {
        Assert.Null(answer.Header("X-Api-User"));
        Assert.Null(answer.Header("X-Operator"));
        Assert.Null(answer.Header("X-Partner"));
    }

    /// <summary>Another character of the same alphabet in one place.</summary>
    private static string Changed(string text, int place) => text[..place] + (text[place] == '7' ? '8' : '7') + text[(place + 1)..];
}
