using ApiAccounts.Core.Access;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Core.Tests.Given;

namespace ApiAccounts.Core.Tests.Access;

public sealed class RightsTests
{
    [Theory]
    [InlineData(false, 42u, 7u, null)] // its own
    [InlineData(false, 42u, 8u, "forbidden")]
    [InlineData(false, 43u, 7u, "not_found")]
    [InlineData(true, 42u, 7u, null)]
    [InlineData(true, 42u, 8u, null)]
    [InlineData(true, 43u, 7u, "not_found")]
    public void An_administrator_may_in_its_partner_and_others_with_their_own(bool isAdministrator, uint pid, uint userId, string? code)
    {
        var caller = new Caller(Known.OperatorId, "Ada Example", isAdministrator ? Known.EveryGrant : Grants.None);
        foreach (var kind in new[] { AccountKind.ApiUser, AccountKind.Operator })
            Assert.Equal(code, Rights.ToManageApiUsersOf(caller, AccountId.New(kind, pid, userId, 15), "API user")?.Code);
    }

    [Fact]
    public void An_api_user_has_the_rights_of_its_operator()
    {
        var caller = new Caller(Known.OperatorId, "Ada Example", Grants.None, Known.ApiUserId);
        Assert.Null(Rights.ToManageApiUsersOf(caller, Known.ApiUser(5), "API user"));
        Assert.Equal(Error.Forbidden, Rights.ToManageApiUsersOf(caller, AccountId.New(AccountKind.ApiUser, 42, 8, 15), "API user"));
    }

    [Fact]
    public void Another_partners_objects_are_reported_as_not_found_by_their_kind()
    {
        var caller = new Caller(Known.OperatorId, "Ada Example", Known.EveryGrant);
        var error = Rights.ToManageApiUsersOf(caller, AccountId.New(AccountKind.Operator, 43, 7, 15), "operator");
        Assert.Equal(new Error(ErrorKind.NotFound, "not_found", "There is no such operator."), error);
    }
}
