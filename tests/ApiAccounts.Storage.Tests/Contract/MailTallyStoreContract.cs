using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Mail;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

public abstract class MailTallyStoreContract
{
    private readonly string key = LoginName.KeyOf($"a tally of {Known.NewPid()}");

    protected abstract IMailTallyStore Store { get; }

    [Fact]
    public async Task A_tally_is_created_once_and_then_changed_only_at_the_version_read()
    {
        Assert.Null(await Store.FindAsync(key, default));
        Assert.True(await Store.WriteAsync(key, Tally("a"), null, default));
        Assert.False(await Store.WriteAsync(key, Tally("b"), null, default));
        var read = (await Store.FindAsync(key, default))!;
        Assert.Equal("a", read.Value.Write);
        Assert.Equal([Known.Now, Known.Now.AddTicks(1)], read.Value.Times);

        Assert.True(await Store.WriteAsync(key, new([], "c"), read, default));
        Assert.False(await Store.WriteAsync(key, Tally("d"), read, default));
        Assert.Empty((await Store.FindAsync(key, default))!.Value.Times);
    }

    [Fact]
    public async Task Old_tallies_are_purged_from_every_partition_and_no_others()
    {
        await Store.PurgeAsync(Known.Now, default); // those of other tests
        var keys = Enumerable.Range(0, 5).Select(i => LoginName.KeyOf($"{key}-{i}")).ToList();
        foreach (var old in keys) Assert.True(await Store.WriteAsync(old, new([Known.Now.AddDays(-1)], "a"), null, default));
        Assert.True(await Store.WriteAsync(key, Tally("a"), null, default));
        Assert.Equal(5, await Store.PurgeAsync(Known.Now, default));
        Assert.Equal(0, await Store.PurgeAsync(Known.Now, default));
        Assert.NotNull(await Store.FindAsync(key, default));
    }

    private static MailTally Tally(string write) => new([Known.Now, Known.Now.AddTicks(1)], write);
}

public sealed class InMemoryMailTallyStoreTests : MailTallyStoreContract
{
    protected override IMailTallyStore Store { get; } = Ports.InMemory().GetRequiredService<IMailTallyStore>();
}

public sealed class TableMailTallyStoreTests(OnAzurite azurite) : MailTallyStoreContract, IClassFixture<OnAzurite>
{
    protected override IMailTallyStore Store => azurite.Services.GetRequiredService<IMailTallyStore>();
}
