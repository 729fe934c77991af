using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Housekeeping;

public sealed class WarnOfExpiryTests : IDisposable
{
    private static readonly DateTimeOffset End = Known.Now.AddDays(20);

    private readonly CoreUnderTest app = new(TestSupport.WithMail, TestSupport.WithPage);

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Warnings_are_sent_14_7_and_1_days_before_to_the_second_and_once_each()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });

        foreach (var (before, mails) in ((TimeSpan, int)[])
            [
                (TimeSpan.FromDays(20), 0),
                (TimeSpan.FromDays(14) + TimeSpan.FromSeconds(1), 0),
                (TimeSpan.FromDays(14), 1),
                (TimeSpan.FromDays(14), 1),
                (TimeSpan.FromDays(7) + TimeSpan.FromSeconds(1), 1),
                (TimeSpan.FromDays(7), 2),
                (TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1), 2),
                (TimeSpan.FromDays(1), 3),
                (TimeSpan.FromSeconds(1), 3),
                (TimeSpan.Zero, 3),
            ])
        {
            await RunAsync(End - before);
            Assert.Equal((before, mails), (before, app.Mails.Sent.Count));
        }

        Assert.All(
            app.Mails.Sent,
            mail => Assert.Equal(("ada@partner.example", "Your access expires soon"), (mail.Recipient, mail.Subject)));
        Assert.Contains(
            "The access of your account ada@partner.example expires on 2026-12-12 10:30 UTC.", app.Mails.Sent[0].Text,
            StringComparison.Ordinal);
        Assert.All(
            app.AuditBy<IExpiryWarnings>(),
            entry => Assert.Equal((AuditAction.ExpiryWarned, Known.OperatorId, null), (entry.Action, entry.Subject, entry.Actor)));
        Assert.Equal(
            [
                """[{"field":"daysBefore","after":"14"},{"field":"expiresAt","after":"2026-12-12T10:30:00Z"}]""",
                """[{"field":"daysBefore","after":"7"},{"field":"expiresAt","after":"2026-12-12T10:30:00Z"}]""",
                """[{"field":"daysBefore","after":"1"},{"field":"expiresAt","after":"2026-12-12T10:30:00Z"}]""",
            ],
            app.AuditBy<IExpiryWarnings>().Select(entry => entry.Changes?.ToString()));
    }

    [Fact]
    public async Task A_part_of_a_second_counts()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End.AddTicks(5_000_000) });
        await RunAsync(End.AddDays(-14));
        Assert.Empty(app.Mails.Sent);
        await RunAsync(End.AddDays(-14).AddTicks(5_000_000));
        Assert.Single(app.Mails.Sent);
    }

    [Fact]
    public async Task A_missed_warning_is_skipped_for_the_next_one()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-6));
        await RunAsync(End.AddDays(-5));
        await RunAsync(End.AddHours(-12));
        Assert.Equal(
            ["7", "1"],
            app.AuditBy<IExpiryWarnings>().Select(entry => entry.Changes![0].After));
    }

    [Fact]
    public async Task An_instance_whose_clock_is_behind_repeats_no_warning()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-7));
        await RunAsync(End.AddDays(-8));
        Assert.Single(app.Mails.Sent);
    }

    [Fact]
    public async Task An_operator_with_extended_access_is_warned_of_the_new_expiry()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-1));
        await SetExpiryAsync(End.AddDays(30));

        await RunAsync(End.AddHours(-1));
        Assert.Single(app.Mails.Sent);
        await RunAsync(End.AddDays(16));
        await RunAsync(End.AddDays(16));

        Assert.Equal(2, app.Mails.Sent.Count);
        Assert.Contains(" expires on 2027-01-11 10:30 UTC.", app.Mails.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_of_an_API_user_is_told_which_one_expires()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await KeepAsync(AnApiUser.Working() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-14));
        await RunAsync(End.AddDays(-14));

        var mail = Assert.Single(app.Mails.Sent);
        Assert.Equal(("ada@partner.example", "An API user expires soon"), (mail.Recipient, mail.Subject));
        Assert.Contains(
            "The API user \"The nightly export\" (400001A0020010W0FXJM68FYVKH) of your account ada@partner.example expires on 2026-12-12 10:30 UTC.",
            mail.Text,
            StringComparison.Ordinal);
        var entry = Assert.Single(app.AuditBy<IExpiryWarnings>());
        Assert.Equal(
            (Known.OperatorId, $$"""[{"field":"daysBefore","after":"14"},{"field":"apiUser","after":"{{Known.ApiUserId}}"},{"field":"expiresAt","after":"2026-12-12T10:30:00Z"}]"""),
            (entry.Subject, entry.Changes?.ToString()));
    }

    [Fact]
    public async Task An_operator_that_is_API_only_is_warned_too()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End, IsApiOnly = true });
        await RunAsync(End.AddDays(-1));
        Assert.Single(app.Mails.Sent);
    }

    [Fact]
    public async Task The_warning_is_in_the_recipients_language()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End, UptrendsFields = """{"CultureName":"nl-NL"}""" });
        await RunAsync(End.AddDays(-1));
        Assert.Equal("Uw toegang eindigt binnenkort", Assert.Single(app.Mails.Sent).Subject);
    }

    [Theory]
    [InlineData(OperatorStatus.Pending)]
    [InlineData(OperatorStatus.Inactive)]
    [InlineData(OperatorStatus.Locked)]
    public async Task An_operator_that_cannot_act_is_not_warned(OperatorStatus status)
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End, Status = status });
        await KeepAsync(AnApiUser.Working() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-1));
        Assert.Empty(app.MailMessages());
    }

    [Fact]
    public async Task No_warning_covers_what_is_disabled_deleted_or_outlives_its_operator()
    {
        await app.Operators.KeepAsync(AnOperator.Active() with { ExpiresAt = End.AddDays(-2) });
        await KeepAsync(AnApiUser.Disabled() with { Id = Known.ApiUser(1), ExpiresAt = End });
        await KeepAsync(AnApiUser.Working() with { Id = Known.ApiUser(2), ExpiresAt = End });
        await ExpectAsync(Known.ApiUser(3), End);
        await ExpectAsync(Known.OperatorId, End); // its end is another
        await RunAsync(End.AddDays(-1));
        Assert.Empty(app.MailMessages());
    }

    [Fact]
    public async Task The_records_of_an_expiry_are_purged_a_day_after_it()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        var deadline = new Deadline(DeadlineKind.Expiry, Known.OperatorId, End);
        await RunAsync(End.AddDays(-1));

        await RunAsync(End.AddDays(1).AddSeconds(-1));
        Assert.NotNull(await app.Get<IExpiryWarnings>().FindAsync(deadline, default));
        Assert.Equal([deadline], await DeadlinesAsync());
        await RunAsync(End.AddDays(1));
        Assert.Null(await app.Get<IExpiryWarnings>().FindAsync(deadline, default));
        Assert.Empty(await DeadlinesAsync());
    }

    [Fact]
    public async Task Without_a_mail_server_nobody_counts_as_warned_and_old_deadlines_go()
    {
        using var own = new CoreUnderTest();
        await own.Operators.KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        var deadline = new Deadline(DeadlineKind.Expiry, Known.OperatorId, End);
        await own.Get<IDeadlineStore>().AddAsync(deadline, default);

        own.Clock.AdjustTime(End.AddDays(-1));
        Assert.Equal(0, await own.Get<WarnOfExpiry>().ExecuteAsync(default));
        Assert.Null(await own.Get<IExpiryWarnings>().FindAsync(deadline, default));
        Assert.Empty(own.MailMessages());
        Assert.Equal(
            (LogLevel.Warning, "Expiry warnings are not sent, because no mail server is configured (Mail__SmtpHost)."), Assert.Single(
                own.LinesOf<WarnOfExpiry>()));
        own.Clock.AdjustTime(End.AddDays(1));
        await own.Get<WarnOfExpiry>().ExecuteAsync(default);
        Assert.Empty(await own.Get<IDeadlineStore>().ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync());
    }

    [Fact]
    public async Task One_of_twenty_concurrent_warners_sends_the_warning()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        app.Clock.AdjustTime(End.AddDays(-7));
        var warned = await AtOnce.RunAsync(20, _ => app.Get<WarnOfExpiry>().ExecuteAsync(default));
        Assert.Equal(1, warned.Sum());
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SendMailsAsync();
        Assert.Single(app.Mails.Sent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_crash_at_any_step_still_leads_to_one_mail(int step)
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        app.Clock.AdjustTime(End.AddDays(-7));
        if (step == 1) app.Spy<IExpiryWarnings>().DieAfter("Warn");
        else app.Spy<IOutbox>().Before(
            "Announce", call => call.Number == 1 + step / 2 ? throw new ProcessDiedException() : Task.CompletedTask);
        await Assert.ThrowsAnyAsync<Exception>(() => app.Get<WarnOfExpiry>().ExecuteAsync(default));

        for (var again = 0; again < 2; again++) await app.Get<WarnOfExpiry>().ExecuteAsync(default);

        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await app.SendMailsAsync();
        Assert.Single(app.Mails.Sent);
    }

    private async Task RunAsync(DateTimeOffset time)
    {
        app.Clock.AdjustTime(time);
        await app.Get<WarnOfExpiry>().ExecuteAsync(default);
        await app.SendMailsAsync();
    }

    private async Task KeepAsync(Operator @operator)
    {
        await app.Operators.KeepAsync(@operator);
        await ExpectAsync(@operator.Id, @operator.ExpiresAt!.Value);
    }

    private async Task KeepAsync(ApiUser apiUser)
    {
        await TestSupport.KeepAsync(app, apiUser);
        await ExpectAsync(apiUser.Id, apiUser.ExpiresAt!.Value);
    }

    private async Task SetExpiryAsync(DateTimeOffset expiresAt)
    {
        await ExpectAsync(Known.OperatorId, expiresAt);
        var current = (await app.Operators.FindAsync(42, 7, default))!;
        var entry = app.NewEntry(Known.OperatorId, AuditAction.OperatorChanged);
        Assert.True(
            await app.Operators.WriteAsync(new(current with { Value = current.Value with { ExpiresAt = expiresAt } }, entry), default));
    }

    private Task ExpectAsync(AccountId id, DateTimeOffset expiresAt) =>
        app.Get<IDeadlineStore>().AddAsync(new(DeadlineKind.Expiry, id, expiresAt), default);

    private ValueTask<List<Deadline>> DeadlinesAsync() =>
        app.Get<IDeadlineStore>().ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync();
}
