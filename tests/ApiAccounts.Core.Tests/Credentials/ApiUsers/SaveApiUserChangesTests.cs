using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Deadlines;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Testing.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ApiAccounts.Core.Tests.Credentials.ApiUsers;

public sealed class SaveApiUserChangesTests
{
    private static readonly Caller Ada = new(Known.OperatorId, "Ada Example", Grants.None);

    private readonly InMemoryApiUsers store = new(AFeed.InMemory(TimeProvider.System));
    private readonly SaveApiUserChanges save;

    public SaveApiUserChangesTests()
    {
        var clock = new FakeTimeProvider(Known.Now);
        var options = Known.Peppers(("1", Known.Pepper1));
        var audit = new AuditEntries(clock);
        var operators = new InMemoryOperatorStore(AFeed.InMemory(clock));
        var holders = new ApiUserHolders(operators, new(operators, operators));
        var deadlines = new ExpiryDeadlines(new InMemoryDeadlineStore(), clock);
        var register = new RegisterApiUser(
            store, holders, deadlines, new(new SecretHasher(options, NullLogger<SecretHasher>.Instance), clock, options), audit, clock);
        save = new(store, holders, register, deadlines, audit, clock);
    }

    [Fact]
    public async Task An_id_of_another_bucket_than_the_operators_never_was_one_of_its()
    {
        var elsewhere = Known.ApiUser(5, bucket: 14);

        var result = await save.ExecuteAsync(Ada, Known.OperatorId, [new("x")], [elsewhere], default);

        Assert.Equal(("api_user_gone", "delete[0]"), (result.Error?.Code, result.Error?.Target));
        Assert.Empty(await store.ListOfOperatorAsync(Known.OperatorId, default).ToListAsync());
    }

    [Fact]
    public async Task Deletions_count_as_changes_too()
    {
        var added = Enumerable.Repeat(new NewApiUser("x"), 25).ToList();
        Assert.True((await save.ExecuteAsync(Ada, Known.OperatorId, added, [], default)).TryGet(out var saved, out _));
        var ids = saved.Added.Select(made => made.ApiUser.Id).ToList();

        var tooMany = await save.ExecuteAsync(Ada, Known.OperatorId, added, ids, default);
        var enough = await save.ExecuteAsync(Ada, Known.OperatorId, added[..24], ids, default);

        Assert.Equal("There may be from 1 to 49 changes; there are 50.", tooMany.Error?.Message);
        Assert.Null(enough.Error);
        Assert.Equal(24, (await store.ListOfOperatorAsync(Known.OperatorId, default).ToListAsync()).Count);
    }
}
