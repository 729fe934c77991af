using ApiAccounts.Core.Directory.Operators;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;
using Azure.Data.Tables;
using Azure.Storage.Queues;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>What becomes of an operator that is deleted, and of what it held.</summary>
[Collection<UptrendsApp>]
public sealed class OperatorDeletionTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task Its_API_users_end_at_once_and_their_rows_are_removed_later()
    {
        var (administrator, caller) = await NewAsync();
        var gone = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var account = await app.RegisterAsync(gone);
        (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        Assert.Equal(2, (await caller.GetAsync("/v4/ApiUser")).Json.GetArrayLength());

        Assert.Equal("", (await caller.DeleteAsync($"/v4/Operator/{gone.OperatorGuid}")).Is(HttpStatusCode.NoContent).Body);

        (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await app.As(account).GetAsync("/v4/Operator")).Is(HttpStatusCode.Unauthorized);
        (await app.AsOperator(gone).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(1, (await caller.GetAsync("/v4/ApiUser")).Json.GetArrayLength());
        (await caller.GetAsync($"/v4/ApiUser/Operator/{gone.OperatorGuid}")).Is(HttpStatusCode.NotFound);
        (await caller.GetAsync($"/v4/ApiUser/{account.ApiUserGuid}")).Is(HttpStatusCode.NotFound);
        (await caller.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}/usage")).Is(HttpStatusCode.NotFound);
        (await caller.PostJsonAsync("/v4/ApiUser", $$"""{"OperatorGuid":"{{gone.OperatorGuid}}","Description":"d"}"""))
            .Is(HttpStatusCode.NotFound);
        foreach (var answer in (Answer[])
        [
            await caller.GetAsync($"/v4/Operator/{gone.OperatorGuid}"), await caller.DeleteAsync($"/v4/Operator/{gone.OperatorGuid}"),
            await caller.PatchJsonAsync($"/v4/Operator/{gone.OperatorGuid}", "{}"), await caller.GetAsync(
                $"/v4/Operator/{gone.OperatorGuid}/Authorization"),
        ])
            Assert.Equal("There is no such operator.", answer.Is(HttpStatusCode.NotFound).UptrendsMessage);

        await Eventually.Async(async () => await app.BackDoor.FindAsync(account) is null, "the row of the API user is removed");
    }

    [Fact]
    public async Task Its_user_name_is_free_again()
    {
        var (administrator, caller) = await NewAsync();
        var gone = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        (await caller.DeleteAsync($"/v4/Operator/{gone.OperatorGuid}")).Is(HttpStatusCode.NoContent);

        (await caller.PostJsonAsync("/v4/Operator", $$"""{"FullName":"A B","Email":"{{gone.UserName}}","Password":"Correct-Horse-7"}"""))
            .Is(HttpStatusCode.Created);
        (await app.AsOperator(gone.UserName, "Correct-Horse-7").PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_operator_cannot_delete_itself_and_another_administrator_can()
    {
        var (administrator, caller) = await NewAsync();
        var other = await app.BackDoor.NewOperatorAsync(administrator.Pid, isAdministrator: true);
        Assert.Equal(
            "An operator cannot delete itself.", (await caller.DeleteAsync($"/v4/Operator/{administrator.OperatorGuid}"))
                .Is(HttpStatusCode.Forbidden).UptrendsMessage);

        (await app.As(await app.RegisterAsync(other)).DeleteAsync($"/v4/Operator/{administrator.OperatorGuid}"))
            .Is(HttpStatusCode.NoContent);

        (await caller.GetAsync("/v4/Operator")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(1, (await app.BackDoor.Get<IOperatorStore>().FindPartnerAsync(administrator.Pid, default))!.Value.Administrators);
    }

    [Fact]
    public async Task Of_two_administrators_that_delete_each_other_one_stays()
    {
        var (one, oneCaller) = await NewAsync();
        var other = await app.BackDoor.NewOperatorAsync(one.Pid, isAdministrator: true);
        var otherCaller = app.As(await app.RegisterAsync(other));

        var answers = await Task.WhenAll(
            oneCaller.DeleteAsync($"/v4/Operator/{other.OperatorGuid}"), otherCaller.DeleteAsync($"/v4/Operator/{one.OperatorGuid}"));

        var refused = Assert.Single(answers, answer => answer.Status != HttpStatusCode.NoContent);
        // the latter when it came too late
        Assert.True(refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, refused.ToString());
        Assert.Equal(1, (await app.BackDoor.Get<IOperatorStore>().FindPartnerAsync(one.Pid, default))!.Value.Administrators);
    }

    [Fact]
    public async Task A_message_about_an_operator_that_is_still_there_removes_nothing()
    {
        var (administrator, _) = await NewAsync();
        var account = await app.RegisterAsync(administrator);
        await using var own = await App.StartAsync((await Azurite.SharedAsync()).NewAccount());
        var there = await own.RegisterAsync();
        var gone = await own.BackDoor.NewOperatorAsync();
        var goneAccount = await own.RegisterAsync(gone);
        var goneRow = await own.BackDoor.Accounts.GetEntityAsync<TableEntity>(
            "00000001", FormattableString.Invariant($"operator|{gone.Id.UserId:x8}"));
        await own.BackDoor.Accounts.DeleteEntityAsync(goneRow.Value.PartitionKey, goneRow.Value.RowKey, Azure.ETag.All);
        var queue = new QueueClient(
            own.Account.ConnectionString, "ended-operators", new() { MessageEncoding = QueueMessageEncoding.Base64 });

        foreach (var message in (string[])
        [
            "nonsense", $$"""{"version":1,"operatorId":"{{there.OperatorGuid}}"}""",
            $$"""{"version":1,"operatorId":"{{there.OperatorGuid[..^1]}}{{(there.OperatorGuid[^1] == '0' ? '1' : '0')}}"}""",
            $$"""{"version":1,"operatorId":"{{gone.OperatorGuid}}"}""", $$"""{"version":1,"operatorId":"{{gone.OperatorGuid}}"}""",
        ])
            await queue.SendMessageAsync(message);
        await Eventually.Async(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0, "the queue is empty");

        Assert.NotNull(await own.BackDoor.FindAsync(there));
        Assert.Null(await own.BackDoor.FindAsync(goneAccount));
        (await app.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Every_change_is_in_the_audit_trail_without_a_secret()
    {
        var (administrator, caller) = await NewAsync();
        var created = await caller.PostJsonAsync(
            "/v4/Operator", """{"FullName":"A B","Email":"audited-1@demo.example","Password":"Correct-Horse-7"}""");
        var path = created.Header("Location")!;
        (await caller.PatchJsonAsync(path,
            """{"FullName":"A C","Email":"audited-2@demo.example","Password":"Another-Horse-8","MobilePhone":"+49"}""")).Is(HttpStatusCode.NoContent);
        (await caller.PostAsync(path + "/Authorization/AllowInfra")).Is(HttpStatusCode.Created);
        (await caller.DeleteAsync(path + "/Authorization/AllowInfra")).Is(HttpStatusCode.NoContent);
        var group = (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"G"}""")).Header("Location")!;
        (await caller.PutJsonAsync(group, """{"Description":"H"}""")).Is(HttpStatusCode.NoContent);
        (await caller.PostAsync($"{group}/Member/{created.Text("OperatorGuid")}")).Is(HttpStatusCode.Created);
        (await caller.DeleteAsync($"{group}/Member/{created.Text("OperatorGuid")}")).Is(HttpStatusCode.NoContent);
        (await caller.DeleteAsync(group)).Is(HttpStatusCode.NoContent);
        (await caller.DeleteAsync(path)).Is(HttpStatusCode.NoContent);

        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {administrator.Pid.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)} and RowKey ge {"audit|"} and RowKey lt {"audit}"}");
        var rows = await app.BackDoor.Accounts.QueryAsync<TableEntity>(filter).ToListAsync();
        var groupGuid = group["/v4/OperatorGroup/".Length..];
        Assert.Equal(
            [
                "OperatorCreated: ", "OperatorCreated: ",
                """OperatorChanged: [{"field":"fullName","before":"A B","after":"A C"},{"field":"email","before":"audited-1@demo.example","after":"audited-2@demo.example"},{"field":"userName","before":"audited-1@demo.example","after":"audited-2@demo.example"},{"field":"password","after":"changed"},{"field":"MobilePhone"}]""",
                """AuthorizationGranted: [{"field":"authorization","after":"AllowInfra"}]""",
                """AuthorizationWithdrawn: [{"field":"authorization","before":"AllowInfra"}]""",
                """GroupCreated: [{"field":"name","after":"G"}]""", """GroupChanged: [{"field":"name","before":"G","after":"H"}]""",
                $$"""GroupMemberAdded: [{"field":"group","after":"{{groupGuid}}"},{"field":"groupName","after":"H"}]""",
                $$"""GroupMemberRemoved: [{"field":"group","before":"{{groupGuid}}"},{"field":"groupName","before":"H"}]""",
                """GroupDeleted: [{"field":"name","before":"H"}]""",
                """OperatorDeleted: [{"field":"fullName","before":"A C"},{"field":"userName","before":"audited-2@demo.example"}]""",
            ],
            rows.AsEnumerable().Reverse().Select(row => $"{row.GetString("Action")}: {row.GetString("Changes")}"));
        Assert.DoesNotContain("Horse", app.Output, StringComparison.Ordinal);
    }

    private async Task<(SeededOperator Administrator, ApiClient Caller)> NewAsync()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        return (administrator, app.As(await app.RegisterAsync(administrator)));
    }
}
