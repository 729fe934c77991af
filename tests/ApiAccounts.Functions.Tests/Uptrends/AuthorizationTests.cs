using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>What the routes under <c>/v4/Operator/{operatorGuid}/Authorization</c> do and answer.</summary>
[Collection<UptrendsApp>]
public sealed class AuthorizationTests(AppFixture fixture)
{
    private const string Allowed = "AccountAccess, AccountAdministrator, AllowInfra, FinancialOperator, TechnicalContact, ShareDashboards, "
        + "CreateAlertDefinition, CreateIntegration, CreatePrivateLocations, ManageMonitorTemplates";

    private readonly App app = fixture.App;

    [Fact]
    public async Task Authorizations_are_granted_listed_and_withdrawn()
    {
        var (administrator, caller) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        Assert.Equal("""["AccountAdministrator"]""", (await ListAsync(caller, administrator)).Body);
        Assert.Equal("[]", (await ListAsync(caller, plain)).Body);

        // one twice: it may be sent again
        foreach (var type in (string[])["TechnicalContact", "accountaccess", "TechnicalContact", "AllowInfra"])
            (await GrantAsync(caller, plain, type)).Is(HttpStatusCode.Created);

        var granted = (await GrantAsync(caller, plain, "allowinfra")).Is(HttpStatusCode.Created);
        Assert.Equal("", granted.Body);
        Assert.Equal(
            """["AccountAccess","AllowInfra","TechnicalContact"]""",
            (await ListAsync(app.As(await app.RegisterAsync(plain)), plain)).Body);
        Assert.Equal("", (await WithdrawAsync(caller, plain, "technicalContact")).Is(HttpStatusCode.NoContent).Body);
        Assert.Equal(
            "There is no such authorization.",
            (await WithdrawAsync(caller, plain, "TechnicalContact")).Is(HttpStatusCode.NotFound).UptrendsMessage);
        Assert.Equal(
            """["AccountAccess","AllowInfra"]""", (await ListAsync(caller, plain)).Body);
    }

    [Theory]
    [InlineData("Everything")]
    [InlineData("Administrator")]
    [InlineData("BasicOperator")]
    [InlineData("1")]
    [InlineData("AccountAccess, AllowInfra")]
    public async Task An_unknown_one_is_a_bad_request_that_names_what_is_allowed(string type)
    {
        var (administrator, caller) = await NewAsync();
        Assert.Equal(
            $"The authorization type must be one of {Allowed}.", (await GrantAsync(caller, administrator, Uri.EscapeDataString(type)))
                .Is(HttpStatusCode.BadRequest).UptrendsMessage);
        (await WithdrawAsync(caller, administrator, Uri.EscapeDataString(type))).Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_administrator_is_made_and_unmade_and_the_last_one_stays()
    {
        var (administrator, caller) = await NewAsync();
        var other = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var otherCaller = app.As(await app.RegisterAsync(other));

        Assert.Equal(
            "The last administrator of an account cannot be removed.",
            (await WithdrawAsync(caller, administrator, "AccountAdministrator")).Is(HttpStatusCode.Conflict).UptrendsMessage);
        (await GrantAsync(caller, other, "AccountAdministrator")).Is(HttpStatusCode.Created);
        Assert.Equal(2, await AdministratorsAsync(administrator.Pid));
        var shown = await otherCaller.GetAsync($"/v4/Operator/{other.OperatorGuid}");
        Assert.True(shown.Json.GetProperty("IsAccountAdministrator").GetBoolean());
        (await WithdrawAsync(otherCaller, administrator, "AccountAdministrator")).Is(HttpStatusCode.NoContent);
        Assert.Equal(1, await AdministratorsAsync(administrator.Pid));
        (await GrantAsync(caller, administrator, "AccountAdministrator")).Is(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Of_two_administrators_that_demote_each_other_one_stays()
    {
        for (var round = 0; round < 5; round++)
        {
            var (one, oneCaller) = await NewAsync();
            var other = await app.BackDoor.NewOperatorAsync(one.Pid, isAdministrator: true);
            var otherCaller = app.As(await app.RegisterAsync(other));

            var answers = await Task.WhenAll(
                WithdrawAsync(oneCaller, other, "AccountAdministrator"), WithdrawAsync(otherCaller, one, "AccountAdministrator"));

            var refused = Assert.Single(answers, answer => answer.Status != HttpStatusCode.NoContent);
            // the latter when it came too late
            Assert.True(refused.Status is HttpStatusCode.Conflict or HttpStatusCode.Forbidden, refused.ToString());
            Assert.Equal(1, await AdministratorsAsync(one.Pid));
        }
    }

    [Fact]
    public async Task Access_to_the_account_lets_see_everything_and_change_nothing()
    {
        var (administrator, caller) = await NewAsync();
        var reader = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        (await GrantAsync(caller, reader, "AccountAccess")).Is(HttpStatusCode.Created);
        var readerCaller = app.As(await app.RegisterAsync(reader));

        (await ListAsync(readerCaller, administrator)).Is(HttpStatusCode.OK);
        Assert.Equal(2, (await readerCaller.GetAsync("/v4/ApiUser")).Json.GetArrayLength());
        (await readerCaller.GetAsync("/v4/OperatorGroup")).Is(HttpStatusCode.OK);
        (await GrantAsync(readerCaller, reader, "AccountAdministrator")).Is(HttpStatusCode.Forbidden);
        (await readerCaller.PatchJsonAsync($"/v4/Operator/{administrator.OperatorGuid}", "{}")).Is(HttpStatusCode.Forbidden);
        (await readerCaller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"d"}""")).Is(HttpStatusCode.Forbidden);
    }

    private async Task<(SeededOperator Administrator, ApiClient Caller)> NewAsync()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        return (administrator, app.As(await app.RegisterAsync(administrator)));
    }

    private async Task<int> AdministratorsAsync(uint pid) =>
        (await app.BackDoor.Get<IOperatorStore>().FindPartnerAsync(pid, default))!.Value.Administrators;

    private static Task<Answer> ListAsync(ApiClient caller, SeededOperator target) =>
        caller.GetAsync($"/v4/Operator/{target.OperatorGuid}/Authorization");

    private static Task<Answer> GrantAsync(ApiClient caller, SeededOperator target, string type) =>
        caller.PostAsync($"/v4/Operator/{target.OperatorGuid}/Authorization/{type}");

    private static Task<Answer> WithdrawAsync(ApiClient caller, SeededOperator target, string type) =>
        caller.DeleteAsync($"/v4/Operator/{target.OperatorGuid}/Authorization/{type}");
}
