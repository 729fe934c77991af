using ApiAccounts.Core.Access;
using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Credentials.ApiUsers;

/// <summary>Reading, changing and deleting one API user.</summary>
public sealed class ManageApiUserTests : IAsyncLifetime
{
    private readonly CoreUnderTest app = new();

    public async ValueTask InitializeAsync() => await app.KeepAsync(AnApiUser.Working());

    public ValueTask DisposeAsync() => app.DisposeAsync();

    public static TheoryData<string, string?> Verdicts => new()
    {
        { "Ada", null }, { "Administrator", null }, { "Colleague", "forbidden" }, { "Stranger", "not_found" },
    };

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Its_operator_and_administrators_may_read_an_API_user(string who, string? code)
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        var result = await app.Get<GetApiUser>().ExecuteAsync(Caller(who), Known.ApiUserId, default);
        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(code is null, result.TryGet(out var read, out _) && read == AnApiUser.Working());
    }

    [Fact]
    public async Task An_API_user_of_a_deleted_operator_is_not_found() => Assert.Equal(
        Error.NotFound("API user"), (await app.Get<GetApiUser>().ExecuteAsync(Callers.Administrator, Known.ApiUserId, default)).Error);

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Its_operator_and_administrators_may_change_a_description(string who, string? code)
    {
        var result = await app.Get<ChangeApiUser>().ExecuteAsync(
            Caller(who), Known.ApiUserId, Known.OperatorId, "The weekly export", default);
        Assert.Equal(code, result.Error?.Code);
        var description = (await app.ApiUsers.FindAsync(Known.ApiUserId, default))!.Description;
        Assert.Equal(code is null ? "The weekly export" : "The nightly export", description);
        var entry = code is null ? app.Audit[^1] : null;
        Assert.Equal(code is null ? """[{"field":"description","before":"The nightly export","after":"The weekly export"}]""" : null,
            entry?.Changes?.ToString());
        Assert.Equal(code is null ? AuditAction.ApiUserChanged : null, entry?.Action);
    }

    [Theory]
    [MemberData(nameof(Verdicts))]
    public async Task Its_operator_and_administrators_may_delete_an_API_user(string who, string? code)
    {
        var result = await app.Get<DeleteApiUser>().ExecuteAsync(Caller(who), Known.ApiUserId, default);
        Assert.Equal(code, result.Error?.Code);
        Assert.Equal(code is not null, await app.ApiUsers.FindAsync(Known.ApiUserId, default) is not null);
        Assert.Equal(code is null ? AuditAction.ApiUserDeleted : AuditAction.ApiUserRegistered, app.Audit[^1].Action);
    }

    [Fact]
    public async Task Deleting_makes_one_storage_call_and_a_second_deletion_finds_nothing()
    {
        var before = app.StoreCalls();
        Assert.Null((await app.Get<DeleteApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUserId, default)).Error);
        Assert.Equal(1, app.StoreCalls() - before);
        Assert.Equal(
            Error.NotFound("API user"), (await app.Get<DeleteApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUserId, default)).Error);
    }

    [Fact]
    public async Task A_deleted_API_user_no_longer_verifies()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        Assert.Null((await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error);
        await app.Get<DeleteApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUserId, default);
        Assert.Equal(Error.Unauthenticated, (await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error);
    }

    [Fact]
    public async Task An_absent_API_user_is_not_found()
    {
        Assert.Equal(Error.NotFound("API user"), (await app.Get<GetApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUser(5), default)).Error);
        Assert.Equal(
            Error.NotFound("API user"),
            (await app.Get<ChangeApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUser(5), Known.OperatorId, "x", default)).Error);
    }

    [Fact]
    public async Task An_API_user_cannot_be_given_to_another_operator()
    {
        var other = AccountId.New(AccountKind.Operator, 42, 8, 15);
        var result = await app.Get<ChangeApiUser>().ExecuteAsync(Callers.Administrator, Known.ApiUserId, other, "x", default);
        Assert.Equal(Error.Invalid("An API user cannot be moved to another operator.", "operatorId"), result.Error);
    }

    [Fact]
    public async Task An_invalid_description_changes_nothing()
    {
        var result = await app.Get<ChangeApiUser>().ExecuteAsync(Callers.Ada, Known.ApiUserId, Known.OperatorId, "\u007f", default);
        Assert.Equal("description", result.Error!.Target);
        Assert.Equal("The nightly export", (await app.ApiUsers.FindAsync(Known.ApiUserId, default))!.Description);
    }

    private static Caller Caller(string who) => who switch
    {
        "Ada" => Callers.Ada,
        "Administrator" => Callers.Administrator,
        "Colleague" => Callers.Colleague,
        _ => Callers.Stranger,
    };
}
