using System.Text.RegularExpressions;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.EmailConfirmations;
using ApiAccounts.Core.Directory.ForgottenPasswords;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;

namespace ApiAccounts.Core.Tests.Directory.ForgottenPasswords;

/// <summary>Who has forgotten a password chooses another by a mailed link, and nobody learns which names exist.</summary>
public sealed partial class ForgottenPasswordTests : IAsyncLifetime
{
    private const string Name = "ada@partner.example";
    private const string Chosen = "Another-Staple-8";

    private readonly CoreUnderTest app = new(TestSupport.WithMail, TestSupport.WithPage);

    public async ValueTask InitializeAsync() => await app.Operators.KeepAsync(AnOperator.Active());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_link_replaces_the_password_once_within_30_minutes()
    {
        var token = await LinkAsync();
        Assert.Equal("no_such_password_link", (await ReplaceAsync(token[..^1] + (token[^1] == 'x' ? 'y' : 'x'))).Code());
        Assert.Equal("invalid_value", (await ReplaceAsync(token, "weak")).Code());
        Assert.Equal("good", (await ReplaceAsync(token)).Code());
        Assert.Equal("no_such_password_link", (await ReplaceAsync(token)).Code());
        Assert.True(await SignsInAsync(Chosen));
        var changed = (await app.Operators.FindAsync(42, Known.OperatorId.UserId, default))!.Value;
        Assert.Equal((1, null), (changed.SignInVersion, changed.PasswordLink)); // another version ends all sessions
        Assert.Equal(
            [(AuditAction.PasswordLinkSent, null, "192.0.2.7"), (AuditAction.PasswordLinkUsed, Known.OperatorId, "192.0.2.8")],
            app.Audit.Select(entry => (entry.Action, entry.Actor, entry.Address)));

        var late = await LinkAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("no_such_password_link", (await ReplaceAsync(late, "Third-Staple-9")).Code());
    }

    [Fact]
    public async Task A_second_link_replaces_the_first_and_a_lock_ends_with_its_use()
    {
        var (first, second) = (await LinkAsync(), await LinkAsync());
        for (var i = 0; i < 5; i++) Assert.False(await SignsInAsync("Wrong-Staple-9"));
        Assert.Equal("no_such_password_link", (await ReplaceAsync(first)).Code());
        Assert.Equal("good", (await ReplaceAsync(second)).Code());
        Assert.True(await SignsInAsync(Chosen));
    }

    [Fact]
    public async Task A_changed_address_or_status_ends_the_link()
    {
        var token = await LinkAsync();
        await app.ChangeAsync(Known.OperatorId, current => current with { Status = OperatorStatus.Locked });
        Assert.Equal("no_such_password_link", (await ReplaceAsync(token)).Code());
        await app.ChangeAsync(Known.OperatorId, current => current with { Status = OperatorStatus.Active });
        var changes = new OperatorChanges { Email = "other@partner.example", EmailIsUserName = false };
        Assert.Null((await app.Get<ChangeOperator>().ExecuteAsync(
            Callers.Administrator, Known.OperatorId, changes, version: null, default)).Error);
        Assert.Equal("no_such_password_link", (await ReplaceAsync(token)).Code());
    }

    [Fact]
    public async Task Every_name_costs_the_same_calls_and_only_one_that_may_have_a_link_gets_it()
    {
        (string What, Func<Operator, Operator> Change)[] states =
        [
            ("locked", current => current with { Status = OperatorStatus.Locked }),
            ("API-only", current => current with { Status = OperatorStatus.Active, IsApiOnly = true }),
            ("single sign-on", current => current with { IsApiOnly = false, AllowsPasswordSignIn = false }),
            ("unconfirmed", current => current with { AllowsPasswordSignIn = true, EmailProof = EmailProof.Unconfirmed }),
            ("expired", current => current.WithConfirmedEmail() with { ExpiresAt = Known.Now }),
        ];
        var calls = new List<string> { await CallsOfAsync("nobody@partner.example") };
        foreach (var (_, change) in states)
        {
            await app.ChangeAsync(Known.OperatorId, change);
            app.Clock.Advance(TimeSpan.FromHours(1));
            calls.Add(await CallsOfAsync(Name));
            await DeliverAsync();
        }
        Assert.Empty(app.MailMessages());
        await app.ChangeAsync(Known.OperatorId, current => current with { ExpiresAt = null });
        calls.Add(await CallsOfAsync(Name));
        await DeliverAsync();

        Assert.NotEmpty(app.MailMessages());
        Assert.Equal(["Find, Write, Find, Write, Enqueue"], calls.Distinct());
    }

    [Fact]
    public async Task A_name_gets_three_links_an_hour_and_a_caller_twenty_whether_they_exist_or_not()
    {
        foreach (var name in (string[])[Name, "nobody@partner.example"])
        {
            for (var i = 0; i < 3; i++) Assert.Equal("good", (await RequestAsync(name, $"192.0.2.{i}")).Code());
            var refused = await RequestAsync(name, "192.0.2.99");
            Assert.Equal(("too_many_forgotten_passwords", 3_600.0), (refused.Code(), refused.Error!.RetryAfter!.Value.TotalSeconds));
        }
        using var strict = new CoreUnderTest(
            new MailOptions { SmtpHost = "mail.example", From = "accounts@example.com" }, TestSupport.WithPage);
        for (var i = 0; i < 20; i++)
            Assert.Equal("good", (await strict.Get<RequestPasswordLink>().ExecuteAsync($"name {i}", $"2001:db8::{i}", default)).Code());
        Assert.Equal(
            "too_many_forgotten_passwords",
            (await strict.Get<RequestPasswordLink>().ExecuteAsync("name 20", "2001:db8::ffff", default)).Code());
        Assert.Equal("good", (await strict.Get<RequestPasswordLink>().ExecuteAsync("name 21", "2001:db8:1::1", default)).Code());
    }

    private Task<Result<Unit>> RequestAsync(string userName, string address) =>
        app.Get<RequestPasswordLink>().ExecuteAsync(userName, address, default);

    /// <summary>What the request asked of the ports, in order.</summary>
    private async Task<string> CallsOfAsync(string userName)
    {
        var (tallies, outbox) = (app.Spy<IMailTallyStore>().CallCount, app.Spy<IOutbox>().CallCount);
        var operators = app.StoreCalls();
        Assert.Equal("good", (await RequestAsync(userName, "192.0.2.7")).Code());
        Assert.Equal(operators, app.StoreCalls());
        return string.Join(", ", [
            .. app.Spy<IMailTallyStore>().Calls.Skip(tallies).Select(call => call.Step),
            .. app.Spy<IOutbox>().Calls.Skip(outbox).Select(call => call.Step),
        ]);
    }

    /// <summary>Handles the last message, as the queue does.</summary>
    private async Task DeliverAsync() => await app.Get<MailPasswordLink>().ExecuteAsync(
        ForgottenPasswordMessage.Read(app.Get<InMemoryOperatorStore>().Enqueued[^1]).Value(), default);

    private async Task<string> LinkAsync()
    {
        Assert.Equal("good", (await RequestAsync("ADA@partner.example", "192.0.2.7")).Code());
        await DeliverAsync();
        await app.SendMailsAsync();
        var link = Link().Match(app.Mails.Sent[^1].Text);
        Assert.True(link.Success, app.Mails.Sent[^1].Text);
        return link.Groups[1].Value;
    }

    private Task<Result<Unit>> ReplaceAsync(string token, string password = Chosen) =>
        app.Get<ReplaceForgottenPassword>().ExecuteAsync(token, password, "192.0.2.8", default);

    private async Task<bool> SignsInAsync(string password) =>
        (await app.Get<SignInOperator>().ExecuteAsync(Name, password, address: null, default)).Error is null;

    [GeneratedRegex(@"https://saas\.example/reset-password#(\S+)")]
    private static partial Regex Link();
}
