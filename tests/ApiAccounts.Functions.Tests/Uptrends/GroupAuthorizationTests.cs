using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>What groups authorise their members to, the groups of an operator, and the account.</summary>
[Collection<UptrendsApp>]
public sealed class GroupAuthorizationTests(AppFixture fixture) : IAsyncLifetime
{
    private readonly App app = fixture.App;
    private SeededOperator administrator = null!;
    private SeededOperator member = null!;
    private ApiClient caller = null!;
    private ApiClient memberCaller = null!;
    private string group = null!;

    public async ValueTask InitializeAsync()
    {
        administrator = await app.BackDoor.NewPartnerAsync();
        member = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        (caller, memberCaller) = (app.As(await app.RegisterAsync(administrator)), app.As(await app.RegisterAsync(member)));
        group = (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"Readers"}""")).Text("OperatorGroupGuid");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Members_have_what_their_group_has()
    {
        var authorizations = $"/v4/OperatorGroup/{group}/Authorization";
        Assert.Equal("[]", (await caller.GetAsync(authorizations)).Is(HttpStatusCode.OK).Body);
        Assert.Equal(
            "", (await caller.PostAsync($"/v4/OperatorGroup/{group}/Member/{member.OperatorGuid}")).Is(HttpStatusCode.Created).Body);
        (await memberCaller.GetAsync("/v4/OperatorGroup")).Is(HttpStatusCode.Forbidden);

        foreach (var type in (string[])["accountaccess", "BasicOperator", "AccountAccess"])
            Assert.Equal("", (await caller.PostAsync($"{authorizations}/{type}")).Is(HttpStatusCode.Created).Body);

        (await memberCaller.GetAsync("/v4/OperatorGroup")).Is(HttpStatusCode.OK);
        var listed = (await caller.GetAsync(authorizations)).Is(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        Assert.Equal(["AccountAccess", "BasicOperator"], listed.Select(one => one.GetProperty("AuthorizationType").GetString()));
        Assert.All(listed, one => Assert.Equal(["AuthorizationId", "AuthorizationType", "OperatorGroupGuid"], Answer.Names(one)));
        Assert.All(listed, one => Assert.Equal(group, one.GetProperty("OperatorGroupGuid").GetString()));
        Assert.Equal(2, listed.Select(one => one.GetProperty("AuthorizationId").GetGuid()).Distinct().Count());

        Assert.Equal("", (await caller.DeleteAsync($"{authorizations}/AccountAccess")).Is(HttpStatusCode.NoContent).Body);
        (await caller.DeleteAsync($"{authorizations}/AccountAccess")).Is(HttpStatusCode.NotFound);
        (await memberCaller.GetAsync("/v4/OperatorGroup")).Is(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("Administrator")]
    [InlineData("AccountAdministrator")]
    public async Task Members_of_a_group_of_administrators_do_everything_but_appoint_administrators(string type)
    {
        (await caller.PostAsync($"/v4/OperatorGroup/{group}/Member/{member.OperatorGuid}")).Is(HttpStatusCode.Created);
        (await caller.PostAsync($"/v4/OperatorGroup/{group}/Authorization/{type}")).Is(HttpStatusCode.Created);

        (await memberCaller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"Another"}""")).Is(HttpStatusCode.Created);
        (await memberCaller.GetAsync("/api/v1/audit")).Is(HttpStatusCode.OK);
        (await memberCaller.DeleteAsync($"/v4/Operator/{administrator.OperatorGuid}/Authorization/AccountAdministrator"))
            .Is(HttpStatusCode.Forbidden);
        (await memberCaller.PostAsync($"/v4/Operator/{member.OperatorGuid}/Authorization/AccountAdministrator"))
            .Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task The_groups_of_an_operator_are_listed_and_a_deleted_one_is_gone()
    {
        var path = $"/v4/Operator/{member.OperatorGuid}/OperatorGroup";
        Assert.Equal("[]", (await caller.GetAsync(path)).Is(HttpStatusCode.OK).Body);
        (await caller.PostAsync($"/v4/OperatorGroup/{group}/Member/{member.OperatorGuid}")).Is(HttpStatusCode.Created);
        Assert.Equal($$"""[{"OperatorGroupGuid":"{{group}}"}]""", (await memberCaller.GetAsync(path)).Is(HttpStatusCode.OK).Body);

        (await caller.DeleteAsync($"/v4/OperatorGroup/{group}")).Is(HttpStatusCode.NoContent);
        Assert.Equal("[]", (await caller.GetAsync(path)).Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task The_account_has_its_number_and_how_many_operators_are_in_use()
    {
        Assert.Equal(
            $$$"""{"AccountId":"{{{administrator.Pid}}}","OperatorQuota":{"OperatorsInUse":2}}""",
            (await caller.GetAsync("/v4/Account")).Is(HttpStatusCode.OK).Body);
        Assert.Equal(
            $$"""{"AccountId":"{{administrator.Pid}}"}""", (await memberCaller.GetAsync("/v4/Account")).Is(HttpStatusCode.OK).Body);
    }

    [Theory]
    [InlineData("/v4/DutySchedule")]
    [InlineData("/v4/Operator/AllOperatorsOnDuty/x")]
    public async Task Duty_schedules_are_not_found(string path) => (await caller.GetAsync(path)).Is(HttpStatusCode.NotFound);
}
