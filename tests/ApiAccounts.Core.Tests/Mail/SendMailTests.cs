using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Mail;

/// <summary>A mail about a change is sent if the change was made, whoever dies when, and not otherwise.</summary>
public sealed class SendMailTests : IAsyncLifetime, IDisposable
{
    private static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None);

    private readonly OperatorUseCases operators = OperatorUseCases.WithMail();

    public Task InitializeAsync() => operators.Store.KeepAsync(AnOperator.Active());

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => operators.Dispose();

    [Fact]
    public async Task A_mail_is_sent_once_and_taken_out()
    {
        await ResetAsync();
        await operators.SendMailsAsync();

        Assert.Equal("Your new password", Assert.Single(operators.Mails.Sent).Subject);
        Assert.Equal(1, operators.Outbox.Removed);
        Assert.Empty(operators.Outbox.Audit);

        operators.Clock.Advance(TimeSpan.FromSeconds(60)); // the message that was sent first
        await operators.SendMailsAsync();
        Assert.Single(operators.Mails.Sent);
        Assert.Equal([TimeSpan.FromSeconds(60), TimeSpan.Zero], operators.Outbox.Sent.Select(message => message.Delay));
        Assert.Equal(operators.Outbox.Sent[0].Message, operators.Outbox.Sent[1].Message);
    }

    [Fact]
    public async Task Who_dies_after_the_change_has_the_mail_sent_a_minute_later()
    {
        operators.Store.DiesAfter = "Change";
        await Assert.ThrowsAsync<ProcessDiedException>(ResetAsync);

        operators.Clock.Advance(TimeSpan.FromSeconds(59));
        await operators.SendMailsAsync();
        Assert.Empty(operators.Mails.Sent);

        operators.Clock.Advance(TimeSpan.FromSeconds(1));
        await operators.SendMailsAsync();
        Assert.Single(operators.Mails.Sent);
    }

    [Fact]
    public async Task Where_the_queue_takes_only_the_first_message_the_change_is_made_and_the_mail_is_late()
    {
        operators.Outbox.Fails = (After: 1, new StorageUnavailableException(new IOException()));
        await ResetAsync();

        operators.Clock.Advance(TimeSpan.FromSeconds(60));
        await operators.SendMailsAsync();
        Assert.Single(operators.Mails.Sent);
    }

    [Fact]
    public async Task Where_the_queue_takes_no_message_nothing_is_changed()
    {
        var before = await FindAsync();
        operators.Outbox.Fails = (After: 0, new StorageUnavailableException(new IOException()));

        await Assert.ThrowsAsync<StorageUnavailableException>(ResetAsync);

        Assert.Equal(before, await FindAsync());
    }

    [Fact]
    public async Task Where_nothing_was_changed_no_mail_is_sent()
    {
        operators.Store.Before = ("Change", () => operators.Store.ChangeAsync(
            new(AnOperator.Active() with { AllowsPasswordSignIn = false }, FindAsync().Result!.Version),
            partner: null,
            new AuditEntries(operators.Clock).New(AuditAction.OperatorChanged, Known.OperatorId, caller: null),
            default));

        Assert.Equal("no_password_sign_in", (await operators.Reset.ExecuteAsync(Ada, Known.OperatorId, default)).Error!.Code);

        operators.Clock.Advance(TimeSpan.FromSeconds(60));
        await operators.SendMailsAsync();
        Assert.Single(operators.Outbox.Sent);
        Assert.Empty(operators.Mails.Sent);
        Assert.Empty(operators.SendLog.Lines());
    }

    [Fact]
    public async Task While_the_mail_server_does_not_take_it_a_mail_waits_longer_and_longer()
    {
        await ResetAsync();
        operators.Mails.Outcome = () => throw new MailNotSentException("The mail server is gone.");
        await operators.SendMailsAsync();
        Assert.Equal(TimeSpan.FromSeconds(5), operators.Outbox.Sent[^1].Delay);

        operators.Clock.Advance(TimeSpan.FromMinutes(20));
        await operators.SendMailsAsync();
        Assert.Equal(TimeSpan.FromMinutes(5), operators.Outbox.Sent[^1].Delay);

        operators.Clock.Advance(TimeSpan.FromHours(10));
        await operators.SendMailsAsync();
        Assert.Equal(TimeSpan.FromMinutes(15), operators.Outbox.Sent[^1].Delay);
        Assert.All(operators.SendLog.Lines(), entry => Assert.Equal(LogLevel.Error, entry.Level));

        operators.Mails.Outcome = null;
        operators.Clock.Advance(TimeSpan.FromMinutes(15));
        await operators.SendMailsAsync();
        Assert.Single(operators.Mails.Sent);
        Assert.Equal(1, operators.Outbox.Removed);
    }

    [Fact]
    public async Task A_mail_whose_password_has_ended_is_dropped()
    {
        await ResetAsync();
        operators.Clock.Advance(TimeSpan.FromHours(24));
        await operators.SendMailsAsync();

        Assert.Empty(operators.Mails.Sent);
        Assert.Equal(1, operators.Outbox.Removed);
        var (level, message) = Assert.Single(operators.SendLog.Lines());
        Assert.Equal(LogLevel.Warning, level);
        Assert.EndsWith("was not sent in time, and dropped.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_to_then_it_is_sent()
    {
        await ResetAsync();
        operators.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        await operators.SendMailsAsync();
        Assert.Single(operators.Mails.Sent);
    }

    [Fact]
    public async Task A_recipient_that_is_refused_for_good_is_not_tried_again_and_the_audit_trail_tells_it()
    {
        await ResetAsync();
        operators.Mails.Outcome = () => Error.Invalid("Mailbox unavailable.");
        await operators.SendMailsAsync();

        Assert.Equal(1, operators.Outbox.Removed);
        Assert.Equal(2, operators.Outbox.Sent.Count);
        var entry = Assert.Single(operators.Outbox.Audit);
        Assert.Equal(
            (AuditAction.MailRefused, Known.OperatorId, null, "PasswordReset to ada@partner.example"),
            (entry.Action, entry.Subject, entry.Actor, entry.Changes));
        Assert.Equal(LogLevel.Warning, Assert.Single(operators.SendLog.Lines()).Level);
    }

    [Fact]
    public async Task A_message_that_is_none_is_logged_and_left_at_that()
    {
        await operators.Send.ExecuteAsync("nothing", default);
        Assert.Equal((LogLevel.Error, "A message of the queue outgoing-mail was refused: The message is not JSON."), Assert.Single(operators.SendLog.Lines()));
    }

    [Fact]
    public async Task No_password_is_in_a_message_or_in_the_log()
    {
        await ResetAsync();
        operators.Mails.Outcome = () => throw new MailNotSentException("The mail server is gone.");
        await operators.SendMailsAsync();
        operators.Mails.Outcome = null;
        operators.Clock.Advance(TimeSpan.FromSeconds(5));
        await operators.SendMailsAsync();

        var password = TemporaryPasswords.In(Assert.Single(operators.Mails.Sent));
        Assert.All(operators.Outbox.Sent, sent => Assert.DoesNotContain(password, sent.Message, StringComparison.Ordinal));
        Assert.All(operators.SendLog.Lines(), entry => Assert.DoesNotContain(password, entry.Message, StringComparison.Ordinal));
        Assert.DoesNotContain(password, operators.Mails.Sent[0].ToString(), StringComparison.Ordinal);
    }

    private async Task ResetAsync() => Assert.Null((await operators.Reset.ExecuteAsync(Ada, Known.OperatorId, default)).Error);

    private Task<Stored<Operator>?> FindAsync() => operators.Store.FindAsync(42, 7, default);
}
