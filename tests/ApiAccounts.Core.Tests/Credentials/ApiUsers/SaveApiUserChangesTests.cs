using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Credentials.ApiUsers;

public sealed class SaveApiUserChangesTests : IDisposable
{
    private readonly CoreUnderTest app = new();

    private SaveApiUserChanges Save => app.Get<SaveApiUserChanges>();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_id_in_another_bucket_than_the_operators_is_not_one_of_its_API_users()
    {
        var elsewhere = Known.ApiUser(5, bucket: 14);

        var result = await Save.ExecuteAsync(Callers.Ada, Known.OperatorId, [new("x")], [elsewhere], default);

        Assert.Equal(("api_user_gone", "delete[0]"), (result.Error?.Code, result.Error?.Target));
        Assert.Empty(await app.ApiUsers.ListOfOperatorAsync(Known.OperatorId, default).ToListAsync());
    }

    [Fact]
    public async Task Deletions_count_as_changes_too()
    {
        var added = Enumerable.Repeat(new NewApiUser("x"), 25).ToList();
        Assert.True((await Save.ExecuteAsync(Callers.Ada, Known.OperatorId, added, [], default)).TryGet(out var saved, out _));
        var ids = saved.Added.Select(made => made.ApiUser.Id).ToList();

        var tooMany = await Save.ExecuteAsync(Callers.Ada, Known.OperatorId, added, ids, default);
        var enough = await Save.ExecuteAsync(Callers.Ada, Known.OperatorId, added[..24], ids, default);

        Assert.Equal("There must be between 1 and 49 changes; there are 50.", tooMany.Error?.Message);
        Assert.Null(enough.Error);
        Assert.Equal(24, (await app.ApiUsers.ListOfOperatorAsync(Known.OperatorId, default).ToListAsync()).Count);
    }
}
