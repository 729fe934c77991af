using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary><c>/api/v1/custom-services</c>.</summary>
[Collection<NativeApp>]
public sealed class CustomServiceTests(AppFixture fixture) : NativeTest(fixture)
{
    private const string Services = "/api/v1/custom-services";
    private const string Nothing = "60000000-2000-8000-8080-000000000000";

    [Fact]
    public async Task One_is_made_shown_changed_and_deleted()
    {
        var @operator = await App.BackDoor.NewOperatorAsync(isApiOnly: true);
        var made = (await Api.PostJsonAsync(Services, Body("Lead sync", "Every night", @operator.OperatorGuid))).Is(HttpStatusCode.Created);
        var id = made.Text("clientId");
        Assert.Equal($"{Services}/{id}", made.Header("Location"));
        Assert.Equal(
            ["clientId", "clientSecret", "name", "description", "operatorId", "createdAt", "lastUsed", "requestsLast30Days",
                "previousSecret"],
            Answer.Names(made.Json));
        Assert.Equal(
            ("Lead sync", "Every night", @operator.OperatorGuid, "notYetUsed", 0, JsonValueKind.Null),
            (made.Text("name"), made.Text("description"), made.Text("operatorId"),
                made.Json.GetProperty("lastUsed").GetProperty("status").GetString(),
            made.Json.GetProperty("requestsLast30Days").GetInt64(), made.Json.GetProperty("previousSecret").ValueKind));
        Assert.StartsWith("apiacc_", made.Text("clientSecret"), StringComparison.Ordinal);

        var changed = (await Api.PutJsonAsync($"{Services}/{id}", """{"name":"Sync 2","description":""}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("Sync 2", ""), (changed.Text("name"), changed.Text("description")));
        var shown = (await Api.GetAsync($"{Services}/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal(changed.Body, shown.Body);
        Assert.DoesNotContain("clientSecret", shown.Body, StringComparison.Ordinal);

        (await Api.DeleteAsync($"{Services}/{id}")).Is(HttpStatusCode.NoContent);
        foreach (var gone in new[]
        {
            await Api.GetAsync($"{Services}/{id}"), await Api.DeleteAsync($"{Services}/{id}"), await Api.PostAsync(
                $"{Services}/{id}/regenerate-secret"),
            await Api.PutJsonAsync($"{Services}/{id}", """{"name":"a","description":""}"""),
        })
            Problem.Is(gone, HttpStatusCode.NotFound, "Not Found", "not_found", "There is no such custom service.");
        var audit = (await Api.GetAsync($"/api/v1/audit?subject={id}")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray();
        Assert.Equal(
            ["customServiceDeleted", "customServiceChanged", "customServiceCreated"],
            audit.Select(entry => entry.GetProperty("action").GetString()));
    }

    [Fact]
    public async Task The_list_is_a_bare_array_in_the_order_of_creation_of_what_the_caller_sees()
    {
        var (one, other) = (await App.BackDoor.NewOperatorAsync(isApiOnly: true), await App.BackDoor.NewOperatorAsync(isApiOnly: true));
        var ids = new List<string>();
        foreach (var @operator in new[] { one, other, one })
            ids.Add((await Api.PostJsonAsync(Services, Body("a", "", @operator.OperatorGuid))).Is(HttpStatusCode.Created).Text("clientId"));
        Assert.Equal(ids, (await IdsAsync(Api)).Where(ids.Contains));
        Assert.Empty(await IdsAsync(App.As(await ColleagueAsync())));
        Assert.Empty((await IdsAsync(App.As(await StrangerAsync()))).Intersect(ids));
    }

    [Theory]
    [InlineData("{}", "$.name", "name is missing.")]
    [InlineData("""{"name":"a","operatorId":"OPERATOR"}""", "$.description", "description is missing.")]
    [InlineData("""{"name":"a","description":""}""", "$.operatorId", "operatorId is missing.")]
    [InlineData("""{"name":null,"description":"","operatorId":"OPERATOR"}""", "$.name", "name is missing.")]
    [InlineData("""{"name":"a","description":"","operatorId":"OPERATOR","secret":"x"}""", "$.secret", "The member \"secret\" is unknown.")]
    [InlineData(
        """{"name":"a","description":"","operatorId":"7"}""", "$.operatorId",
        "The id of the operator must have the form 01234567-89ab-8def-8123-456789abcdef.")]
    public async Task What_cannot_be_read_is_told_with_its_place(string body, string target, string detail)
    {
        var @operator = await App.BackDoor.NewOperatorAsync(isApiOnly: true);
        var answer = await Api.PostJsonAsync(Services, body.Replace("OPERATOR", @operator.OperatorGuid, StringComparison.Ordinal));
        var problem = Problem.Of(answer, HttpStatusCode.BadRequest);
        Assert.Equal(("malformed_request", target, detail), (problem.Code, problem.Target, problem.Detail));
    }

    [Fact]
    public async Task An_operator_that_is_not_API_only_cannot_have_one()
    {
        var problem = Problem.Of(await Api.PostJsonAsync(Services, Body("a", "", Manager.OperatorGuid)), HttpStatusCode.BadRequest);
        Assert.Equal(("operator_not_api_only", "operatorId"), (problem.Code, problem.Target));
    }

    [Fact]
    public async Task A_name_that_is_not_allowed_is_told()
    {
        var @operator = await App.BackDoor.NewOperatorAsync(isApiOnly: true);
        var problem = Problem.Of(await Api.PostJsonAsync(Services, Body(" ", "", @operator.OperatorGuid)), HttpStatusCode.BadRequest);
        Assert.Equal(("invalid_value", "name"), (problem.Code, problem.Target));
    }

    [Theory]
    [InlineData("""{"overlapDays":31}""", "overlapDays")]
    [InlineData("""{"overlapDays":-1}""", "overlapDays")]
    [InlineData("""{"days":1}""", "$.days")]
    public async Task An_overlap_that_is_not_allowed_is_told(string body, string target)
    {
        var @operator = await App.BackDoor.NewOperatorAsync(isApiOnly: true);
        var id = (await Api.PostJsonAsync(Services, Body("a", "", @operator.OperatorGuid))).Is(HttpStatusCode.Created).Text("clientId");
        Assert.Equal(
            target, Problem.Of(await Api.PostJsonAsync($"{Services}/{id}/regenerate-secret", body), HttpStatusCode.BadRequest).Target);
    }

    [Fact]
    public async Task What_is_no_id_is_a_400_and_that_of_something_else_a_404()
    {
        Assert.Equal("clientId", Problem.Of(await Api.GetAsync($"{Services}/nonsense"), HttpStatusCode.BadRequest).Target);
        foreach (var id in new[] { Nothing, Manager.ApiUserGuid, Manager.OperatorGuid })
            Problem.Of(await Api.GetAsync($"{Services}/{id}"), HttpStatusCode.NotFound);
    }

    private static async Task<IEnumerable<string>> IdsAsync(ApiClient api) => (await api.GetAsync(Services)).Is(HttpStatusCode.OK)
        .Json.EnumerateArray().Select(service => service.GetProperty("clientId").GetString()!);

    private static string Body(string name, string description, string operatorId) =>
        JsonSerializer.Serialize(new { name, description, operatorId });
}
