using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>Five API users of two operators of one partner, in the overview: sorted, filtered, in pages, as CSV.</summary>
[Collection<NativeApp>]
public sealed class OverviewTests(AppFixture fixture, OverviewPartner shared) : NativeTest(fixture), IClassFixture<OverviewPartner>
{
    private OverviewPartner partner = shared;

    private Dictionary<string, RegisteredAccount> Accounts => partner.Accounts;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("operator", "cde|ab", "ab|cde")]
    [InlineData("userName", null, null)]
    [InlineData("type", "bd|a|c|e", "e|c|a|bd")]
    [InlineData("createdAt", "e|d|c|b|a", "a|b|c|d|e")]
    [InlineData("lastUsed", "cd|a|e|b", "b|e|a|cd")]
    [InlineData("requestsLast30Days", "cd|a|e|b", "b|e|a|cd")]
    [InlineData("description", "a|b|c|d|e", "e|d|c|b|a")]
    public async Task Every_column_sorts_both_ways_and_then_by_user_name(string column, string? ascending, string? descending)
    {
        var byName = string.Join(
            '|', Accounts.OrderBy(account => account.Value.UserName, StringComparer.Ordinal).Select(account => account.Key));

        Assert.Equal(ByName(ascending ?? byName), await KeysAsync($"?sortBy={column}&search=["));
        Assert.Equal(
            ByName(descending ?? string.Join('|', byName.Split('|').Reverse())),
            await KeysAsync($"?sortBy={column}&descending=true&search=["));
    }

    [Theory]
    [InlineData("search=[", "abcde")]
    [InlineData("search=ALPHA", "cde")]
    [InlineData("search=zoé", "ab")]
    [InlineData("search=grafana", "a")]
    [InlineData("search=2026-01-17T03:04:05Z", "e")]
    [InlineData("search=notyetused&type=MobileApp", "c")]
    [InlineData("search=nothing like it", "")]
    [InlineData("type=Generic&search=[", "bd")]
    [InlineData("lastUsed=used&search=[", "abe")]
    [InlineData("lastUsed=notYetUsed&search=[", "cd")]
    [InlineData("lastUsed=unknown", "")]
    [InlineData("operatorId=ZOE", "ab")]
    [InlineData("operatorId=ADAM&lastUsed=used&type=TransactionRecorder", "e")]
    public async Task Filters_work_together(string query, string keys)
    {
        var answer = await ReadAsync("?" + query
            .Replace("ZOE", partner.Zoe.OperatorGuid, StringComparison.Ordinal)
                .Replace("ADAM", partner.Adam.OperatorGuid, StringComparison.Ordinal));

        Assert.Equal(keys, string.Concat(KeysOf(answer).Order(StringComparer.Ordinal)));
        Assert.Equal(keys.Length, answer.Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task An_item_shows_all_there_is()
    {
        var account = Accounts["a"];
        var answer = await ReadAsync("?type=Grafana");

        Assert.Equal("Accept", answer.Header("Vary"));
        Assert.Equal(
            $$"""{"asOf":"{{answer.Text("asOf")}}","total":1,"page":0,"pageSize":10,"list":[{"apiUserId":"{{account.ApiUserGuid}}","operatorId":"{{partner.Zoe.OperatorGuid}}","operator":"Zo\u00E9 Operator","userName":"{{account.UserName}}","description":"[a] beta","type":"Grafana","enabled":true,"expiresAt":null,"rateLimit":null,"createdAt":"2026-01-06T03:04:05Z","lastUsed":{"status":"used","at":"2026-01-12T03:04:05Z"},"requestsLast30Days":5,"previousSecret":null}]}""",
            answer.Body);
    }

    [Fact]
    public async Task A_slash_at_the_end_makes_no_difference() =>
        Assert.Equal(5, Number((await App.As(partner.Reader).GetAsync("/api/v1/api-users/?search=[")).Is(HttpStatusCode.OK), "total"));

    [Theory]
    [InlineData("&pageSize=2", 0, 2, "ed")]
    [InlineData("&pageSize=2&page=1", 1, 2, "cb")]
    [InlineData("&pageSize=2&page=2", 2, 2, "a")]
    [InlineData("&pageSize=2&page=3", 3, 2, "")]
    [InlineData("&page=2147483647&pageSize=1000", 2147483647, 1000, "")]
    public async Task Pages_are_counted_from_0(string query, int page, int pageSize, string keys)
    {
        var answer = await ReadAsync("?sortBy=createdAt&search=[" + query);

        Assert.Equal(keys, string.Concat(KeysOf(answer)));
        Assert.Equal((5, page, pageSize), (Number(answer, "total"), Number(answer, "page"), Number(answer, "pageSize")));
    }

    [Fact]
    public async Task Pages_neither_skip_nor_repeat_rows_while_the_data_changes()
    {
        partner = await OverviewPartner.NewAsync(App);
        const string Pages = "?sortBy=description&search=[&pageSize=2";
        Assert.Equal("ab", string.Concat(KeysOf(await ReadAsync(Pages))));
        await App.BackDoor.SetAsync(Accounts["a"], "Description", "[z] now last");
        (await App.As(partner.Reader).DeleteAsync($"/api/v1/api-users/{Accounts["b"].ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        await App.RegisterAsync(partner.Zoe);

        Assert.Equal("cd", string.Concat(KeysOf(await ReadAsync(Pages + "&page=1"))));
        Assert.Equal("e", string.Concat(KeysOf(await ReadAsync(Pages + "&page=2"))));
        Assert.Equal("cd", string.Concat(KeysOf(await ReadAsync(Pages)))); // the first page is read anew
        Assert.Equal("ea", string.Concat(KeysOf(await ReadAsync(Pages + "&page=1"))));
    }

    [Fact]
    public async Task All_pages_are_of_one_time_and_a_page_asked_for_again_is_of_a_new_one()
    {
        partner = await OverviewPartner.NewAsync(App);
        const string Pages = "?sortBy=userName&search=[&pageSize=2";
        var first = await ReadAsync(Pages + "&page=0");
        await App.BackDoor.SetAsync(Accounts["c"], "Description", "[c] changed");
        var second = await ReadAsync("?pageSize=2&search=[&page=1&sortBy=userName");
        Assert.Equal((first.Text("asOf"), 5), (second.Text("asOf"), Number(second, "total")));

        (await App.As(partner.Reader).DeleteAsync($"/api/v1/api-users/{Accounts["c"].ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        Assert.Equal(4, Number(await ReadAsync(Pages + "&page=1"), "total"));
    }

    [Fact]
    public async Task A_caller_that_loses_a_right_sees_no_page_of_before()
    {
        partner = await OverviewPartner.NewAsync(App);
        var caller = await App.RegisterAsync(partner.Adam);
        await App.BackDoor.SetAsync(partner.Adam, "IsAdministrator", true);
        const string Pages = "/api/v1/api-users?sortBy=description&search=[&pageSize=3";
        Assert.Equal("abc", string.Concat(KeysOf((await App.As(caller).GetAsync(Pages)).Is(HttpStatusCode.OK))));

        await App.BackDoor.SetAsync(partner.Adam, "IsAdministrator", false);
        Assert.Empty(KeysOf((await App.As(caller).GetAsync(Pages + "&page=1")).Is(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task CSV_has_all_of_it_with_formulas_disarmed()
    {
        partner = await OverviewPartner.NewAsync(App);
        await App.BackDoor.SetAsync(Accounts["b"], "Description", "=1+1");
        await App.BackDoor.SetAsync(Accounts["d"], "Description", "two\r\nlines");

        var answer = await GetCsvAsync("?sortBy=createdAt&pageSize=1&search=ope&type=Generic", "text/csv");

        answer.Is(HttpStatusCode.OK);
        Assert.Equal("text/csv; charset=utf-8; header=present", answer.Header("Content-Type"));
        Assert.Equal("attachment; filename=\"api-users.csv\"", answer.Header("Content-Disposition"));
        var (d, b) = (Accounts["d"].UserName, Accounts["b"].UserName);
        Assert.StartsWith(
            "operator,userName,type,createdAt,lastUsed,requestsLast30Days,description\r\n"
                + $"adam Operator,{d},Generic,2026-01-03T03:04:05Z,notYetUsed,0,\"two\r\nlines\"\r\n"
                + $"Zoé Operator,{b},Generic,2026-01-05T03:04:05Z,2026-01-22T03:04:05Z,10,\"'=1+1\"\r\n",
            answer.Body,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =1+1", "\"'  =1+1\"")]
    [InlineData("\u3000\u00A0=1", "\"'\u3000\u00A0=1\"")]
    [InlineData("\uFF1D1\uFF0B1", "\"'\uFF1D1\uFF0B1\"")]
    [InlineData("\uFF20SUM(A1)", "\"'\uFF20SUM(A1)\"")]
    [InlineData("\"=1+1", "\"'\"\"=1+1\"")]
    [InlineData("a;=1+1", "\"a;'=1+1\"")]
    [InlineData("a; \"=1+1", "\"a;' \"\"=1+1\"")]
    [InlineData("a,=1;b;-2", "\"a,'=1;b;'-2\"")]
    [InlineData("a\t@x", "\"a\t'@x\"")]
    [InlineData("a\r\n=1", "\"a\r\n'=1\"")]
    [InlineData("a = b", "a = b")]
    [InlineData("a;b", "a;b")]
    [InlineData("'quoted'", "'quoted'")]
    public async Task A_spreadsheet_runs_no_cell_as_a_formula(string description, string cell)
    {
        partner = await OverviewPartner.NewAsync(App);
        await App.BackDoor.SetAsync(Accounts["a"], "Description", description);
        var csv = (await GetCsvAsync("?type=Grafana", "text/csv")).Is(HttpStatusCode.OK).Body;
        Assert.EndsWith($",Grafana,2026-01-06T03:04:05Z,2026-01-12T03:04:05Z,5,{cell}\r\n", csv, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/csv", false)]
    [InlineData("text/csv; bom=1", true)]
    [InlineData("TEXT/CSV;BOM=\"1\";q=0.9", true)]
    [InlineData("text/csv; bom=0", false)]
    [InlineData("application/json;q=0.5, text/csv;header=present;bom=1", true)]
    public async Task CSV_begins_with_a_byte_order_mark_for_those_who_ask_for_it(string accept, bool hasMark)
    {
        var body = (await GetCsvAsync("?type=Grafana", accept)).Is(HttpStatusCode.OK).Bytes;
        Assert.Equal(hasMark ? [0xEF, 0xBB, 0xBF, (byte)'o'] : "oper"u8.ToArray(), body[..4]);
    }

    [Theory]
    [InlineData("text/csv", true)]
    [InlineData("TEXT/CSV; header=present", true)]
    [InlineData("application/json;q=0.5, text/csv;q=0.8", true)]
    [InlineData("application/json, text/csv;q=0.8", false)]
    [InlineData("text/csv;q=0", false)]
    [InlineData("text/*", false)]
    [InlineData("*/*", false)]
    [InlineData("nonsense", false)]
    public async Task CSV_is_for_those_who_ask_for_it(string accept, bool isCsv) => Assert.Equal(
        isCsv, (await GetCsvAsync("?type=Grafana", accept)).Is(HttpStatusCode.OK)
            .Header("Content-Type")!.StartsWith("text/csv", StringComparison.Ordinal));

    [Theory]
    [InlineData("sortBy=name", "invalid_value", "sortBy",
        "The column must be one of operator, userName, type, createdAt, lastUsed, requestsLast30Days, description.")]
    [InlineData("sortBy=1", "invalid_value", "sortBy",
        "The column must be one of operator, userName, type, createdAt, lastUsed, requestsLast30Days, description.")]
    [InlineData("type=robot", "invalid_value", "type", "The type must be one of Generic, MobileApp, TransactionRecorder, Grafana.")]
    [InlineData("lastUsed=never", "invalid_value", "lastUsed", "The state must be one of unknown, notYetUsed, used.")]
    [InlineData("descending=yes", "invalid_value", "descending", "'descending' must be true or false.")]
    [InlineData("page=-1", "invalid_value", "page", "'page' must be a whole number from 0 to 2147483647.")]
    [InlineData("page=2147483648", "invalid_value", "page", "'page' must be a whole number from 0 to 2147483647.")]
    [InlineData("pageSize=0", "invalid_value", "pageSize", "'pageSize' must be a whole number from 1 to 1000.")]
    [InlineData("pageSize=1001", "invalid_value", "pageSize", "'pageSize' must be a whole number from 1 to 1000.")]
    [InlineData("operatorId=me", "malformed_request", "operatorId",
        "The id of the operator must have the form 01234567-89ab-8def-8123-456789abcdef.")]
    [InlineData("sort=type", "malformed_request", "sort",
        "The query parameter is unknown; the route accepts sortBy, descending, operatorId, type, lastUsed, search, daily, page, pageSize.")]
    [InlineData("page=1&page=2", "malformed_request", "page", "The query parameter page must occur once; it occurs 2 times.")]
    public async Task A_wrong_question_is_answered_with_what_may_be_asked(string query, string code, string target, string detail)
    {
        Assert.Equal(
            new Problem(code, target, detail),
            Problem.Of(await App.As(partner.Reader).GetAsync($"/api/v1/api-users?{query}"), HttpStatusCode.BadRequest));
        Assert.Equal(new Problem(code, target, detail), Problem.Of(await GetCsvAsync($"?{query}", "text/csv"), HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_search_may_have_255_characters()
    {
        Assert.Empty(KeysOf(await ReadAsync("?search=" + new string('x', 255))));
        Assert.Equal(
            new Problem("invalid_value", "search", "'search' must have at most 255 characters."),
            Problem.Of(await App.As(partner.Reader).GetAsync("/api/v1/api-users?search=" + new string('x', 256)),
                HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task Those_who_may_not_see_all_see_their_own_and_nobody_sees_another_partners()
    {
        partner = await OverviewPartner.NewAsync(App);
        var (ofAdam, stranger) = (await App.RegisterAsync(partner.Adam), await StrangerAsync());

        Assert.Equal("cde", string.Concat((
            await App.As(ofAdam).GetAsync("/api/v1/api-users?search=[&sortBy=description")).Is(HttpStatusCode.OK)
            .Json.GetProperty("list").EnumerateArray().Select(KeyOf)));
        Assert.Equal(
            new Problem("forbidden", "operatorId", "The caller does not have the right to do this."),
            Problem.Of(await App.As(ofAdam).GetAsync($"/api/v1/api-users?operatorId={partner.Zoe.OperatorGuid}"),
                HttpStatusCode.Forbidden));
        foreach (var id in new[] { stranger.OperatorGuid, "40000000-2fff-8000-8080-000000000000" })
            Assert.Equal(
                new Problem("not_found", "operatorId", "There is no such operator."),
                Problem.Of(await App.As(partner.Reader).GetAsync($"/api/v1/api-users?operatorId={id}"), HttpStatusCode.NotFound));
        Assert.Equal(1, Number((await App.As(stranger).GetAsync("/api/v1/api-users")).Is(HttpStatusCode.OK), "total"));
        Problem.Of(await App.Anonymous.GetAsync("/api/v1/api-users"), HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task API_users_whose_operator_is_gone_are_not_shown()
    {
        partner = await OverviewPartner.NewAsync(App);
        await App.BackDoor.Accounts.DeleteEntityAsync($"{partner.Administrator.Pid:x8}", $"operator|{partner.Zoe.Id.UserId:x8}");

        Assert.Equal("cde", string.Concat(KeysOf(await ReadAsync("?search=[&sortBy=description"))));
    }

    /// <summary>Fills in the order by user name where several are the same: <c>cd</c> in <c>cd|a</c>.</summary>
    private string ByName(string keys) => string.Concat(keys.Split('|')
        .Select(same => string.Concat(same.OrderBy(key => Accounts[key.ToString()].UserName, StringComparer.Ordinal))));

    private async Task<Answer> ReadAsync(string query) =>
        (await App.As(partner.Reader).GetAsync($"/api/v1/api-users{query}")).Is(HttpStatusCode.OK);

    private Task<Answer> GetCsvAsync(string query, string accept) =>
        App.As(partner.Reader).SendAsync(HttpMethod.Get, $"/api/v1/api-users{query}", content: null, ("Accept", accept));

    private async Task<string> KeysAsync(string query) => string.Concat(KeysOf(await ReadAsync(query)));

    private IEnumerable<string> KeysOf(Answer answer) => answer.Json.GetProperty("list").EnumerateArray().Select(KeyOf);

    private string KeyOf(JsonElement item) =>
        Accounts.Single(account => account.Value.UserName == item.GetProperty("userName").GetString()).Key;

    private static int Number(Answer answer, string member) => answer.Json.GetProperty(member).GetInt32();
}
