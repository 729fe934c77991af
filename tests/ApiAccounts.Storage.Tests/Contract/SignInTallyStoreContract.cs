using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Directory.SignIn;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

public abstract class SignInTallyStoreContract
{
    private readonly string key = LoginName.KeyOf($"ada of {Known.NewPid()}");

    protected abstract ISignInTallyStore Store { get; }

    [Fact]
    public async Task A_tally_that_was_never_written_is_not_found() => Assert.Null(await Store.FindAsync(key, default));

    [Fact]
    public async Task A_tally_is_created_once_and_then_changed_only_at_the_version_read()
    {
        Assert.True(await Store.WriteAsync(key, Tally("a"), null, default));
        Assert.False(await Store.WriteAsync(key, Tally("b"), null, default));
        var read = (await Store.FindAsync(key, default))!;
        Assert.Equal(Tally("a"), read.Value);

        Assert.True(await Store.WriteAsync(key, Tally("c"), read, default));
        Assert.False(await Store.WriteAsync(key, Tally("d"), read, default));
        Assert.Equal(Tally("c"), (await Store.FindAsync(key, default))!.Value);
    }

    [Fact]
    public async Task A_removed_tally_cannot_be_changed()
    {
        Assert.True(await Store.WriteAsync(key, Tally("a"), null, default));
        var read = (await Store.FindAsync(key, default))!;
        await Store.RemoveAsync(key, default);
        await Store.RemoveAsync(key, default); // gone already
        Assert.False(await Store.WriteAsync(key, Tally("b"), read, default));
        Assert.Null(await Store.FindAsync(key, default));
    }

    [Fact]
    public async Task One_of_a_hundred_concurrent_first_writes_succeeds()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Store.WriteAsync(key, Tally($"{i}"), null, default)));
        Assert.Single(results, isDone => isDone);
    }

    [Fact]
    public async Task Old_tallies_are_purged_from_every_partition_and_no_others()
    {
        var keys = Enumerable.Range(0, 5).Select(i => LoginName.KeyOf($"{key}-{i}")).ToList();
        foreach (var old in keys) Assert.True(
            await Store.WriteAsync(old, Tally("a") with { LastBegan = Known.Now.AddDays(-1) }, null, default));
        Assert.True(await Store.WriteAsync(key, Tally("a"), null, default));
        Assert.Equal(5, await Store.PurgeAsync(Known.Now, default));
        Assert.Equal(0, await Store.PurgeAsync(Known.Now, default));
        foreach (var old in keys) Assert.Null(await Store.FindAsync(old, default));
        Assert.NotNull(await Store.FindAsync(key, default));
    }

    private static SignInTally Tally(string write) => new("0123456789abcdef", 1, 2, Known.Now, write);
}

public sealed class InMemorySignInTallyStoreTests : SignInTallyStoreContract
{
    protected override ISignInTallyStore Store { get; } = Ports.InMemory().GetRequiredService<ISignInTallyStore>();
}

public sealed class TableSignInTallyStoreTests(OnAzurite azurite) : SignInTallyStoreContract, IClassFixture<OnAzurite>
{
    protected override ISignInTallyStore Store => azurite.Services.GetRequiredService<ISignInTallyStore>();
}
