using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>What the routes under <c>/v4/OperatorGroup</c> do and answer.</summary>
[Collection<UptrendsApp>]
public sealed class OperatorGroupTests(AppFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task Groups_are_made_listed_changed_and_deleted()
    {
        var (_, caller) = await NewAsync();
        Assert.Equal("[]", (await caller.GetAsync("/v4/OperatorGroup")).Is(HttpStatusCode.OK).Body);

        var created = (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"On call","IsEveryone":true}"""))
            .Is(HttpStatusCode.Created);
        var guid = created.Text("OperatorGroupGuid");
        Assert.Matches("^8[0-9a-f]{7}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", guid);
        Assert.Equal($"/v4/OperatorGroup/{guid}", created.Header("Location"));
        Assert.Equal(
            $$"""{"OperatorGroupGuid":"{{guid}}","Description":"On call","IsEveryone":false,"IsAdministratorsGroup":false}""",
            created.Body);
        Assert.Equal(created.Body, (await caller.GetAsync($"/v4/OperatorGroup/{guid}")).Is(HttpStatusCode.OK).Body);

        Assert.Equal(
            "",
            (await caller.PutJsonAsync($"/v4/OperatorGroup/{guid}", """{"Description":"Not on call"}"""))
                .Is(HttpStatusCode.NoContent).Body);
        var second = (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"Second"}""")).Text("OperatorGroupGuid");
        Assert.Equal(
            [(guid, "Not on call"), (second, "Second")],
            (await caller.GetAsync("/v4/OperatorGroup")).Json.EnumerateArray()
                .Select(group => (group.GetProperty("OperatorGroupGuid").GetString()!, group.GetProperty("Description").GetString()!)));

        Assert.Equal("", (await caller.DeleteAsync($"/v4/OperatorGroup/{guid}")).Is(HttpStatusCode.NoContent).Body);
        foreach (var answer in (Answer[])
        [
            await caller.GetAsync($"/v4/OperatorGroup/{guid}"), await caller.DeleteAsync($"/v4/OperatorGroup/{guid}"),
            await caller.PutJsonAsync(
                $"/v4/OperatorGroup/{guid}", """{"Description":"Gone"}"""), await caller.GetAsync($"/v4/OperatorGroup/{guid}/Member"),
        ])
            Assert.Equal("There is no such group.", answer.Is(HttpStatusCode.NotFound).UptrendsMessage);
    }

    [Fact]
    public async Task Operators_become_members_and_leave_by_themselves_or_with_their_group()
    {
        var (administrator, caller) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var guid = (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"On call"}""")).Text("OperatorGroupGuid");
        var (group, member) = ($"/v4/OperatorGroup/{guid}", $"/v4/OperatorGroup/{guid}/Member/{plain.OperatorGuid}");
        Assert.Equal("[]", (await caller.GetAsync(group + "/Member")).Is(HttpStatusCode.OK).Body);

        for (var again = 0; again < 2; again++)
            Assert.Equal("", (await caller.PostAsync(member)).Is(HttpStatusCode.Created).Body);

        Assert.Equal($$"""[{"OperatorGuid":"{{plain.OperatorGuid}}"}]""", (await caller.GetAsync(group + "/Member")).Body);
        (await caller.PatchJsonAsync($"/v4/Operator/{plain.OperatorGuid}", """{"FullName":"Still Member"}""")).Is(HttpStatusCode.NoContent);
        Assert.Equal($$"""[{"OperatorGuid":"{{plain.OperatorGuid}}"}]""", (await caller.GetAsync(group + "/Member")).Body);
        (await caller.DeleteAsync(member)).Is(HttpStatusCode.NoContent);
        Assert.Equal(
            "There is no such member of the group.", (await caller.DeleteAsync(member)).Is(HttpStatusCode.NotFound).UptrendsMessage);
        (await caller.PostAsync($"/v4/OperatorGroup/{guid}/Member/nonsense")).Is(HttpStatusCode.BadRequest);
        (await caller.PostAsync($"/v4/OperatorGroup/{guid}/Member/40000000-2000-8000-8080-000000000000")).Is(HttpStatusCode.NotFound);
        (await caller.DeleteAsync(group)).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_member_that_is_deleted_is_none_any_more()
    {
        var (administrator, caller) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var guid = (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"On call"}""")).Text("OperatorGroupGuid");
        (await caller.PostAsync($"/v4/OperatorGroup/{guid}/Member/{plain.OperatorGuid}")).Is(HttpStatusCode.Created);

        (await caller.DeleteAsync($"/v4/Operator/{plain.OperatorGuid}")).Is(HttpStatusCode.NoContent);

        Assert.Equal("[]", (await caller.GetAsync($"/v4/OperatorGroup/{guid}/Member")).Body);
        (await caller.DeleteAsync($"/v4/OperatorGroup/{guid}")).Is(HttpStatusCode.NoContent);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "Description is missing.")]
    [InlineData("""{"Description":null}""", HttpStatusCode.BadRequest, "Description is missing.")]
    [InlineData("""{"Description":7}""", HttpStatusCode.BadRequest, "The value of $.Description is of the wrong type (line 1, byte 17).")]
    [InlineData("""{"Description":" "}""", HttpStatusCode.Forbidden, "The description of a group must not be empty.")]
    [InlineData("""{"Description":"a\u0000b"}""", HttpStatusCode.Forbidden,
        "The description of a group must not contain U+0000 (a control character).")]
    public async Task A_body_that_is_not_right_is_refused(string body, HttpStatusCode status, string message)
    {
        var (_, caller) = await NewAsync();
        var guid = (await caller.PostJsonAsync("/v4/OperatorGroup", """{"Description":"On call"}""")).Text("OperatorGroupGuid");
        Assert.Equal(message, (await caller.PostJsonAsync("/v4/OperatorGroup", body)).Is(status).UptrendsMessage);
        Assert.Equal(message, (await caller.PutJsonAsync($"/v4/OperatorGroup/{guid}", body)).Is(status).UptrendsMessage);
    }

    private async Task<(SeededOperator Administrator, ApiClient Caller)> NewAsync()
    {
        var administrator = await app.BackDoor.NewPartnerAsync();
        return (administrator, app.As(await app.RegisterAsync(administrator)));
    }
}
