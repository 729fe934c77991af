using ApiAccounts.Core.Housekeeping;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Mail;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Mail;

public sealed class MailLimitTests : IDisposable
{
    private readonly CoreUnderTest app = new(new MailOptions { SmtpHost = "mail.example", From = "accounts@example.com" });

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task Three_mails_an_hour_and_twenty_a_day_are_counted_over_a_sliding_time()
    {
        Assert.Equal([null, null, null, 3_600.0], [await WaitAsync(), await WaitAsync(), await WaitAsync(), await WaitAsync()]);
        app.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(60.0, await WaitAsync());
        for (var hour = 0; hour < 5; hour++)
        {
            app.Clock.Advance(TimeSpan.FromHours(1));
            for (var i = 0; i < 3; i++) Assert.Null(await WaitAsync());
        }
        app.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([null, null], [await WaitAsync(), await WaitAsync()]);

        // 20 within the last 24 hours; the oldest three are 6 h 59 min old.
        Assert.Equal(((17 * 60) + 1) * 60.0, await WaitAsync());
    }

    [Fact]
    public async Task A_mail_whose_change_was_not_written_does_not_count()
    {
        for (var i = 0; i < 5; i++) Assert.Null(await app.Get<EnqueueMail>().WithAsync(Mail(), _ => Task.FromResult(false), default));
        Assert.Null(await WaitAsync());
    }

    [Fact]
    public async Task A_mail_that_nobody_waits_for_is_dropped_and_its_change_is_written()
    {
        var written = new List<bool>();
        for (var i = 0; i < 4; i++)
        {
            Assert.True(await app.Get<EnqueueMail>().WithOrWithoutAsync(Mail(), mail =>
            {
                written.Add(mail is not null);
                return Task.FromResult(true);
            }, default));
        }
        Assert.Equal([true, true, true, false], written);
    }

    [Fact]
    public async Task Concurrent_mails_get_no_more_than_the_limit()
    {
        var waits = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Task.Run(WaitAsync)));
        Assert.Equal(3, waits.Count(wait => wait is null));
    }

    [Fact]
    public async Task Tallies_are_purged_after_a_day()
    {
        await WaitAsync();
        app.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(0, await app.Get<PurgeMailTallies>().ExecuteAsync(default));
        app.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await app.Get<PurgeMailTallies>().ExecuteAsync(default));
    }

    [Theory]
    [InlineData("Ada@Partner.example", "ada@partner.example")]
    [InlineData("ada+a@partner.example", "ada@partner.example")]
    [InlineData("ada+a+b@partner.example", "ada@partner.example")]
    [InlineData("+ada@partner.example", "+ada@partner.example")]
    [InlineData("ada@bücher.example", "ada@xn--bcher-kva.example")]
    [InlineData("no address", "no address")]
    public void All_spellings_of_a_mailbox_count_together(string address, string mailbox) =>
        Assert.Equal(mailbox, EmailAddress.MailboxOf(address));

    /// <returns>The seconds to wait; null if the mail was enqueued.</returns>
    private async Task<double?> WaitAsync() =>
        (await app.Get<EnqueueMail>().WithAsync(Mail(), _ => Task.FromResult(true), default))!.Value.Error?.RetryAfter?.TotalSeconds;

    private static OutgoingMail Mail() => new()
    {
        Id = EnqueueMail.NewId(),
        OperatorId = Known.OperatorId,
        Template = MailTemplate.PasswordReset,
        Language = MailLanguage.En,
        Recipient = "ada@partner.example",
        Values = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty,
        CreatedAt = Known.Now,
        EndsAt = Known.Now.AddDays(1),
    };
}
