using ApiAccounts.Core.Access;
using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.SignIn;

public sealed class SignInOperatorTests : IDisposable
{
    private readonly CoreUnderTest app = new();

    public void Dispose() => app.Dispose();

    [Theory]
    [InlineData("ada@partner.example")]
    [InlineData(" ADA@partner.example ")]
    public async Task The_right_password_yields_a_caller(string userName)
    {
        await KeepAsync(AnOperator.Active());
        var result = await app.Get<SignInOperator>().ExecuteAsync(userName, Known.Password, "192.0.2.7", default);
        Assert.True(result.TryGet(out var signedIn, out _));
        Assert.Equal(Known.OperatorId, signedIn.Operator.Id);
        Assert.Equal(new Caller(Known.OperatorId, "Ada Example", Grants.None, Account: null, "192.0.2.7"), signedIn.Caller);
    }

    [Theory]
    [InlineData("ada@partner.example", "Correct-Horse-8")]
    [InlineData("ada@partner.example", "")]
    [InlineData("bob@partner.example", Known.Password)]
    [InlineData("", Known.Password)]
    public async Task All_wrong_credentials_are_refused_alike(string userName, string password)
    {
        await KeepAsync(AnOperator.Active());
        Assert.Equal(Error.Unauthenticated, (await app.Get<SignInOperator>().ExecuteAsync(userName, password, null, default)).Error);
    }

    [Fact]
    public async Task An_operator_that_may_not_sign_in_is_refused_alike()
    {
        Operator[] refused =
        [
            AnOperator.Locked(), AnOperator.Inactive(), AnOperator.Expired(),
            AnOperator.Active() with { IsApiOnly = true }, AnOperator.Active() with { AllowsPasswordSignIn = false },
        ];
        foreach (var @operator in refused)
        {
            using var own = new CoreUnderTest();
            await own.Operators.KeepAsync(@operator with { PasswordHash = await HashAsync(own) });
            Assert.Equal(
                Error.Unauthenticated,
                (await own.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error);
        }
    }

    [Fact]
    public async Task An_operator_without_a_password_is_refused_alike()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        Assert.Equal(
            Error.Unauthenticated,
            (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", "nobody's password", null, default)).Error);
    }

    [Fact]
    public async Task The_user_name_of_a_deleted_operator_is_refused_alike()
    {
        await app.Operators.AddPartnerAsync(new(42, "A partner", [], 0, 0), default);
        await app.Operators.ClaimLoginAsync(LoginName.KeyOf("ada@partner.example"), new(Known.OperatorId), null, default);
        Assert.Equal(
            Error.Unauthenticated,
            (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error);
    }

    [Fact]
    public async Task An_operator_that_will_expire_may_sign_in_until_then()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = Known.Now.AddSeconds(1) });
        Assert.Null((await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error);
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(
            Error.Unauthenticated,
            (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error);
    }

    [Fact]
    public async Task A_pending_operator_that_has_its_user_name_is_completed()
    {
        await KeepAsync(AnOperator.Pending() with { IsAdministrator = true });
        Assert.Null((await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error);
        Assert.Equal(OperatorStatus.Active, (await app.Operators.FindAsync(42, 7, default))!.Value.Status);
        Assert.Equal(1, (await app.Operators.PartnerAsync(42)).Administrators);
    }

    [Fact]
    public async Task A_pending_operator_is_not_completed_by_a_wrong_password()
    {
        await KeepAsync(AnOperator.Pending());
        Assert.Equal(
            Error.Unauthenticated,
            (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", "Correct-Horse-8", null, default)).Error);
        Assert.Equal(OperatorStatus.Pending, (await app.Operators.FindAsync(42, 7, default))!.Value.Status);
    }

    [Fact]
    public async Task A_hash_with_fewer_iterations_is_rehashed_and_still_works()
    {
        await KeepAsync(AnOperator.Active());
        using var dearer = app.Beside(new PasswordsOptions { Iterations = 0x4321, MaxWaitingHashes = 1_000 });
        Assert.Null((await dearer.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error);

        var kept = (await app.Operators.FindAsync(42, 7, default))!;
        Assert.Equal("00004321", Convert.ToHexString(Convert.FromBase64String(kept.Value.PasswordHash!)[5..9]));
        Assert.Null((await dearer.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error);
        Assert.Equal(kept, await app.Operators.FindAsync(42, 7, default)); // and not again
    }

    [Fact]
    public async Task Too_many_at_once_are_told_so()
    {
        using var slow = app.Beside(Known.SlowHashing());
        var results = await AtOnce.RunAsync(
            8, number => slow.Get<SignInOperator>().ExecuteAsync($"nobody-{number}", Known.Password, null, default));
        Assert.Contains(results, result => result.Error!.Kind == ErrorKind.TooManyRequests);
    }

    private async Task KeepAsync(Operator @operator) =>
        await app.Operators.KeepAsync(@operator with { PasswordHash = await HashAsync(app) });

    private static async Task<string> HashAsync(CoreUnderTest app) =>
        (await app.Get<PasswordHashing>().HashAsync(Known.Password, default)).TryGet(out var hash, out _)
            ? hash
            : throw new InvalidOperationException();
}
