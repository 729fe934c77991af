using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

/// <summary>What every <see cref="IExpiryWarnings"/> does, with the mails that it puts in the outbox.</summary>
public abstract class ExpiryWarningsContract
{
    private readonly uint pid = Known.NewPid();

    protected abstract IServiceProvider Services { get; }

    private IExpiryWarnings Warnings => Services.GetRequiredService<IExpiryWarnings>();

    private Deadline Expiry => new(DeadlineKind.Expiry, Known.ApiUserId(pid), Known.Now);

    [Fact]
    public async Task A_warning_that_was_not_given_is_not_found() => Assert.Null(await Warnings.FindAsync(Expiry, default));

    [Fact]
    public async Task A_warning_and_its_mail_are_written_together()
    {
        Assert.True(await WarnAsync(Expiry, 14, isFirst: true, mail: 'a'));
        Assert.Equal(14, (await Warnings.FindAsync(Expiry, default))!.Value);
        Assert.True(await HasMailAsync('a'));

        Assert.True(await WarnAsync(Expiry, 7, isFirst: false, mail: 'b'));
        Assert.Equal(7, (await Warnings.FindAsync(Expiry, default))!.Value);
        Assert.True(await HasMailAsync('b'));
    }

    [Fact]
    public async Task A_warning_given_in_the_meantime_is_not_given_again()
    {
        Assert.True(await WarnAsync(Expiry, 14, isFirst: true, mail: 'a'));
        Assert.False(await WarnAsync(Expiry, 14, isFirst: true, mail: 'b'));

        var stale = await Warnings.FindAsync(Expiry, default);
        Assert.True(await WarnAsync(Expiry, 7, isFirst: false, mail: 'c'));
        Assert.False(await Warnings.WarnAsync(Expiry, 7, stale, Mail('d'), Known.NewAudit(Known.OperatorId(pid)), default));

        Assert.False(await HasMailAsync('b'));
        Assert.False(await HasMailAsync('d'));
    }

    [Fact]
    public async Task One_of_twenty_concurrent_warnings_is_given()
    {
        var given = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => WarnAsync(Expiry, 14, isFirst: true, (char)('a' + i))));
        Assert.Single(given, isDone => isDone);
        var mails = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => HasMailAsync((char)('a' + i))));
        Assert.Equal(given, mails);
    }

    [Fact]
    public async Task Each_expiry_of_each_account_has_its_own_warning_and_is_removed_alone()
    {
        var later = new Deadline(DeadlineKind.Expiry, Known.ApiUserId(pid), Known.Now.AddSeconds(1));
        var other = new Deadline(DeadlineKind.Expiry, Known.OperatorId(pid), Known.Now);
        Assert.True(await WarnAsync(Expiry, 14, isFirst: true, mail: 'a'));
        Assert.True(await WarnAsync(later, 7, isFirst: true, mail: 'b'));
        Assert.True(await WarnAsync(other, 1, isFirst: true, mail: 'c'));

        await Warnings.RemoveAsync(Expiry, default);
        await Warnings.RemoveAsync(Expiry, default); // gone already
        Assert.Null(await Warnings.FindAsync(Expiry, default));
        Assert.Equal(7, (await Warnings.FindAsync(later, default))!.Value);
        Assert.Equal(1, (await Warnings.FindAsync(other, default))!.Value);
    }

    private EncryptedMail Mail(char id) => Known.Mail(pid, new(id, 32));

    private async Task<bool> HasMailAsync(char id) =>
        await Services.GetRequiredService<IOutbox>().FindAsync(new(pid, Mail(id).Id), default) is not null;

    private async Task<bool> WarnAsync(Deadline deadline, int days, bool isFirst, char mail) => await Warnings.WarnAsync(
        deadline, days, isFirst ? null : await Warnings.FindAsync(deadline, default), Mail(mail), Known.NewAudit(
            Known.OperatorId(pid)), default);
}

public sealed class InMemoryExpiryWarningsTests : ExpiryWarningsContract
{
    protected override IServiceProvider Services { get; } = Ports.InMemory();
}

public sealed class TableExpiryWarningsTests(OnAzurite azurite) : ExpiryWarningsContract, IClassFixture<OnAzurite>
{
    protected override IServiceProvider Services => azurite.Services;
}
