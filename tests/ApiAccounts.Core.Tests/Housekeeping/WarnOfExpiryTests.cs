using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using Microsoft.Extensions.Logging;

namespace ApiAccounts.Core.Tests.Housekeeping;

public sealed class WarnOfExpiryTests : IDisposable
{
    private static readonly DateTimeOffset End = Known.Now.AddDays(20);

    private readonly OperatorUseCases given = OperatorUseCases.WithMail();

    public void Dispose() => given.Dispose();

    [Fact]
    public async Task It_warns_14_7_and_1_days_before_to_the_second_and_once_each()
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
            Assert.Equal((before, mails), (before, given.Mails.Sent.Count));
        }

        Assert.All(given.Mails.Sent, mail => Assert.Equal(("ada@partner.example", "Your access ends soon"), (mail.Recipient, mail.Subject)));
        Assert.Contains("The access of your account ada@partner.example ends on 2026-12-12 10:30 UTC.", given.Mails.Sent[0].Text, StringComparison.Ordinal);
        Assert.All(given.Warnings.Audit, entry => Assert.Equal((AuditAction.ExpiryWarned, Known.OperatorId, null), (entry.Action, entry.Subject, entry.Actor)));
        Assert.Equal(
            [
                "14 d before: the operator expires at 2026-12-12T10:30:00Z",
                "7 d before: the operator expires at 2026-12-12T10:30:00Z",
                "1 d before: the operator expires at 2026-12-12T10:30:00Z",
            ],
            given.Warnings.Audit.Select(entry => entry.Changes));
    }

    [Fact]
    public async Task A_part_of_a_second_counts()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End.AddTicks(5_000_000) });
        await RunAsync(End.AddDays(-14));
        Assert.Empty(given.Mails.Sent);
        await RunAsync(End.AddDays(-14).AddTicks(5_000_000));
        Assert.Single(given.Mails.Sent);
    }

    [Fact]
    public async Task What_was_missed_is_left_out_for_the_next()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-6));
        await RunAsync(End.AddDays(-5));
        await RunAsync(End.AddHours(-12));
        Assert.Equal(["7 d", "1 d"], given.Warnings.Audit.Select(entry => entry.Changes![..entry.Changes!.IndexOf(" before", StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task An_instance_whose_clock_is_behind_warns_of_no_more_than_what_comes()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-7));
        await RunAsync(End.AddDays(-8));
        Assert.Single(given.Mails.Sent);
    }

    [Fact]
    public async Task Who_gets_longer_access_is_warned_of_the_new_end()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-1));
        await SetExpiryAsync(End.AddDays(30));

        await RunAsync(End.AddHours(-1));
        Assert.Single(given.Mails.Sent);
        await RunAsync(End.AddDays(16));
        await RunAsync(End.AddDays(16));

        Assert.Equal(2, given.Mails.Sent.Count);
        Assert.Contains(" ends on 2027-01-11 10:30 UTC.", given.Mails.Sent[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_holds_an_API_user_is_told_which_one_ends()
    {
        await given.Store.KeepAsync(AnOperator.Active());
        await KeepAsync(AnApiUser.Working() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-14));
        await RunAsync(End.AddDays(-14));

        var mail = Assert.Single(given.Mails.Sent);
        Assert.Equal(("ada@partner.example", "An API user ends soon"), (mail.Recipient, mail.Subject));
        Assert.Contains(
            "The API user \"The nightly export\" (400001A0020010W0FXJM68FYVKH) of your account ada@partner.example ends on 2026-12-12 10:30 UTC.",
            mail.Text,
            StringComparison.Ordinal);
        var entry = Assert.Single(given.Warnings.Audit);
        Assert.Equal((Known.OperatorId, $"14 d before: API user {Known.ApiUserId} expires at 2026-12-12T10:30:00Z"), (entry.Subject, entry.Changes));
    }

    [Fact]
    public async Task An_operator_that_is_API_only_is_warned_too()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End, IsApiOnly = true });
        await RunAsync(End.AddDays(-1));
        Assert.Single(given.Mails.Sent);
    }

    [Fact]
    public async Task The_mail_is_in_the_language_of_whoever_gets_it()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End, UptrendsFields = """{"CultureName":"nl-NL"}""" });
        await RunAsync(End.AddDays(-1));
        Assert.Equal("Uw toegang eindigt binnenkort", Assert.Single(given.Mails.Sent).Subject);
    }

    [Theory]
    [InlineData(OperatorStatus.Pending)]
    [InlineData(OperatorStatus.Inactive)]
    [InlineData(OperatorStatus.Locked)]
    public async Task Nobody_is_warned_who_cannot_act_anyway(OperatorStatus status)
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End, Status = status });
        await KeepAsync(AnApiUser.Working() with { ExpiresAt = End });
        await RunAsync(End.AddDays(-1));
        Assert.Empty(given.Outbox.Sent);
    }

    [Fact]
    public async Task Nobody_is_warned_of_the_end_of_what_does_not_work_is_gone_or_outlives_its_operator()
    {
        await given.Store.KeepAsync(AnOperator.Active() with { ExpiresAt = End.AddDays(-2) });
        await KeepAsync(AnApiUser.Disabled() with { Id = Known.ApiUser(1), ExpiresAt = End });
        await KeepAsync(AnApiUser.Working() with { Id = Known.ApiUser(2), ExpiresAt = End });
        await ExpectAsync(Known.ApiUser(3), End);
        await ExpectAsync(Known.OperatorId, End); // its end is another
        await RunAsync(End.AddDays(-1));
        Assert.Empty(given.Outbox.Sent);
    }

    [Fact]
    public async Task What_is_kept_of_an_end_is_gone_a_day_after_it_and_not_before()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        var deadline = new Deadline(DeadlineKind.Expiry, Known.OperatorId, End);
        await RunAsync(End.AddDays(-1));

        await RunAsync(End.AddDays(1).AddSeconds(-1));
        Assert.NotNull(await given.Warnings.FindAsync(deadline, default));
        Assert.Equal([deadline], await DeadlinesAsync());
        await RunAsync(End.AddDays(1));
        Assert.Null(await given.Warnings.FindAsync(deadline, default));
        Assert.Empty(await DeadlinesAsync());
    }

    [Fact]
    public async Task Without_a_mail_server_nobody_counts_as_warned_and_old_ends_go()
    {
        using var own = new OperatorUseCases();
        await own.Store.KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        var deadline = new Deadline(DeadlineKind.Expiry, Known.OperatorId, End);
        await own.Deadlines.AddAsync(deadline, default);

        own.Clock.AdjustTime(End.AddDays(-1));
        Assert.Equal(0, await own.Warn.ExecuteAsync(default));
        Assert.Null(await own.Warnings.FindAsync(deadline, default));
        Assert.Empty(own.Outbox.Sent);
        Assert.Equal(
            (LogLevel.Warning, "Nobody is warned of the end of its access: no mail server is set up here (Mail__SmtpHost)."), Assert.Single(own.WarnLog.Lines()));
        own.Clock.AdjustTime(End.AddDays(1));
        await own.Warn.ExecuteAsync(default);
        Assert.Empty(await own.Deadlines.ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync());
    }

    [Fact]
    public async Task Of_twenty_who_would_warn_at_once_one_does()
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        given.Clock.AdjustTime(End.AddDays(-7));
        var warned = await AtOnce.RunAsync(20, _ => given.Warn.ExecuteAsync(default));
        Assert.Equal(1, warned.Sum());
        given.Clock.Advance(TimeSpan.FromMinutes(1));
        await given.SendMailsAsync();
        Assert.Single(given.Mails.Sent);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whenever_one_dies_over_it_there_is_one_mail(int step)
    {
        await KeepAsync(AnOperator.Active() with { ExpiresAt = End });
        given.Clock.AdjustTime(End.AddDays(-7));
        if (step == 1) given.Warnings.Dies = true;
        else given.Outbox.Fails = (step / 2, new ProcessDiedException());
        await Assert.ThrowsAnyAsync<Exception>(() => given.Warn.ExecuteAsync(default));

        for (var again = 0; again < 2; again++) await given.Warn.ExecuteAsync(default);

        given.Clock.Advance(TimeSpan.FromMinutes(1));
        await given.SendMailsAsync();
        Assert.Single(given.Mails.Sent);
    }

    private async Task RunAsync(DateTimeOffset time)
    {
        given.Clock.AdjustTime(time);
        await given.Warn.ExecuteAsync(default);
        await given.SendMailsAsync();
    }

    private async Task KeepAsync(Operator @operator)
    {
        await given.Store.KeepAsync(@operator);
        await ExpectAsync(@operator.Id, @operator.ExpiresAt!.Value);
    }

    private async Task KeepAsync(ApiUser apiUser)
    {
        await given.ApiUsers.AddAsync(apiUser, new AuditEntries(given.Clock).New(AuditAction.ApiUserRegistered, apiUser.Id, caller: null), default);
        await ExpectAsync(apiUser.Id, apiUser.ExpiresAt!.Value);
    }

    private async Task SetExpiryAsync(DateTimeOffset expiresAt)
    {
        await ExpectAsync(Known.OperatorId, expiresAt);
        var current = (await given.Store.FindAsync(42, 7, default))!;
        var entry = new AuditEntries(given.Clock).New(AuditAction.OperatorChanged, Known.OperatorId, caller: null);
        Assert.True(await given.Store.WriteAsync(new(current with { Value = current.Value with { ExpiresAt = expiresAt } }, entry), default));
    }

    private Task ExpectAsync(AccountId id, DateTimeOffset expiresAt) => given.Deadlines.AddAsync(new(DeadlineKind.Expiry, id, expiresAt), default);

    private ValueTask<List<Deadline>> DeadlinesAsync() => given.Deadlines.ListAsync(DeadlineKind.Expiry, DateTimeOffset.MaxValue, default).ToListAsync();
}
