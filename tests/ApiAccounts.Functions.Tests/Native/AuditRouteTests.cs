using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary><c>GET /api/v1/audit</c>, in a partner of the test's own.</summary>
[Collection<NativeApp>]
public sealed class AuditRouteTests(AppFixture fixture) : IAsyncLifetime
{
    private const string Path = "/api/v1/audit";

    private readonly App app = fixture.App;
    private SeededOperator administrator = null!;
    private RegisteredAccount account = null!;
    private ApiClient api = null!;

    public async ValueTask InitializeAsync()
    {
        administrator = await app.BackDoor.NewPartnerAsync();
        account = await app.RegisterAsync(administrator);
        api = app.As(account);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_was_done_is_told_the_newest_first_of_operators_groups_and_API_users_alike()
    {
        var before = DateTimeOffset.UtcNow;
        var group = (await api.PostJsonAsync("/v4/OperatorGroup", """{"Description":"On call"}""")).Is(HttpStatusCode.Created)
            .Text("OperatorGroupGuid");
        (await api.PostAsync($"/api/v1/api-users/{account.ApiUserGuid}/rotate")).Is(HttpStatusCode.OK);
        var after = DateTimeOffset.UtcNow;

        // The secret that the rotation replaced: another API user of the same operator asks.
        var entries = await EntriesAsync(app.As(await app.RegisterAsync(administrator)), "?pageSize=5");

        Assert.Equal(
            [
                ("apiUserRegistered", administrator.OperatorGuid, ""),
                ("apiUserRotated", account.ApiUserGuid, "previousSecret: null, revoked"),
                ("groupCreated", account.ApiUserGuid, "name: null, On call"),
                ("apiUserRegistered", administrator.OperatorGuid, ""),
                ("operatorCreated", null, ""),
            ],
            entries.Select(
                entry =>
                    (entry.GetProperty("action").GetString(), entry.GetProperty("actor").GetString(),
                        ChangesOf(entry))));
        Assert.Equal([account.ApiUserGuid, group], entries.Skip(1).Take(2).Select(entry => entry.GetProperty("subject").GetString()));
        Assert.Equal(["127.0.0.1", null], entries.Skip(3).Select(entry => entry.GetProperty("address").GetString()));
        Assert.All(entries.Skip(1).Take(2), entry => Assert.InRange(entry.GetProperty("at").GetDateTimeOffset(), before, after));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repetition_whatever_comes_meanwhile()
    {
        for (var i = 0; i < 6; i++) (await api.PostJsonAsync("/v4/OperatorGroup", $$"""{"Description":"Group {{i}}"}"""))
            .Is(HttpStatusCode.Created);
        var told = new List<string?>();
        string? next = null;
        do
        {
            var page = (await api.GetAsync($"{Path}?action=groupCreated&pageSize=2{(next is null ? "" : $"&after={next}")}"))
                .Is(HttpStatusCode.OK).Json;
            told.AddRange(page.GetProperty("entries").EnumerateArray().Select(ChangesOf));
            next = page.GetProperty("next").GetString();
            (await api.PostJsonAsync("/v4/OperatorGroup", """{"Description":"Later"}""")).Is(HttpStatusCode.Created);
        }
        while (next is not null && told.Count < 20);

        Assert.Equal(
            [
                "name: null, Group 5", "name: null, Group 4", "name: null, Group 3", "name: null, Group 2", "name: null, Group 1",
                "name: null, Group 0",
            ],
            told);
    }

    [Fact]
    public async Task A_name_cannot_imitate_another_change()
    {
        const string Forged = "A\\\" → \\\"B\\\"; Became an administrator; x: \\\"";
        (await api.PutJsonAsync("/api/v1/users/self/update", $$"""{"lastName":"{{Forged}}"}""")).Is(HttpStatusCode.OK);

        var entry = Assert.Single(await EntriesAsync(api, "?action=operatorChanged"));

        var change = Assert.Single(entry.GetProperty("changes").EnumerateArray());
        Assert.Equal(
            ("fullName", "Test Operator", "Test A\" → \"B\"; Became an administrator; x: \""),
            (change.GetProperty("field").GetString(), change.GetProperty("before").GetString(), change.GetProperty("after").GetString()));
    }

    [Fact]
    public async Task Filters_name_a_subject_an_actor_and_a_time()
    {
        (await api.DeleteAsync($"/api/v1/api-users/{(await app.RegisterAsync(administrator)).ApiUserGuid}")).Is(HttpStatusCode.NoContent);

        Assert.Equal(["apiUserRegistered"], Actions(await EntriesAsync(api, $"?subject={account.ApiUserGuid}")));
        Assert.Equal(["apiUserDeleted"], Actions(await EntriesAsync(api, $"?actor={account.ApiUserGuid}")));
        Assert.Equal(["apiUserRegistered", "apiUserRegistered"], Actions(await EntriesAsync(api, $"?actor={administrator.OperatorGuid}")));
        Assert.Equal(4, (await EntriesAsync(api, "?from=2026-01-01T00:00:00Z&before=9999-12-31T23:59:59Z")).Count);
        Assert.Empty(await EntriesAsync(api, "?before=2026-01-01T01:00:00%2B01:00"));
        Assert.Empty(await EntriesAsync(api, "?before=0001-01-01T00:00:00Z"));
    }

    [Fact]
    public async Task Another_partners_are_not_told()
    {
        var stranger = app.As(await app.RegisterAsync(await app.BackDoor.NewPartnerAsync()));

        Assert.Empty(await EntriesAsync(stranger, $"?subject={account.ApiUserGuid}"));
        Assert.Equal(["apiUserRegistered", "operatorCreated"], Actions(await EntriesAsync(stranger, "")));
    }

    [Theory]
    [InlineData("?page=1", "page",
        "The query parameter is unknown; the route accepts from, before, action, subject, actor, after, pageSize.")]
    [InlineData("?from=yesterday", "from",
        "'from' must be a time with its zone, such as 2026-11-22T10:15:30Z or 2026-11-22T11:15:30+01:00.")]
    [InlineData("?before=2026-11-22T10:15:30", "before",
        "'before' must be a time with its zone, such as 2026-11-22T10:15:30Z or 2026-11-22T11:15:30+01:00.")]
    [InlineData("?subject=me", "subject", "'subject' must be an id, such as 01234567-89ab-8def-8123-456789abcdef.")]
    [InlineData("?actor=", "actor", "'actor' must be an id, such as 01234567-89ab-8def-8123-456789abcdef.")]
    [InlineData("?after=0123", "after", "'after' must be the 'next' of an earlier response.")]
    [InlineData("?after=0123456789abcdef0123456789abcdeF", "after", "'after' must be the 'next' of an earlier response.")]
    [InlineData("?pageSize=0", "pageSize", "'pageSize' must be a whole number from 1 to 1000.")]
    [InlineData("?pageSize=1001", "pageSize", "'pageSize' must be a whole number from 1 to 1000.")]
    public async Task A_wrong_parameter_is_named(string query, string target, string detail)
    {
        var answer = (await api.GetAsync(Path + query)).Is(HttpStatusCode.BadRequest);

        Assert.Equal((target, detail), (answer.Text("target"), answer.Text("detail")));
    }

    [Fact]
    public async Task An_action_that_there_is_not_is_answered_with_those_there_are()
    {
        var answer = (await api.GetAsync(Path + "?action=deleted")).Is(HttpStatusCode.BadRequest);

        Assert.StartsWith("The action must be one of operatorCreated, operatorChanged, ", answer.Text("detail"), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<JsonElement>> EntriesAsync(ApiClient api, string query) =>
        [.. (await api.GetAsync(Path + query)).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray()];

    private static string ChangesOf(JsonElement entry) =>
        string.Join("; ", entry.GetProperty("changes").EnumerateArray().Select(change =>
            $"{change.GetProperty("field")}: {ValueOf(change, "before")}, {ValueOf(change, "after")}"));

    private static string ValueOf(JsonElement change, string member) => change.GetProperty(member).GetString() ?? "null";

    private static IEnumerable<string?> Actions(IEnumerable<JsonElement> entries) =>
        entries.Select(entry => entry.GetProperty("action").GetString());
}
