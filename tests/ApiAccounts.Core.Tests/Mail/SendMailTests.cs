using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Directory.Passwords;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Mail;

/// <summary>A mail about a change is sent if the change was made, whoever dies when, and not otherwise.</summary>
public sealed class SendMailTests : IAsyncLifetime
{
    private static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None);

    private readonly CoreUnderTest app = new(TestSupport.WithMail, TestSupport.WithPage);

    public async ValueTask InitializeAsync() => await app.Operators.KeepAsync(AnOperator.Active());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_mail_is_sent_once_and_deleted()
    {
        await ResetAsync();
        await app.SendMailsAsync();

        Assert.Equal("Your new password", Assert.Single(app.Mails.Sent).Subject);
        Assert.Equal(1, app.Spy<IOutbox>().CountOf("Remove"));
        Assert.Empty(app.AuditBy<IOutbox>());

        app.Clock.Advance(TimeSpan.FromSeconds(60)); // the message that was sent first
        await app.SendMailsAsync();
        Assert.Single(app.Mails.Sent);
        Assert.Equal([TimeSpan.FromSeconds(60), TimeSpan.Zero], app.MailMessages().Select(message => message.Delay));
        Assert.Equal(app.MailMessages()[0].Message, app.MailMessages()[1].Message);
    }

    [Fact]
    public async Task After_a_crash_behind_the_change_the_mail_is_sent_a_minute_later()
    {
        app.Spy<IOperatorStore>().DieAfter("Change");
        await Assert.ThrowsAsync<ProcessDiedException>(ResetAsync);

        app.Clock.Advance(TimeSpan.FromSeconds(59));
        await app.SendMailsAsync();
        Assert.Empty(app.Mails.Sent);

        app.Clock.Advance(TimeSpan.FromSeconds(1));
        await app.SendMailsAsync();
        Assert.Single(app.Mails.Sent);
    }

    [Fact]
    public async Task When_only_the_first_message_is_enqueued_the_mail_is_late_but_sent()
    {
        app.Spy<IOutbox>().Before(
            "Announce", call => call.Number == 2 ? throw new StorageUnavailableException(new IOException()) : Task.CompletedTask);
        await ResetAsync();

        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await app.SendMailsAsync();
        Assert.Single(app.Mails.Sent);
    }

    [Fact]
    public async Task When_no_message_can_be_enqueued_nothing_changes()
    {
        var before = await FindAsync();
        app.Spy<IOutbox>().BeforeNext("Announce", () => throw new StorageUnavailableException(new IOException()));

        await Assert.ThrowsAsync<StorageUnavailableException>(ResetAsync);

        Assert.Equal(before, await FindAsync());
    }

    [Fact]
    public async Task No_mail_is_sent_when_nothing_changed()
    {
        app.Spy<IOperatorStore>().BeforeNext("Change", () => app.Operators.ChangeAsync(
            new(AnOperator.Active() with { AllowsPasswordSignIn = false }, FindAsync().Result!.Version),
            partner: null,
            app.NewEntry(Known.OperatorId, AuditAction.OperatorChanged),
            default));

        Assert.Equal("no_password_sign_in", (await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default)).Error!.Code);

        app.Clock.Advance(TimeSpan.FromSeconds(60));
        await app.SendMailsAsync();
        Assert.Single(app.MailMessages());
        Assert.Empty(app.Mails.Sent);
        Assert.Empty(app.LinesOf<SendMail>());
    }

    [Fact]
    public async Task A_mail_the_server_does_not_accept_is_retried_with_growing_delays()
    {
        await ResetAsync();
        app.Mails.Outcome = () => throw new MailNotSentException("The mail server is gone.");
        await app.SendMailsAsync();
        Assert.Equal(TimeSpan.FromSeconds(5), app.MailMessages()[^1].Delay);

        app.Clock.Advance(TimeSpan.FromMinutes(20));
        await app.SendMailsAsync();
        Assert.Equal(TimeSpan.FromMinutes(5), app.MailMessages()[^1].Delay);

        app.Clock.Advance(TimeSpan.FromHours(10));
        await app.SendMailsAsync();
        Assert.Equal(TimeSpan.FromMinutes(15), app.MailMessages()[^1].Delay);
        Assert.All(app.LinesOf<SendMail>(), entry => Assert.Equal(LogLevel.Error, entry.Level));

        app.Mails.Outcome = null;
        app.Clock.Advance(TimeSpan.FromMinutes(15));
        await app.SendMailsAsync();
        Assert.Single(app.Mails.Sent);
        Assert.Equal(1, app.Spy<IOutbox>().CountOf("Remove"));
    }

    [Fact]
    public async Task A_mail_whose_password_has_expired_is_dropped()
    {
        await ResetAsync();
        app.Clock.Advance(TimeSpan.FromHours(24));
        await app.SendMailsAsync();

        Assert.Empty(app.Mails.Sent);
        Assert.Equal(1, app.Spy<IOutbox>().CountOf("Remove"));
        var (level, message) = Assert.Single(app.LinesOf<SendMail>());
        Assert.Equal(LogLevel.Warning, level);
        Assert.EndsWith("expired before it could be sent. It was dropped.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_sent_until_its_password_expires()
    {
        await ResetAsync();
        app.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        await app.SendMailsAsync();
        Assert.Single(app.Mails.Sent);
    }

    [Fact]
    public async Task A_permanently_refused_recipient_is_not_retried_and_is_audited()
    {
        await ResetAsync();
        app.Mails.Outcome = () => Error.Invalid("Mailbox unavailable.");
        await app.SendMailsAsync();

        Assert.Equal(1, app.Spy<IOutbox>().CountOf("Remove"));
        Assert.Equal(2, app.MailMessages().Count);
        var entry = Assert.Single(app.AuditBy<IOutbox>());
        Assert.Equal(
            (AuditAction.MailRefused, Known.OperatorId, null,
                """[{"field":"template","after":"PasswordReset"},{"field":"recipient","after":"ada@partner.example"}]"""),
            (entry.Action, entry.Subject, entry.Actor, entry.Changes?.ToString()));
        Assert.Equal(LogLevel.Warning, Assert.Single(app.LinesOf<SendMail>()).Level);
    }

    [Fact]
    public async Task An_invalid_message_is_logged_and_ignored()
    {
        await app.Get<SendMail>().ExecuteAsync("nothing", default);
        Assert.Equal(
            (LogLevel.Error, "A message of the queue outgoing-mail was rejected: The message is not JSON."),
            Assert.Single(app.LinesOf<SendMail>()));
    }

    [Fact]
    public async Task No_password_appears_in_a_message_or_in_the_log()
    {
        await ResetAsync();
        app.Mails.Outcome = () => throw new MailNotSentException("The mail server is gone.");
        await app.SendMailsAsync();
        app.Mails.Outcome = null;
        app.Clock.Advance(TimeSpan.FromSeconds(5));
        await app.SendMailsAsync();

        var password = TemporaryPasswords.In(Assert.Single(app.Mails.Sent));
        Assert.All(app.MailMessages(), sent => Assert.DoesNotContain(password, sent.Message, StringComparison.Ordinal));
        Assert.All(app.LinesOf<SendMail>(), entry => Assert.DoesNotContain(password, entry.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(password, app.Mails.Sent[0].ToString(), StringComparison.Ordinal);
    }

    private async Task ResetAsync() => Assert.Null((await app.Get<ResetPassword>().ExecuteAsync(Ada, Known.OperatorId, default)).Error);

    private Task<Versioned<Operator>?> FindAsync() => app.Operators.FindAsync(42, 7, default);
}
