using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Directory.Passwords;

/// <summary>A new operator without a password gets one by mail, where mails can be sent.</summary>
public sealed class WelcomeTests : IAsyncLifetime
{
    private const uint Pid = 42;
    private readonly CoreUnderTest app = new(TestSupport.WithMail, TestSupport.WithPage);

    public async ValueTask InitializeAsync() => await app.Operators.AddPartnerAsync(new(Pid, "A partner", [], 0, 0), default);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task The_mailed_password_signs_in_for_24_hours()
    {
        var made = await MakeAsync(Ada());
        Assert.Equal((Known.Now.AddHours(24), 1), (made.TemporaryPasswordEndsAt, made.SignInVersion));
        Assert.Equal(made, (await app.Operators.FindAsync(Pid, 1, default))!.Value);

        var password = await MailedPasswordAsync();
        Assert.Equal("Your account", app.Mails.Sent[0].Subject);
        Assert.True(await SignsInAsync(password));
        app.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False(await SignsInAsync(password));
    }

    [Fact]
    public async Task An_operator_created_in_groups_gets_a_mail_too()
    {
        var partner = (await app.Operators.FindPartnerAsync(Pid, default))!;
        var group = new Group(AccountId.At(AccountKind.Group, Pid, 7, 0, 1), "On call");
        Assert.True(await app.Get<IGroupStore>().AddAsync(
            partner with { Value = partner.Value with { LastUserId = 7 } },
            group,
            app.NewEntry(group.Id, AuditAction.GroupCreated),
            default));

        var made = await MakeAsync(Ada() with { Groups = [7] });

        Assert.Equal([7u], made.Groups);
        Assert.True(await SignsInAsync(await MailedPasswordAsync()));
    }

    [Fact]
    public async Task An_operator_with_a_password_or_none_allowed_gets_no_mail()
    {
        await MakeAsync(Ada() with { UserName = "with a password", Password = Known.Password });
        await MakeAsync(Ada() with { UserName = "API only", IsApiOnly = true });
        await MakeAsync(Ada() with { UserName = "single sign-on", AllowsPasswordSignIn = false });

        Assert.Empty(app.MailMessages());
        Assert.Null((await app.Operators.FindAsync(Pid, 2, default))!.Value.PasswordHash);
        Assert.Null((await app.Operators.FindAsync(Pid, 3, default))!.Value.PasswordHash);
    }

    [Fact]
    public async Task The_first_administrator_gets_no_mail()
    {
        using var own = new CoreUnderTest(
            new BootstrapOptions { AdminEmail = "root@demo.example", AdminPassword = Known.Password },
            new MailOptions { Folder = "mail", From = "a@b.example" });
        Assert.Null((await own.Get<BootstrapFirstPartner>().ExecuteAsync(default)).Error);
        Assert.Empty(own.MailMessages());
    }

    [Fact]
    public async Task Without_a_mail_server_the_operator_has_no_password()
    {
        using var own = new CoreUnderTest();
        await own.Operators.AddPartnerAsync(new(Pid, "A partner", [], 0, 0), default);
        Assert.Null((await own.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), caller: null, default)).Error);
        var made = (await own.Operators.FindAsync(Pid, 1, default))!.Value;
        Assert.Equal((null, null, OperatorStatus.Active), (made.PasswordHash, made.TemporaryPasswordEndsAt, made.Status));
        Assert.Empty(own.MailMessages());
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    [InlineData("Activate")]
    public async Task A_crash_at_any_step_still_leads_to_one_mail_with_a_working_password(string step)
    {
        app.Spy<IOperatorStore>().DieAfter(step);
        await Assert.ThrowsAsync<ProcessDiedException>(() => app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), caller: null, default));

        for (var again = 0; again < 2; again++)
        {
            var begun = (await app.Operators.FindAsync(Pid, 1, default))!.Value;
            Assert.Null((await app.Get<CreateOperator>().CompleteAsync(begun, caller: null, default)).Error);
        }

        app.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(await SignsInAsync(await MailedPasswordAsync()));
    }

    [Fact]
    public async Task Only_one_of_two_concurrent_completions_sends_the_mail()
    {
        app.Spy<IOperatorStore>().DieAfter("ClaimLogin");
        await Assert.ThrowsAsync<ProcessDiedException>(() => app.Get<CreateOperator>().ExecuteAsync(Pid, Ada(), caller: null, default));
        var begun = (await app.Operators.FindAsync(Pid, 1, default))!.Value;
        app.Spy<IOperatorStore>().BeforeNext("Activate", () => app.Get<CreateOperator>().CompleteAsync(begun, caller: null, default));

        Assert.Null((await app.Get<CreateOperator>().CompleteAsync(begun, caller: null, default)).Error);

        app.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(await SignsInAsync(await MailedPasswordAsync()));
    }

    [Fact]
    public async Task A_creation_refused_for_too_many_hashes_leaves_nothing_behind()
    {
        using var slow = app.Beside(Known.SlowHashing());
        var create = slow.Get<CreateOperator>();

        var results = await AtOnce.RunAsync(
            8, number => create.ExecuteAsync(Pid, Ada() with { UserName = $"user {number}" }, caller: null, default));

        Assert.Contains(results, result => result.Error is { Kind: ErrorKind.TooManyRequests });
        for (var userId = 1u; userId <= 8; userId++)
            Assert.NotEqual(OperatorStatus.Pending, (await app.Operators.FindAsync(Pid, userId, default))?.Value.Status);
        Assert.Equal(results.Count(result => result.Error is null), await app.Operators.ListAsync(Pid, default).CountAsync());
    }

    [Fact]
    public async Task A_password_that_contains_the_userId_is_refused()
    {
        var partner = (await app.Operators.FindPartnerAsync(Pid, default))!;
        await app.Operators.AddPendingAsync(
            partner with { Value = partner.Value with { LastUserId = 4710 } }, AnOperator.Pending(), default);

        var error = (await app.Get<CreateOperator>().ExecuteAsync(Pid, Ada() with { Password = "Horse-4711-Horse" }, caller: null, default))
            .Error!;

        Assert.Equal("The password must not contain the user's name, e-mail address or id.", error.Message);
        Assert.Null(await app.Operators.FindAsync(Pid, 4711, default));
    }

    private static NewOperator Ada() => new("ada", "ada@partner.example", Password: null) { FirstName = "Ada", LastName = "Example" };

    private async Task<Operator> MakeAsync(NewOperator request) =>
        (await app.Get<CreateOperator>().ExecuteAsync(Pid, request, caller: null, default)).TryGet(out var made, out var error)
            ? made
            : throw new InvalidOperationException(error.Message);

    /// <summary>That of the one mail that was sent.</summary>
    private async Task<string> MailedPasswordAsync()
    {
        await app.SendMailsAsync();
        return TemporaryPasswords.In(Assert.Single(app.Mails.Sent));
    }

    private async Task<bool> SignsInAsync(string password) =>
        (await app.Get<SignInOperator>().ExecuteAsync("ada", password, null, default)).Error is null;
}
