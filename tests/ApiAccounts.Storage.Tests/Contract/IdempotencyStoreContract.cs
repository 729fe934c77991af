using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Idempotency;
using ApiAccounts.Storage.Tests.Given;
using Microsoft.Extensions.DependencyInjection;

namespace ApiAccounts.Storage.Tests.Contract;

public abstract class IdempotencyStoreContract
{
    private readonly string key = LoginName.KeyOf($"a key of {Known.NewPid()}");

    protected abstract IIdempotencyStore Store { get; }

    [Fact]
    public async Task A_request_that_was_never_written_is_not_found() => Assert.Null(await Store.FindAsync(key, default));

    [Fact]
    public async Task A_request_is_created_once_and_then_changed_only_at_the_version_read()
    {
        Assert.True(await Store.WriteAsync(key, Request("a"), null, default));
        Assert.False(await Store.WriteAsync(key, Request("b"), null, default));
        var read = (await Store.FindAsync(key, default))!;
        Assert.Equal(("v1.1.hash", Known.Now, "a", null), (read.Value.Fingerprint, read.Value.BeganAt, read.Value.Write, read.Value.KeyId));

        var answer = Enumerable.Range(0, 150_000).Select(number => (byte)number).ToArray();
        Assert.True(await Store.WriteAsync(key, Request("a") with { KeyId = "1", Answer = answer }, read, default));
        Assert.False(await Store.WriteAsync(key, Request("c"), read, default));
        var answered = (await Store.FindAsync(key, default))!.Value;
        Assert.Equal("1", answered.KeyId);
        Assert.Equal(answer, answered.Answer.ToArray());
    }

    [Fact]
    public async Task A_removed_request_is_not_found()
    {
        Assert.True(await Store.WriteAsync(key, Request("a"), null, default));
        await Store.RemoveAsync(key, default);
        await Store.RemoveAsync(key, default);
        Assert.Null(await Store.FindAsync(key, default));
    }

    [Fact]
    public async Task Old_requests_are_purged_from_every_partition_and_no_others()
    {
        var keys = Enumerable.Range(0, 5).Select(i => LoginName.KeyOf($"{key}-{i}")).ToList();
        foreach (var old in keys)
            Assert.True(await Store.WriteAsync(old, Request("a") with { BeganAt = Known.Now.AddDays(-1) }, null, default));
        Assert.True(await Store.WriteAsync(key, Request("a"), null, default));
        Assert.Equal(5, await Store.PurgeAsync(Known.Now, default));
        Assert.Equal(0, await Store.PurgeAsync(Known.Now, default));
        Assert.NotNull(await Store.FindAsync(key, default));
    }

    private static IdempotentRequest Request(string write) => new("v1.1.hash", Known.Now, write);
}

public sealed class InMemoryIdempotencyStoreTests : IdempotencyStoreContract
{
    protected override IIdempotencyStore Store { get; } = Ports.InMemory().GetRequiredService<IIdempotencyStore>();
}

public sealed class TableIdempotencyStoreTests(OnAzurite azurite) : IdempotencyStoreContract, IClassFixture<OnAzurite>
{
    protected override IIdempotencyStore Store => azurite.Services.GetRequiredService<IIdempotencyStore>();
}
