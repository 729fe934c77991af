using ApiAccounts.Core.Access;
using ApiAccounts.Core.Credentials.ApiUsers;
using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Verification;

namespace ApiAccounts.Core.Tests.Verification;

public sealed class VerifyApiUserTests : IDisposable
{
    private static readonly Error Ended = new(
        ErrorKind.Forbidden, "credential_ended",
        "The credentials are correct, but the API user or its operator is disabled, locked or expired.");

    private readonly CoreUnderTest app = new();

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task The_right_secret_yields_a_caller_with_the_operators_rights()
    {
        await KeepAsync(AnApiUser.Working(), AnOperator.Active() with { IsAdministrator = true });
        var result = await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default);
        Assert.True(result.TryGet(out var caller, out _));
        Assert.Equal(new Caller(Known.OperatorId, "Ada Example", caller.Grants, Known.ApiUserId), caller);
        Assert.Equal(Known.EveryGrant.OnPartner.Order(), caller.Grants.OnPartner.Order());
    }

    [Fact]
    public async Task Ended_credentials_are_distinguished_from_wrong_ones()
    {
        (ApiUser ApiUser, Operator Operator)[] ended =
        [
            (AnApiUser.Expired(), AnOperator.Active()),
            (AnApiUser.Disabled(), AnOperator.Active()),
            (AnApiUser.Working(), AnOperator.Locked()),
            (AnApiUser.Working(), AnOperator.Inactive()),
            (AnApiUser.Working(), AnOperator.Expired()),
        ];
        foreach (var (apiUser, @operator) in ended)
        {
            var own = new CoreUnderTest();
            await own.KeepAsync(apiUser);
            await own.Operators.KeepAsync(@operator);
            Assert.Equal(Ended, (await own.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error);
            Assert.Equal(
                Error.Unauthenticated,
                (await own.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, ApiSecret.New("apiacc"), default)).Error);
        }
    }

    [Fact]
    public async Task The_operator_that_is_pending_is_not_there()
    {
        await KeepAsync(AnApiUser.Working(), AnOperator.Pending());
        Assert.Equal(Error.Unauthenticated, await VerifyAsync());
    }

    [Fact]
    public async Task An_API_user_that_will_expire_works_until_then()
    {
        await KeepAsync(
            AnApiUser.Working() with { ExpiresAt = Known.Now.AddTicks(1) }, AnOperator.Active() with { ExpiresAt = Known.Now.AddTicks(2) });
        Assert.Null(await VerifyAsync());
        app.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(Ended, await VerifyAsync());
    }

    [Fact]
    public async Task A_wrong_secret_is_refused()
    {
        await KeepAsync(AnApiUser.Working(), AnOperator.Active());
        Assert.Equal(
            Error.Unauthenticated,
            (await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, ApiSecret.New("apiacc"), default)).Error);
    }

    [Fact]
    public async Task An_API_user_without_its_operator_is_refused()
    {
        await app.KeepAsync(AnApiUser.Working());
        Assert.Equal(Error.Unauthenticated, await VerifyAsync());
    }

    [Fact]
    public async Task An_API_user_whose_operator_was_replaced_is_refused()
    {
        await KeepAsync(AnApiUser.Working(), AnOperator.Active() with { Id = AccountId.At(AccountKind.Operator, 42, 7, 15, 2) });
        Assert.Equal(Error.Unauthenticated, await VerifyAsync());
    }

    [Fact]
    public async Task A_guess_at_the_visible_parts_of_an_id_finds_nothing()
    {
        await KeepAsync(AnApiUser.Working(), AnOperator.Active());
        Assert.Equal(
            Error.Unauthenticated, (await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUser(5).UserName, Known.Secret, default)).Error);
    }

    [Theory]
    [InlineData("", Known.Secret)]
    [InlineData("400001A0020010W0FXJM68FYVKG", Known.Secret)] // the check
    [InlineData("800001A0020010W0F000000007D", Known.Secret)] // an operator's
    [InlineData(Known.ApiUserName, "")]
    [InlineData(Known.ApiUserName, "apiacc_7cFmfG34vTx2Wd281rGW21Do3fkyNsXVZlM9ZQExvKz1sqRlP")] // the check
    public async Task Malformed_credentials_are_refused_without_a_storage_call(string userName, string secret)
    {
        Assert.Equal(Error.Unauthenticated, (await app.Get<VerifyApiUser>().ExecuteAsync(userName, secret, default)).Error);
        Assert.Equal(0, app.StoreCalls());
    }

    [Fact]
    public async Task An_uncached_row_costs_one_call_whether_it_exists_or_not_and_a_cached_one_none()
    {
        await KeepAsync(AnApiUser.Working(), AnOperator.Active());
        var unknown = Known.ApiUser(5, pid: 77).UserName;
        Assert.Equal((1, 1), await CallsAsync(unknown, Known.Secret));
        Assert.Equal((1, 1), await CallsAsync(unknown, Known.Secret));
        Assert.Equal((1, 1), await CallsAsync(Known.ApiUserName, Known.Secret));
        Assert.Equal((0, 0), await CallsAsync(Known.ApiUserName, Known.Secret));
        Assert.Equal((0, 0), await CallsAsync(Known.ApiUserName, ApiSecret.New("apiacc")));
        Assert.Equal((1, 0), await CallsAsync(Known.ApiUser(5).UserName, Known.Secret)); // the same operator's, if there were one
    }

    private async Task<(int ApiUser, int Operator)> CallsAsync(string userName, string secret)
    {
        var (apiUserCalls, operatorCalls) = (app.Spy<IApiUserStore>().CallCount, app.Spy<IOperatorStore>().CallCount);
        await app.Get<VerifyApiUser>().ExecuteAsync(userName, secret, default);
        return (app.Spy<IApiUserStore>().CallCount - apiUserCalls, app.Spy<IOperatorStore>().CallCount - operatorCalls);
    }

    private async Task KeepAsync(ApiUser apiUser, Operator @operator)
    {
        await app.KeepAsync(apiUser);
        await app.Operators.KeepAsync(@operator);
    }

    private async Task<Error?> VerifyAsync() =>
        (await app.Get<VerifyApiUser>().ExecuteAsync(Known.ApiUserName, Known.Secret, default)).Error;
}
