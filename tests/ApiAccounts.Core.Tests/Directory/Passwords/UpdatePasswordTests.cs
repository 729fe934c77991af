using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Passwords;

public sealed class UpdatePasswordTests : IAsyncLifetime
{
    private const string New = "Another-Horse-8";
    private static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None, Known.ApiUserId, "192.0.2.7");

    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync() => await app.Operators.KeepAsync(AnOperator.Active() with
    {
        PasswordHash = await HashAsync(Known.Password),
        SignInVersion = 4,
        TemporaryPasswordEndsAt = Known.Now.AddMinutes(1),
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_new_password_signs_in_and_the_old_one_no_longer_does()
    {
        Assert.Null(await UpdateAsync(Known.Password, New));

        Assert.True(await SignsInAsync(New));
        Assert.False(await SignsInAsync(Known.Password));
        var entry = Assert.Single(app.Audit);
        Assert.Equal(
            (AuditAction.OperatorChanged, Known.OperatorId, Known.ApiUserId, "192.0.2.7", """[{"field":"password","after":"changed"}]"""),
            (entry.Action, entry.Subject, entry.Actor!.Value, entry.Address, entry.Changes?.ToString()));
    }

    [Fact]
    public async Task An_update_ends_all_sessions_and_the_password_is_no_longer_temporary()
    {
        await UpdateAsync(Known.Password, New);
        var kept = await FindAsync();
        Assert.Equal((5, null), (kept.SignInVersion, kept.TemporaryPasswordEndsAt));
    }

    [Theory]
    [InlineData("Correct-Horse-8")]
    [InlineData("")]
    [InlineData("correct-horse-7")]
    public async Task A_wrong_old_password_changes_nothing(string old)
    {
        var before = await FindAsync();
        Assert.Equal(
            new Error(ErrorKind.Invalid, "wrong_password", "The old password is wrong.", "oldPassword"), await UpdateAsync(old, New));
        Assert.Same(before, await FindAsync());
    }

    [Fact]
    public async Task A_wrong_old_password_is_reported_before_an_invalid_new_one() =>
        Assert.Equal("wrong_password", (await UpdateAsync("wrong", "bad"))!.Code);

    [Fact]
    public async Task No_old_password_is_right_for_an_operator_without_one()
    {
        using var own = new CoreUnderTest();
        await own.Operators.KeepAsync(AnOperator.Active());
        Assert.Equal("wrong_password", (await own.Get<UpdatePassword>().ExecuteAsync(Ada, "nobody's password", New, default)).Error!.Code);
    }

    [Fact]
    public async Task A_temporary_password_is_a_valid_old_one_until_it_expires()
    {
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("wrong_password", (await UpdateAsync(Known.Password, New))!.Code);
    }

    [Theory]
    [InlineData("short-1A", "The password must be 12 to 40 characters long.")]
    [InlineData("Hello-Example-7", "The password must not contain the user's name, e-mail address or id.")]
    public async Task A_new_password_that_breaks_the_rules_is_refused(string password, string message) => Assert.Equal(
        new Error(ErrorKind.Invalid, "invalid_value", message, "newPassword"), await UpdateAsync(Known.Password, password));

    [Fact]
    public async Task None_of_the_last_twelve_passwords_can_be_chosen_but_an_older_one_can()
    {
        var passwords = Enumerable.Range(0, 12).Select(number => $"Horse-number-{number:00}").Prepend(Known.Password).ToList();
        for (var i = 1; i < passwords.Count; i++) Assert.Null(await UpdateAsync(passwords[i - 1], passwords[i]));

        Assert.Equal(11, (await FindAsync()).FormerPasswordHashes.Count);
        foreach (var used in passwords.Skip(1))
            Assert.Equal(
                new Error(
                    ErrorKind.Invalid, "password_used_before", "The password must differ from the user's last 12 passwords.",
                    "newPassword"),
                await UpdateAsync(passwords[^1], used));
        Assert.Null(await UpdateAsync(passwords[^1], passwords[0]));
    }

    [Fact]
    public async Task A_wrong_old_password_counts_as_a_failed_sign_in_and_five_lock_both()
    {
        for (var i = 0; i < 3; i++) Assert.Equal("wrong_password", (await UpdateAsync("wrong", New))!.Code);
        for (var i = 0; i < 2; i++) Assert.False(await SignsInAsync("wrong"));

        Assert.Equal("sign_in_locked", (await UpdateAsync(Known.Password, New))!.Code);
        Assert.Equal(
            "sign_in_locked",
            (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", Known.Password, null, default)).Error!.Code);
    }

    [Fact]
    public async Task One_of_two_concurrent_updates_with_the_same_old_password_fails()
    {
        app.Spy<IOperatorStore>().BeforeNext("Change", async () => Assert.Null(await UpdateAsync(Known.Password, "Third-Horse-999")));
        Assert.Equal("wrong_password", (await UpdateAsync(Known.Password, New))!.Code);
        Assert.True(await SignsInAsync("Third-Horse-999"));
    }

    [Fact]
    public async Task A_concurrent_change_of_something_else_is_kept()
    {
        app.Spy<IOperatorStore>().BeforeNext("Change", async () => Assert.Null((await app.Get<ChangeOperator>().ExecuteAsync(
            Ada, Known.OperatorId, new() { FullName = "Ada Two" }, version: null, default)).Error));
        Assert.Null(await UpdateAsync(Known.Password, New));
        Assert.Equal("Ada Two", (await FindAsync()).FullName);
        Assert.True(await SignsInAsync(New));
    }

    [Fact]
    public async Task Too_many_concurrent_hashes_are_refused()
    {
        using var slow = app.Beside(Known.SlowHashing());
        var results = await AtOnce.RunAsync(8, _ => slow.Get<UpdatePassword>().ExecuteAsync(Ada, Known.Password, New, default));
        Assert.Contains(results, result => result.Error is { Kind: ErrorKind.TooManyRequests });
    }

    private async Task<Error?> UpdateAsync(string old, string @new) =>
        (await app.Get<UpdatePassword>().ExecuteAsync(Ada, old, @new, default)).Error;

    private async Task<bool> SignsInAsync(string password) =>
        (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", password, null, default)).Error is null;

    private async Task<Operator> FindAsync() => (await app.Operators.FindAsync(42, 7, default))!.Value;

    private async Task<string> HashAsync(string password) =>
        (await app.Get<PasswordHashing>().HashAsync(password, default)).TryGet(out var hash, out _)
            ? hash
            : throw new InvalidOperationException();
}
