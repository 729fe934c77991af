using ApiAccounts.Core.Audit;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Credentials.ApiUsers;

public sealed class RegisterApiUserTests : IDisposable
{
    private readonly CoreUnderTest app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task An_operator_registers_its_own_API_user_with_one_storage_call()
    {
        var made = Good(await app.Get<RegisterApiUser>().ExecuteAsync(Callers.Ada, Known.OperatorId, new("The nightly export"), default));

        Assert.Equal(1, app.StoreCalls());
        var id = made.ApiUser.Id;
        Assert.Equal((AccountKind.ApiUser, 42u, 7u, 15), (id.Kind, id.Pid, id.UserId, id.Bucket));
        Assert.Equal(
            (Known.OperatorId, "The nightly export", ApiUserType.Generic),
            (made.ApiUser.OperatorId, made.ApiUser.Description, made.ApiUser.Type));
        Assert.Equal(Known.Now, made.ApiUser.CreatedAt);
        Assert.Equal("Ada Example", made.OperatorName);
        Assert.Matches("^apiacc_[0-9A-Za-z]{49}$", made.Secret);
        Assert.Equal(made.ApiUser, await app.ApiUsers.FindAsync(id, default));
        Assert.DoesNotContain(made.Secret, made.ApiUser.ToString(), StringComparison.Ordinal);

        var entry = Assert.Single(app.Audit);
        Assert.Equal(
            (AuditAction.ApiUserRegistered, id, Known.OperatorId, "192.0.2.7"),
            (entry.Action, entry.Subject, entry.Actor!.Value, entry.Address));
    }

    [Fact]
    public async Task A_registered_API_user_verifies()
    {
        await app.Operators.KeepAsync(AnOperator.Active());
        var made = Good(await app.Get<RegisterApiUser>().ExecuteAsync(Callers.Ada, Known.OperatorId, new(""), default));
        Assert.Null((await app.Get<VerifyApiUser>().ExecuteAsync(made.ApiUser.UserName, made.Secret, default)).Error);
    }

    [Fact]
    public async Task An_administrator_registers_for_another_operator()
    {
        await app.Operators.KeepAsync(AnOperator.Locked());
        var made = Good(await app.Get<RegisterApiUser>().ExecuteAsync(Callers.Administrator, Known.OperatorId, new(""), default));
        Assert.Equal((Known.OperatorId, "Ada Example"), (made.ApiUser.OperatorId, made.OperatorName));
    }

    [Fact]
    public async Task An_operator_that_is_absent_pending_or_replaced_is_not_found()
    {
        Operator?[] absent = [
            null, AnOperator.Pending(), AnOperator.Active() with { Id = AccountId.At(AccountKind.Operator, 42, 7, 15, 2) },
        ];
        foreach (var @operator in absent)
        {
            var own = new CoreUnderTest();
            if (@operator is not null) await own.Operators.KeepAsync(@operator);
            Assert.Equal(
                Error.NotFound("operator"),
                (await own.Get<RegisterApiUser>().ExecuteAsync(Callers.Administrator, Known.OperatorId, new(""), default)).Error);
            Assert.Empty(own.Audit);
        }
    }

    [Fact]
    public async Task Other_operators_may_not_register_an_API_user()
    {
        Assert.Equal(
            Error.Forbidden, (await app.Get<RegisterApiUser>().ExecuteAsync(Callers.Colleague, Known.OperatorId, new(""), default)).Error);
        Assert.Equal(
            Error.NotFound("operator"),
            (await app.Get<RegisterApiUser>().ExecuteAsync(Callers.Stranger, Known.OperatorId, new(""), default)).Error);
        Assert.Equal(0, app.StoreCalls());
    }

    [Fact]
    public async Task A_description_has_at_most_255_characters_and_no_control_characters()
    {
        Good(await RegisterAsync(new string('x', 255)));
        Assert.Equal(
            new Error(ErrorKind.Invalid, "invalid_value", "The description must have at most 255 characters; it has 256.", "description"),
            (await RegisterAsync(new string('x', 256))).Error);
        Assert.Equal(
            new Error(ErrorKind.Invalid, "invalid_value", "The description must not contain U+000A (a control character).", "description"),
            (await RegisterAsync("one\ntwo")).Error);
    }

    private Task<Result<RegisteredApiUser>> RegisterAsync(string description) =>
        app.Get<RegisterApiUser>().ExecuteAsync(Callers.Ada, Known.OperatorId, new(description), default);

    private static RegisteredApiUser Good(Result<RegisteredApiUser> result) =>
        result.TryGet(out var made, out var error) ? made : throw new InvalidOperationException(error.Message);
}
