using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>Who may call <c>/v4/Register</c>.</summary>
[Collection<UptrendsApp>]
public sealed class OperatorSignInTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task No_credentials_are_refused() => AssertRefused(await app.Anonymous.PostAsync("/v4/Register"));

    [Theory]
    [InlineData("Correct-Horse-42y")]
    [InlineData("correct-horse-42x")]
    [InlineData("Correct-Horse-42x ")]
    [InlineData("")]
    [InlineData(":Correct-Horse-42x")] // all that follows the first colon is the password
    [InlineData("Correct-Horse-42x:")]
    public async Task A_wrong_password_is_refused(string password)
    {
        var @operator = await app.BackDoor.NewOperatorAsync(password: "Correct-Horse-42x");

        AssertRefused(await app.AsOperator(@operator.UserName, password).PostAsync("/v4/Register"));
    }

    [Theory]
    [InlineData("nobody@demo.example", "Correct-Horse-42x")]
    [InlineData("", "Correct-Horse-42x")]
    [InlineData("", "")]
    [InlineData("   ", "Correct-Horse-42x")]
    [InlineData("admin", "Correct-Horse-42x")]
    public async Task A_wrong_user_name_is_refused(string userName, string password) =>
        AssertRefused(await app.AsOperator(userName, password).PostAsync("/v4/Register"));

    [Fact]
    public async Task An_API_accounts_credentials_are_refused()
    {
        var account = await app.RegisterAsync();

        AssertRefused(await app.As(account).PostAsync("/v4/Register"));
    }

    [Fact]
    public async Task An_operator_that_may_only_use_single_sign_on_is_refused()
    {
        var @operator = await app.BackDoor.NewOperatorAsync(allowsPasswordSignIn: false);

        AssertRefused(await app.AsOperator(@operator).PostAsync("/v4/Register"));
    }

    [Fact]
    public async Task An_API_only_operator_is_refused()
    {
        var @operator = await app.BackDoor.NewOperatorAsync(isApiOnly: true);

        AssertRefused(await app.AsOperator(@operator).PostAsync("/v4/Register"));
    }

    [Theory]
    [InlineData("Locked")]
    [InlineData("Inactive")]
    public async Task An_operator_that_is_not_active_is_refused(string status)
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        (await app.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        await app.BackDoor.SetAsync(@operator, "Status", status);

        AssertRefused(await app.AsOperator(@operator).PostAsync("/v4/Register"));
    }

    [Fact]
    public async Task An_operator_is_refused_from_its_expiry_on()
    {
        var @operator = await app.BackDoor.NewOperatorAsync();
        await app.BackDoor.SetAsync(@operator, "ExpiresAt", DateTimeOffset.UtcNow.AddHours(1));
        (await app.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

        await app.BackDoor.SetAsync(@operator, "ExpiresAt", DateTimeOffset.UtcNow.AddSeconds(-1));

        AssertRefused(await app.AsOperator(@operator).PostAsync("/v4/Register"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic not-base64")]
    [InlineData("Basic YWRtaW5AZGVtby5leGFtcGxl")] // a user name and no colon
    [InlineData("Basic YWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4, Basic YWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4")]
    [InlineData("Basic YWRtaW5AZGVtby5leGFtcGxl/zpDb3JyZWN0LUhvcnNlLTQyeA==")] // a byte that UTF-8 does not have
    [InlineData("Bearer YWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4")]
    [InlineData("Digest username=\"admin@demo.example\"")]
    [InlineData("YWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4")]
    [InlineData("BasicYWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4")]
    [InlineData("Basic admin@demo.example:Correct-Horse-42x")]
    public async Task A_garbled_header_is_refused(string header) =>
        AssertRefused(await app.Anonymous.WithAuthorization(header).PostAsync("/v4/Register"));

    [Theory]
    [InlineData("basic YWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4")]
    [InlineData("BASIC  YWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4")]
    public async Task The_scheme_is_read_in_any_letter_case(string header) =>
        (await app.Anonymous.WithAuthorization(header).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

    [Fact]
    public async Task Two_headers_are_refused_even_when_both_are_right()
    {
        const string Right = "Authorization: Basic YWRtaW5AZGVtby5leGFtcGxlOkNvcnJlY3QtSG9yc2UtNDJ4\r\n";
        const string Request = "POST /v4/Register HTTP/1.1\r\nContent-Length: 0\r\n";

        Assert.Equal(201, (await RawRequest.SendAsync(app.Port, Request + Right)).Status);
        Assert.Equal(401, (await RawRequest.SendAsync(app.Port, Request + Right + Right)).Status);
    }

    [Theory]
    [InlineData("ADMIN@Demo.Example")]
    [InlineData("  admin@demo.example ")]
    [InlineData("ａｄｍｉｎ@demo.example")] // full-width letters
    public async Task A_user_name_is_the_same_in_another_form(string userName) =>
        (await app.AsOperator(userName, "Correct-Horse-42x").PostAsync("/v4/Register")).Is(HttpStatusCode.Created);

    [Fact]
    public async Task A_user_name_with_marks_is_the_same_composed_and_decomposed()
    {
        var @operator = await app.BackDoor.NewOperatorAsync(userName: "Zo\u00EB.M\u00FCller@demo.example");
        string[] forms =
        [
            "zo\u00EB.m\u00FCller@demo.example", // one character each
            "zoe\u0308.mu\u0308ller@demo.example", // combining marks
            "ZO\u00CB.M\u00DCLLER@DEMO.EXAMPLE",
        ];

        foreach (var userName in forms)
            (await app.AsOperator(userName, @operator.Password).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("Battery:Staple-7")]
    [InlineData("Batterie-Kl\u00E4mmerchen-\u2602-7")]
    public async Task A_password_may_hold_colons_and_any_letters(string password)
    {
        var @operator = await app.BackDoor.NewOperatorAsync(password: password);

        (await app.AsOperator(@operator).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
    }

    private static void AssertRefused(Answer answer)
    {
        answer.Is(HttpStatusCode.Unauthorized);
        Assert.Equal("Basic realm=\"API accounts\", charset=\"UTF-8\"", answer.Header("WWW-Authenticate"));
        Assert.Equal(
            "The credentials are missing or wrong. This path takes the user name and password of an operator.",
            answer.UptrendsMessage);
    }
}
