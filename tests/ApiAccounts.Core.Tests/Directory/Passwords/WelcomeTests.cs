using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Authorizations;
using ApiAccounts.Core.Directory.Groups;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Partners;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Tests.Directory.Passwords;

/// <summary>A new operator without a password gets one by mail, where mails can be sent.</summary>
public sealed class WelcomeTests : IAsyncLifetime, IDisposable
{
    private const uint Pid = 42;
    private readonly OperatorUseCases operators = OperatorUseCases.WithMail();

    public Task InitializeAsync() => operators.Store.AddPartnerAsync(new(Pid, "A partner", [], 0, 0), default);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => operators.Dispose();

    [Fact]
    public async Task The_password_of_the_mail_signs_in_for_24_hours()
    {
        var made = await MakeAsync(Ada());
        Assert.Equal((Known.Now.AddHours(24), 1), (made.TemporaryPasswordEndsAt, made.SignInVersion));
        Assert.Equal(made, (await operators.Store.FindAsync(Pid, 1, default))!.Value);

        var password = await MailedPasswordAsync();
        Assert.Equal("Your account", operators.Mails.Sent[0].Subject);
        Assert.True(await SignsInAsync(password));
        operators.Clock.Advance(TimeSpan.FromHours(24));
        Assert.False(await SignsInAsync(password));
    }

    [Fact]
    public async Task Whoever_is_made_in_groups_gets_one_too()
    {
        var partner = (await operators.Store.FindPartnerAsync(Pid, default))!;
        var group = new Group(AccountId.At(AccountKind.Group, Pid, 7, 0, 1), "On call");
        Assert.True(await operators.Groups.AddAsync(
            partner with { Value = partner.Value with { LastUserId = 7 } },
            group,
            new AuditEntries(operators.Clock).New(AuditAction.GroupCreated, group.Id, caller: null),
            default));

        var made = await MakeAsync(Ada() with { Groups = [7] });

        Assert.Equal([7u], made.Groups);
        Assert.True(await SignsInAsync(await MailedPasswordAsync()));
    }

    [Fact]
    public async Task Nobody_else_gets_one()
    {
        await MakeAsync(Ada() with { UserName = "with a password", Password = Known.Password });
        await MakeAsync(Ada() with { UserName = "API only", IsApiOnly = true });
        await MakeAsync(Ada() with { UserName = "single sign-on", AllowsPasswordSignIn = false });

        Assert.Empty(operators.Outbox.Sent);
        Assert.Null((await operators.Store.FindAsync(Pid, 2, default))!.Value.PasswordHash);
        Assert.Null((await operators.Store.FindAsync(Pid, 3, default))!.Value.PasswordHash);
    }

    [Fact]
    public async Task Nor_does_the_first_administrator()
    {
        using var own = new OperatorUseCases(
            bootstrap: new() { AdminEmail = "root@demo.example", AdminPassword = Known.Password }, mail: new() { Folder = "mail", From = "a@b.example" });
        Assert.Null((await own.Bootstrap.ExecuteAsync(default)).Error);
        Assert.Empty(own.Outbox.Sent);
    }

    [Fact]
    public async Task Without_a_mail_server_it_has_no_password()
    {
        using var own = new OperatorUseCases();
        await own.Store.AddPartnerAsync(new(Pid, "A partner", [], 0, 0), default);
        Assert.Null((await own.Create.ExecuteAsync(Pid, Ada(), caller: null, default)).Error);
        var made = (await own.Store.FindAsync(Pid, 1, default))!.Value;
        Assert.Equal((null, null, OperatorStatus.Active), (made.PasswordHash, made.TemporaryPasswordEndsAt, made.Status));
        Assert.Empty(own.Outbox.Sent);
    }

    [Theory]
    [InlineData("AddPending")]
    [InlineData("ClaimLogin")]
    [InlineData("Activate")]
    public async Task Whenever_its_maker_dies_it_gets_one_mail_with_a_password_that_works(string step)
    {
        operators.Store.DiesAfter = step;
        await Assert.ThrowsAsync<ProcessDiedException>(() => operators.Create.ExecuteAsync(Pid, Ada(), caller: null, default));

        for (var again = 0; again < 2; again++)
        {
            var begun = (await operators.Store.FindAsync(Pid, 1, default))!.Value;
            Assert.Null((await operators.Create.CompleteAsync(begun, caller: null, default)).Error);
        }

        operators.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(await SignsInAsync(await MailedPasswordAsync()));
    }

    [Fact]
    public async Task Of_two_that_complete_it_at_once_one_sends_the_mail()
    {
        operators.Store.DiesAfter = "ClaimLogin";
        await Assert.ThrowsAsync<ProcessDiedException>(() => operators.Create.ExecuteAsync(Pid, Ada(), caller: null, default));
        var begun = (await operators.Store.FindAsync(Pid, 1, default))!.Value;
        operators.Store.Before = ("Activate", () => operators.Create.CompleteAsync(begun, caller: null, default));

        Assert.Null((await operators.Create.CompleteAsync(begun, caller: null, default)).Error);

        operators.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.True(await SignsInAsync(await MailedPasswordAsync()));
    }

    [Fact]
    public async Task When_too_many_passwords_are_being_hashed_nothing_is_left_of_it()
    {
        using var passwords = new PasswordHashing(Options.Create(
            new PasswordsOptions { Iterations = 1_000_000, MaxConcurrentHashes = 1, MaxWaitingHashes = 0 }));
        var create = new CreateOperator(
            operators.Store,
            operators.Groups,
            operators.Roles,
            passwords,
            operators.TemporaryFrom(passwords),
            operators.Invitation,
            new(operators.Deadlines, operators.Clock),
            new(operators.Clock),
            operators.Clock,
            Options.Create(new AccountsOptions()));

        var results = await AtOnce.RunAsync(8, number => create.ExecuteAsync(Pid, Ada() with { UserName = $"user {number}" }, caller: null, default));

        Assert.Contains(results, result => result.Error is { Kind: ErrorKind.TooManyRequests });
        for (var userId = 1u; userId <= 8; userId++)
            Assert.NotEqual(OperatorStatus.Pending, (await operators.Store.FindAsync(Pid, userId, default))?.Value.Status);
        Assert.Equal(results.Count(result => result.Error is null), await operators.Store.ListAsync(Pid, default).CountAsync());
    }

    [Fact]
    public async Task A_password_that_holds_the_userId_is_refused()
    {
        var partner = (await operators.Store.FindPartnerAsync(Pid, default))!;
        await operators.Store.AddPendingAsync(partner with { Value = partner.Value with { LastUserId = 4710 } }, AnOperator.Pending(), default);

        var error = (await operators.Create.ExecuteAsync(Pid, Ada() with { Password = "Horse-4711-Horse" }, caller: null, default)).Error!;

        Assert.Equal("The password must not contain the user's name, e-mail address or id.", error.Message);
        Assert.Null(await operators.Store.FindAsync(Pid, 4711, default));
    }

    private static NewOperator Ada() => new("ada", "ada@partner.example", Password: null) { FirstName = "Ada", LastName = "Example" };

    private async Task<Operator> MakeAsync(NewOperator request) =>
        (await operators.Create.ExecuteAsync(Pid, request, caller: null, default)).TryGet(out var made, out var error)
            ? made
            : throw new InvalidOperationException(error.Message);

    /// <summary>That of the one mail that was sent.</summary>
    private async Task<string> MailedPasswordAsync()
    {
        await operators.SendMailsAsync();
        return TemporaryPasswords.In(Assert.Single(operators.Mails.Sent));
    }

    private async Task<bool> SignsInAsync(string password) => (await operators.SignIn.ExecuteAsync("ada", password, null, default)).Error is null;
}
