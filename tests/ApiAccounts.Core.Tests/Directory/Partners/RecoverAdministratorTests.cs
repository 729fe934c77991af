using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Partners;

/// <summary>Only whoever runs the installation can let a lost administrator in again.</summary>
public sealed class RecoverAdministratorTests : IAsyncLifetime
{
    private readonly CoreUnderTest app = new(new BootstrapOptions { RecoverAdmin = "ada@partner.example:1", RecoverPassword = Given });

    private const string Given = "Lost-and-Found-1";

    public async ValueTask InitializeAsync()
    {
        await app.Operators.KeepAsync(AnOperator.Active() with
        {
            UserName = "ada@partner.example",
            Status = OperatorStatus.Locked,
            AllowsPasswordSignIn = false,
            ExpiresAt = Known.Now.AddDays(-1),
            EmailProof = EmailProof.Welcomed,
            PasswordCeiling = "-",
        });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_generated_password_signs_in_each_time_it_is_asked_for()
    {
        var first = (await app.Get<RecoverAdministrator>().NowAsync("Ada@partner.example", default)).Value();
        Assert.True(await SignsInAsync(first));
        var second = (await app.Get<RecoverAdministrator>().NowAsync("Ada@partner.example", default)).Value();
        Assert.Equal((false, true), (await SignsInAsync(first), await SignsInAsync(second)));
        app.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False(await SignsInAsync(second));
    }

    [Fact]
    public async Task The_setting_lets_in_once_and_the_row_says_so()
    {
        var recovered = (await app.Get<RecoverAdministrator>().FromSettingsAsync(default)).Value()!;
        Assert.Equal(
            (OperatorStatus.Active, true, true, null, EmailProof.Unconfirmed, null),
            (recovered.Status, recovered.IsAdministrator, recovered.MayHavePassword, recovered.ExpiresAt, recovered.EmailProof,
                recovered.PasswordCeiling));
        Assert.True(await SignsInAsync(Given));
        Assert.Null((await app.Get<RecoverAdministrator>().FromSettingsAsync(default)).Value());
        Assert.Equal([null], app.Audit.Where(entry => entry.Action == AuditAction.AdministratorRecovered).Select(entry => entry.Actor));
    }

    [Fact]
    public async Task A_lock_after_wrong_passwords_ends()
    {
        for (var i = 0; i < 5; i++) await SignsInAsync("Wrong-Staple-9");
        await app.Get<RecoverAdministrator>().FromSettingsAsync(default);
        Assert.True(await SignsInAsync(Given));
    }

    [Fact]
    public async Task An_unknown_name_and_an_API_only_operator_are_refused()
    {
        Assert.Equal("not_found", (await app.Get<RecoverAdministrator>().NowAsync("nobody", default)).Code());
        await app.ChangeAsync(Known.OperatorId, current => current with { IsApiOnly = true });
        Assert.Equal("api_only", (await app.Get<RecoverAdministrator>().NowAsync("ada@partner.example", default)).Code());
    }

    private async Task<bool> SignsInAsync(string password) =>
        (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", password, address: null, default)).Error is null;
}
