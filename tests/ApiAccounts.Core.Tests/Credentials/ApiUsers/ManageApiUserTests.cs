using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Credentials.ApiUsers;

/// <summary>Reading, changing and deleting one API user.</summary>
public sealed class ManageApiUserTests : IAsyncLifetime
{
    private readonly ApiUserUseCases apiUsers = new();

    public Task InitializeAsync() => apiUsers.KeepAsync(AnApiUser.Working());

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string, string?> Verdicts => new()
    {
        { "Ada", null }, { "Administrator", null }, { "Colleague", "forbidden" }, { "Stranger", "not_found" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Its_operator_and_administrators_may_read_it(string who, string? code)
    {
        await apiUsers.Operators.KeepAsync(AnOperator.Active());
        var result = await apiUsers.Get.ExecuteAsync(Caller(who), Known.ApiUserId, default);
        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(code is null, result.TryGet(out var read, out _) && read == AnApiUser.Working());
    }

    [Fact]
    public async Task That_of_an_operator_that_is_gone_is_gone_too() => Assert.Equal(
        Error.NotFound("API user"), (await apiUsers.Get.ExecuteAsync(ApiUserUseCases.Administrator, Known.ApiUserId, default)).Error);

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Its_operator_and_administrators_may_change_its_description(string who, string? code)
    {
        var result = await apiUsers.Change.ExecuteAsync(Caller(who), Known.ApiUserId, Known.OperatorId, "The weekly export", default);
        Assert.Equal(code, result.Error?.Code);
        var description = (await apiUsers.Store.FindAsync(Known.ApiUserId, default))!.Description;
        Assert.Equal(code is null ? "The weekly export" : "The nightly export", description);
        var entry = code is null ? apiUsers.Store.Audit[^1] : null;
        Assert.Equal(code is null ? "Description: \"The nightly export\" → \"The weekly export\"" : null, entry?.Changes);
        Assert.Equal(code is null ? AuditAction.ApiUserChanged : null, entry?.Action);
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Its_operator_and_administrators_may_delete_it(string who, string? code)
    {
        var result = await apiUsers.Delete.ExecuteAsync(Caller(who), Known.ApiUserId, default);
        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(code is not null, await apiUsers.Store.FindAsync(Known.ApiUserId, default) is not null);
        Assert.Equal(code is null ? AuditAction.ApiUserDeleted : AuditAction.ApiUserRegistered, apiUsers.Store.Audit[^1].Action);
    }

    [Fact]
    public async Task Deleting_is_one_call_of_the_storage_and_a_second_time_finds_nothing()
    {
        var before = apiUsers.StoreCalls;
        Assert.Null((await apiUsers.Delete.ExecuteAsync(ApiUserUseCases.Ada, Known.ApiUserId, default)).Error);
        Assert.Equal(1, apiUsers.StoreCalls - before);
        Assert.Equal(Error.NotFound("API user"), (await apiUsers.Delete.ExecuteAsync(ApiUserUseCases.Ada, Known.ApiUserId, default)).Error);
    }

    [Fact]
    public async Task A_deleted_one_verifies_no_more()
    {
        await apiUsers.Operators.KeepAsync(AnOperator.Active());
        Assert.Null((await apiUsers.Verify.ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error);
        await apiUsers.Delete.ExecuteAsync(ApiUserUseCases.Ada, Known.ApiUserId, default);
        Assert.Equal(Error.Unauthenticated, (await apiUsers.Verify.ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error);
    }

    [Fact]
    public async Task One_that_is_not_there_is_not_found()
    {
        Assert.Equal(Error.NotFound("API user"), (await apiUsers.Get.ExecuteAsync(ApiUserUseCases.Ada, Known.ApiUser(5), default)).Error);
        Assert.Equal(
            Error.NotFound("API user"),
            (await apiUsers.Change.ExecuteAsync(ApiUserUseCases.Ada, Known.ApiUser(5), Known.OperatorId, "x", default)).Error);
    }

    [Fact]
    public async Task It_cannot_be_given_to_another_operator()
    {
        var other = AccountId.New(AccountKind.Operator, 42, 8, 15);
        var result = await apiUsers.Change.ExecuteAsync(ApiUserUseCases.Administrator, Known.ApiUserId, other, "x", default);
        Assert.Equal(Error.Invalid("An API user cannot be given to another operator.", "operatorId"), result.Error);
    }

    [Fact]
    public async Task A_description_that_is_not_allowed_changes_nothing()
    {
        var result = await apiUsers.Change.ExecuteAsync(ApiUserUseCases.Ada, Known.ApiUserId, Known.OperatorId, "\u007f", default);
        Assert.Equal("description", result.Error!.Target);
        Assert.Equal("The nightly export", (await apiUsers.Store.FindAsync(Known.ApiUserId, default))!.Description);
    }

    private static Caller Caller(string who) => who switch
    {
        "Ada" => ApiUserUseCases.Ada,
        "Administrator" => ApiUserUseCases.Administrator,
        "Colleague" => ApiUserUseCases.Colleague,
        _ => ApiUserUseCases.Stranger,
    };
}
