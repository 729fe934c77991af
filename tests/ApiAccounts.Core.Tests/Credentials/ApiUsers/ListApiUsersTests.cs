using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Credentials.ApiUsers;

public sealed class ListApiUsersTests : IAsyncLifetime
{
    private static readonly AccountId BobId = AccountId.At(AccountKind.Operator, 42, 8, 3, 1);
    private readonly CoreUnderTest app = new();

    /// <summary>Ada has two and Bob one, in two buckets of partner 42; partner 43 has one in the same bucket.</summary>
    public async ValueTask InitializeAsync()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        await app.Operators.KeepAsync(AnOperator.Active() with { Id = BobId, UserName = "bob" });
        await KeepAsync("second", 42, 7, 15, 3, minutes: 2);
        await KeepAsync("first", 42, 7, 15, 9, minutes: 1);
        await KeepAsync("bob's", 42, 8, 3, 1, minutes: 0);
        await KeepAsync("another partner's", 43, 7, 15, 1, minutes: 0);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task An_operator_sees_its_own_API_users_in_order_of_creation() =>
        Assert.Equal(["first", "second"], await ListAsync(Callers.Ada));

    [Fact]
    public async Task An_administrator_sees_the_API_users_in_every_bucket_of_its_partner() =>
        Assert.Equal(["bob's", "first", "second"], await ListAsync(Callers.Administrator));

    [Fact]
    public async Task An_administrator_lists_the_API_users_of_one_operator() =>
        Assert.Equal(["bob's"], Descriptions(await app.Get<ListApiUsers>().ExecuteAsync(Callers.Administrator, BobId, default)));

    [Fact]
    public async Task An_operator_lists_its_own_API_users_by_its_own_id() =>
        Assert.Equal(["first", "second"], Descriptions(await app.Get<ListApiUsers>().ExecuteAsync(Callers.Ada, Known.OperatorId, default)));

    [Fact]
    public async Task An_operator_does_not_see_the_API_users_of_others()
    {
        Assert.Equal(Error.Forbidden, (await app.Get<ListApiUsers>().ExecuteAsync(Callers.Ada, BobId, default)).Error);
        Assert.Equal(Error.NotFound("operator"), (await app.Get<ListApiUsers>().ExecuteAsync(Callers.Stranger, BobId, default)).Error);
    }

    [Fact]
    public async Task An_absent_operator_is_not_found()
    {
        var sameAddress = AccountId.At(AccountKind.Operator, 42, 8, 3, 2);
        Assert.Equal(
            Error.NotFound("operator"), (await app.Get<ListApiUsers>().ExecuteAsync(Callers.Administrator, sameAddress, default)).Error);
        var noOne = AccountId.New(AccountKind.Operator, 42, 9, 3);
        Assert.Equal(Error.NotFound("operator"), (await app.Get<ListApiUsers>().ExecuteAsync(Callers.Administrator, noOne, default)).Error);
    }

    [Fact]
    public async Task API_users_created_at_the_same_moment_are_ordered_by_user_name()
    {
        await KeepAsync("third", 42, 7, 15, 8, minutes: 2);
        Assert.Equal(["first", "second", "third"], await ListAsync(Callers.Ada));
    }

    [Fact]
    public async Task The_API_users_of_a_deleted_operator_are_not_listed()
    {
        var ada = (await app.Operators.FindAsync(42, 7, default))!;
        var entry = app.NewEntry(Known.OperatorId, AuditAction.OperatorDeleted);
        Assert.True(await app.Operators.DeleteAsync(ada, null, entry, default));
        await app.KeepAsync(
            AnApiUser.Working() with { Id = AccountId.At(AccountKind.ApiUser, 42, 8, 3, 5), OperatorId = BobId, Description = "bob's" });

        Assert.Equal(["bob's"], await ListAsync(Callers.Administrator));
        Assert.Equal(
            Error.NotFound("operator"), (await app.Get<ListApiUsers>().ExecuteAsync(
                Callers.Administrator, Known.OperatorId, default)).Error);
    }

    private Task KeepAsync(string description, uint pid, uint userId, int bucket, ulong random, int minutes) =>
        app.KeepAsync(AnApiUser.Working() with
        {
            Id = AccountId.At(AccountKind.ApiUser, pid, userId, bucket, random),
            Description = description,
            CreatedAt = Known.Now.AddMinutes(minutes),
        });

    private async Task<IEnumerable<string>> ListAsync(Caller caller) =>
        Descriptions(await app.Get<ListApiUsers>().ExecuteAsync(caller, default));

    private static IEnumerable<string> Descriptions(Result<IReadOnlyList<ApiUser>> result) =>
        result.TryGet(out var listed, out var error)
            ? listed.Select(apiUser => apiUser.Description)
            : throw new InvalidOperationException(error.Message);
}
