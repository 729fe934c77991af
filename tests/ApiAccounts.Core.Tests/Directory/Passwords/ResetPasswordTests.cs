using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.Unconfirmed;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Passwords;

public sealed class ResetPasswordTests : IAsyncLifetime
{
    private static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None, Address: "192.0.2.7");
    private static readonly Caller Administrator = new(AccountId.New(AccountKind.Operator, 42, 99, 0), "Root", Known.EveryGrant);

    private readonly CoreUnderTest app = new(TestSupport.WithMail, TestSupport.WithPage);

    public async ValueTask InitializeAsync() => await app.Operators.KeepAsync(AnOperator.Active() with
    {
        PasswordHash = (await app.Get<PasswordHashing>().HashAsync(Known.Password, default)).TryGet(out var hash, out _) ? hash : null,
    });

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_reset_replaces_the_password_at_once_and_only_the_mail_has_the_new_one()
    {
        Assert.Null((await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default)).Error);

        Assert.False(await SignsInAsync(Known.Password));
        var entry = Assert.Single(app.Audit);
        Assert.Equal(
            (AuditAction.OperatorChanged, Known.OperatorId, Known.OperatorId, "192.0.2.7",
                """[{"field":"password","after":"temporary, sent by mail"}]"""),
            (entry.Action, entry.Subject, entry.Actor!.Value, entry.Address, entry.Changes?.ToString()));

        await app.SendMailsAsync();
        var mail = Assert.Single(app.Mails.Sent);
        Assert.Equal(("ada@partner.example", "Ada Example"), (mail.Recipient, mail.RecipientName));
        Assert.Contains("until 2026-11-23 10:30 UTC.", mail.Text, StringComparison.Ordinal);
        Assert.True(await SignsInAsync(TemporaryPasswords.In(mail)));
    }

    [Fact]
    public async Task A_reset_ends_all_sessions_and_enters_the_password_history()
    {
        await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default);
        var kept = await FindAsync();
        Assert.Equal((1, Known.Now.AddHours(24)), (kept.SignInVersion, kept.TemporaryPasswordEndsAt));

        await app.SendMailsAsync();
        var password = TemporaryPasswords.In(app.Mails.Sent[0]);
        foreach (var used in (string[])[password, Known.Password])
            Assert.Equal("password_used_before", (await app.Get<UpdatePassword>().ExecuteAsync(Ada, password, used, default)).Error!.Code);
        Assert.Null((await app.Get<UpdatePassword>().ExecuteAsync(Ada, password, "Another-Horse-8", default)).Error);
        Assert.Null((await FindAsync()).TemporaryPasswordEndsAt);
    }

    [Fact]
    public async Task Resets_do_not_push_chosen_passwords_out_of_the_history()
    {
        var current = Known.Password;
        for (var i = 0; i < 11; i++)
        {
            var chosen = $"Horse-number-{i:00}";
            Assert.Null((await app.Get<UpdatePassword>().ExecuteAsync(Ada, current, chosen, default)).Error);
            current = chosen;
        }
        for (var i = 0; i < 13; i++) await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default);
        await app.SendMailsAsync();
        var temporary = TemporaryPasswords.In(app.Mails.Sent[^1]);

        foreach (var used in (string[])[Known.Password, "Horse-number-00", "Horse-number-10"])
            Assert.Equal("password_used_before", (await app.Get<UpdatePassword>().ExecuteAsync(Ada, temporary, used, default)).Error?.Code);
        Assert.Equal(12, (await FindAsync()).FormerPasswordHashes.Count);
        Assert.Null((await app.Get<UpdatePassword>().ExecuteAsync(Ada, temporary, "Horse-number-11", default)).Error);
        Assert.Equal(11, (await FindAsync()).FormerPasswordHashes.Count);
        Assert.Null((await app.Get<UpdatePassword>().ExecuteAsync(Ada, "Horse-number-11", Known.Password, default)).Error);
    }

    [Fact]
    public async Task A_password_mailed_to_a_planted_address_stops_at_a_gain_of_rights()
    {
        var manager = new Caller(AccountId.New(AccountKind.Operator, 42, 98, 0), "Manager", Grants.Of(Permission.ManageOperators));
        var planted = new OperatorChanges { Email = "manager@partner.example", EmailIsUserName = false };
        Assert.Null((await app.Get<ChangeOperator>().ExecuteAsync(manager, Known.OperatorId, planted, version: null, default)).Error);
        Assert.True(await SignsInAsync(Known.Password));
        Assert.Equal("email_unconfirmed", (await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default)).Code());
        await app.ChangeAsync(Known.OperatorId, current => current.WithConfirmedEmail());
        Assert.Null((await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default)).Error);
        await app.SendMailsAsync();
        var password = TemporaryPasswords.In(app.Mails.Sent[^1]);
        Assert.True(await SignsInAsync(password));

        await app.ChangeAsync(Known.OperatorId, current => current with { IsAdministrator = true });

        Assert.False(await SignsInAsync(password));
        Assert.Null((await app.Get<ConfirmCredential>().ExecuteAsync(Administrator, Known.OperatorId, default)).Error);
        Assert.True(await SignsInAsync(password));
    }

    [Fact]
    public async Task A_temporary_password_signs_in_for_24_hours()
    {
        await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default);
        await app.SendMailsAsync();
        var password = TemporaryPasswords.In(app.Mails.Sent[0]);

        app.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        Assert.True(await SignsInAsync(password));
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(await SignsInAsync(password));
    }

    [Fact]
    public async Task Every_temporary_password_follows_the_rules_and_is_unique()
    {
        var passwords = new List<string>();
        for (var i = 0; i < 50; i++)
        {
            Assert.True(
                (await TemporaryPassword.NewAsync(AnOperator.Active(), app.Get<PasswordHashing>(), default)).TryGet(
                    out var password, out _));
            Assert.Null(PasswordRules.Check(password.Text, AnOperator.Active()));
            Assert.Matches("^([2-9A-HJ-NP-Za-km-z]{5}-){3}[2-9A-HJ-NP-Za-km-z]{5}$", password.Text);
            passwords.Add(password.Text);
        }
        Assert.Equal(50, passwords.Distinct().Count());
    }

    [Theory]
    [InlineData("""{"CultureName":"nl-NL"}""", "Uw nieuwe wachtwoord")]
    [InlineData("""{"CultureName":"NL"}""", "Uw nieuwe wachtwoord")]
    [InlineData("""{"CultureName":"en-US"}""", "Your new password")]
    [InlineData("""{"CultureName":null}""", "Your new password")]
    [InlineData(null, "Your new password")]
    public async Task The_mail_is_in_the_operators_language(string? fields, string subject)
    {
        using var own = new CoreUnderTest(TestSupport.WithMail, TestSupport.WithPage);
        await own.Operators.KeepAsync(AnOperator.Active() with { UptrendsFields = fields });
        await own.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default);
        await own.SendMailsAsync();
        Assert.Equal(subject, Assert.Single(own.Mails.Sent).Subject);
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_changes()
    {
        using var own = new CoreUnderTest();
        await own.Operators.KeepAsync(AnOperator.Active());
        var before = await own.Operators.FindAsync(42, 7, default);

        var error = (await own.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default)).Error!;

        Assert.Equal((ErrorKind.Unavailable, "mail_not_set_up"), (error.Kind, error.Code));
        Assert.Equal(before, await own.Operators.FindAsync(42, 7, default));
        Assert.Empty(own.MailMessages());
    }

    [Theory]
    [InlineData(true, true, "api_only")]
    [InlineData(false, false, "no_password_sign_in")]
    public async Task An_operator_that_may_not_sign_in_with_a_password_gets_none(bool isApiOnly, bool allowsPasswordSignIn, string code)
    {
        using var own = new CoreUnderTest(TestSupport.WithMail, TestSupport.WithPage);
        await own.Operators.KeepAsync(AnOperator.Active() with { IsApiOnly = isApiOnly, AllowsPasswordSignIn = allowsPasswordSignIn });
        Assert.Equal(code, (await own.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default)).Error!.Code);
    }

    [Fact]
    public async Task An_administrator_resets_the_password_of_another()
    {
        Assert.Null((await app.Get<ResetPassword>().ExecuteAsync(Administrator, Known.OperatorId, default)).Error);
        Assert.False(await SignsInAsync(Known.Password));
        Assert.Equal("not_found", (await app.Get<ResetPassword>().ExecuteAsync(
            Administrator, AccountId.At(AccountKind.Operator, 42, 8, 15, 1), default)).Error!.Code);
    }

    [Fact]
    public async Task A_caller_without_the_right_resets_no_password()
    {
        var other = new Caller(AccountId.New(AccountKind.Operator, 42, 98, 0), "Other", Grants.Of(Permission.ReadOperators));
        Assert.Equal(Error.Forbidden, (await app.Get<ResetPassword>().ExecuteAsync(other, Known.OperatorId, default)).Error);
        // nor does it learn who is there
        Assert.Equal(
            Error.Forbidden,
            (await app.Get<ResetPassword>().ExecuteAsync(other, AccountId.At(AccountKind.Operator, 42, 8, 15, 1), default)).Error);
        Assert.True(await SignsInAsync(Known.Password));
    }

    [Fact]
    public async Task A_caller_with_fewer_rights_than_the_operator_resets_no_password()
    {
        using var own = new CoreUnderTest(TestSupport.WithMail, TestSupport.WithPage);
        await own.Operators.KeepAsync(AnOperator.Active() with { IsAdministrator = true });
        var manager = new Caller(AccountId.New(AccountKind.Operator, 42, 98, 0), "Manager", Grants.Of(Permission.ManageOperators));
        Assert.Equal(Error.Forbidden, (await own.Get<ResetPassword>().ExecuteAsync(manager, Known.OperatorId, default)).Error);
        Assert.Empty(own.MailMessages());
    }

    private async Task<bool> SignsInAsync(string password) =>
        (await app.Get<SignInOperator>().ExecuteAsync("ada@partner.example", password, null, default)).Error is null;

    private async Task<Operator> FindAsync() => (await app.Operators.FindAsync(42, 7, default))!.Value;
}
