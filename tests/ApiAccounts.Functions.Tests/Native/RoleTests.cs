using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

[Collection<NativeApp>]
public sealed class RoleTests(AppFixture fixture) : NativeTest(fixture)
{
    /// <summary>Unique, since the tests share a partner, in which names of roles differ.</summary>
    private readonly string name = $"Nightly jobs {Guid.NewGuid()}";

    private string Nightly =>
        $$"""{"name":"{{name}}","description":"Exports","apiOnly":true,"permissions":["accessApi","accessUsers"]}""";

    [Fact]
    public async Task A_role_is_made_read_changed_and_deleted()
    {
        var created = (await Api.PostJsonAsync("/api/v1/roles", Nightly)).Is(HttpStatusCode.Created);
        var path = created.Header("Location")!;
        Assert.Equal($"/api/v1/roles/{created.Json.GetProperty("roleId")}", path);
        var read = (await Api.GetAsync(path)).Is(HttpStatusCode.OK);
        Assert.Equal(created.Json.ToString(), read.Json.ToString());
        Assert.Equal(
            (name, "Exports", true, false),
            (read.Text("name"), read.Text("description"), read.Json.GetProperty("apiOnly").GetBoolean(),
                read.Json.GetProperty("builtIn").GetBoolean()));
        Assert.Equal(["accessApi", "accessUsers"], Names(read, "permissions"));

        var changed = (await Api.PutJsonAsync(path, $$"""{"name":"Readers {{name}}","description":"","apiOnly":false,"permissions":["readAudit"]}"""))
            .Is(HttpStatusCode.OK);
        Assert.Equal(
            ($"Readers {name}", "", false),
            (changed.Text("name"), changed.Text("description"), changed.Json.GetProperty("apiOnly").GetBoolean()));
        Assert.Equal(["readAudit"], Names(changed, "permissions"));
        Assert.Equal(read.Text("createdAt"), changed.Text("createdAt"));

        (await Api.DeleteAsync(path)).Is(HttpStatusCode.NoContent);
        Assert.Equal("not_found", Problem.Of(await Api.GetAsync(path), HttpStatusCode.NotFound).Code);
        Assert.Equal("not_found", Problem.Of(await Api.DeleteAsync(path), HttpStatusCode.NotFound).Code);
    }

    [Fact]
    public async Task The_built_in_roles_come_first_and_stay_as_they_are()
    {
        (await Api.PostJsonAsync("/api/v1/roles", $$"""{"name":"Mine {{name}}"}""")).Is(HttpStatusCode.Created);
        var roles = (await Api.GetAsync("/api/v1/roles")).Is(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        Assert.Equal(
            ["1 Admin", "2 Standard User", "3 API Only"],
            roles.Take(3).Select(role => $"{role.GetProperty("roleId")} {role.GetProperty("name")}"));
        Assert.Contains($"Mine {name}", roles.Skip(3).Select(role => role.GetProperty("name").GetString()));
        Assert.Equal(
            """{"roleId":3,"name":"API Only","description":"Acts through API users and custom services only.","apiOnly":true,"permissions":["accessApi"],"builtIn":true,"createdAt":null,"updatedAt":null}""",
            roles[2].ToString());
        Assert.Equal("built_in_role", Problem.Of(await Api.PutJsonAsync("/api/v1/roles/3", Nightly), HttpStatusCode.Conflict).Code);
        Assert.Equal("built_in_role", Problem.Of(await Api.DeleteAsync("/api/v1/roles/1"), HttpStatusCode.Conflict).Code);
    }

    [Theory]
    [InlineData("""{"description":"x"}""", "malformed_request", "$.name")]
    [InlineData("""{"name":" "}""", "invalid_value", "name")]
    [InlineData("""{"name":"x","permissions":["accessApi","all"]}""", "invalid_value", "$.permissions[1]")]
    [InlineData("""{"name":"x","permissions":[null]}""", "invalid_value", "$.permissions[0]")]
    [InlineData("""{"name":"x","permissions":"accessApi"}""", "malformed_request", "$.permissions")]
    [InlineData("""{"name":"x","apionly":true}""", "malformed_request", "$.apionly")]
    public async Task A_body_that_is_no_role_is_refused(string body, string code, string target)
    {
        var problem = Problem.Of(await Api.PostJsonAsync("/api/v1/roles", body), HttpStatusCode.BadRequest);
        Assert.Equal((code, target), (problem.Code, problem.Target));
    }

    [Theory]
    [InlineData("description")]
    [InlineData("apiOnly")]
    [InlineData("permissions")]
    public async Task A_put_needs_every_member(string member)
    {
        var role = (await Api.PostJsonAsync("/api/v1/roles", Nightly)).Is(HttpStatusCode.Created).Header("Location")!;
        var body = System.Text.Json.Nodes.JsonNode.Parse(Nightly)!.AsObject();
        body.Remove(member);
        Assert.Equal($"$.{member}", Problem.Of(await Api.PutJsonAsync(role, body.ToJsonString()), HttpStatusCode.BadRequest).Target);
        Assert.Equal("Exports", (await Api.GetAsync(role)).Text("description"));
    }

    [Theory]
    [InlineData("NAME")]
    [InlineData("API only")]
    public async Task A_name_that_another_role_has_is_a_conflict(string text)
    {
        var taken = text.Replace("NAME", name.ToUpperInvariant(), StringComparison.Ordinal);
        (await Api.PostJsonAsync("/api/v1/roles", Nightly)).Is(HttpStatusCode.Created);
        var created = (await Api.PostJsonAsync("/api/v1/roles", $$"""{"name":"Other {{name}}"}""")).Is(HttpStatusCode.Created);
        var other = created.Header("Location")!;
        var conflict = new Problem("role_name_taken", "name", "The partner has another role with this name.");
        Assert.Equal(
            conflict, Problem.Of(await Api.PostJsonAsync("/api/v1/roles", $$"""{"name":"{{taken}}"}"""), HttpStatusCode.Conflict));
        Assert.Equal(
            conflict,
            Problem.Of(
                await Api.PutJsonAsync(other, $$"""{"name":"{{taken}}","description":"","apiOnly":false,"permissions":[]}"""),
                HttpStatusCode.Conflict));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("one")]
    [InlineData("4294967296")]
    public async Task A_number_that_is_none_is_refused(string number) => Assert.Equal(
        "roleId", Problem.Of(await Api.GetAsync($"/api/v1/roles/{number}"), HttpStatusCode.BadRequest).Target);

    [Fact]
    public async Task What_is_done_to_roles_is_in_the_audit_trail()
    {
        var created = (await Api.PostJsonAsync("/api/v1/roles", Nightly)).Is(HttpStatusCode.Created);
        (await Api.DeleteAsync(created.Header("Location")!)).Is(HttpStatusCode.NoContent);
        var entries = (await Api.GetAsync("/api/v1/audit?pageSize=2")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray()
            .ToList();
        Assert.Equal(["roleDeleted", "roleCreated"], entries.Select(entry => entry.GetProperty("action").GetString()));
        var changes = entries[1].GetProperty("changes").EnumerateArray();
        Assert.Equal(
            [("name", name), ("description", "Exports"), ("apiOnly", "yes"), ("permissions", "AccessApi, AccessUsers")],
            changes.Select(change => (change.GetProperty("field").GetString()!, change.GetProperty("after").GetString()!)));
    }

    private static IEnumerable<string> Names(Answer answer, string member) =>
        answer.Json.GetProperty(member).EnumerateArray().Select(name => name.GetString()!);
}
