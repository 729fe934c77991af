using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>Lists: whole, in pages, sorted, searched, and by group.</summary>
[Collection<AudienceManagerApp>]
public sealed class ListTests(ListedPartner partner) : IClassFixture<ListedPartner>
{
    private readonly ApiClient api = partner.Caller;
    private readonly uint root = partner.Root;
    private readonly uint ada = partner.Ada;
    private readonly uint grace = partner.Grace;
    private readonly uint zoe = partner.Zoe;
    private readonly uint first = partner.First;
    private readonly uint second = partner.Second;

    [Theory]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("?unknown=1&also=2")]
    public async Task Without_a_parameter_of_a_page_the_list_is_a_bare_array(string query)
    {
        foreach (var prefix in (string[])["/api/v1", "/v1"])
        {
            Assert.Equal([root, ada, grace, zoe], Ids((await api.GetAsync($"{prefix}/users/{query}")).Is(HttpStatusCode.OK).Json));
            Assert.Equal(
                [first, second],
                (await api.GetAsync($"{prefix}/groups/{query}")).Is(HttpStatusCode.OK).Json.EnumerateArray().Select(Group));
        }
    }

    [Fact]
    public async Task With_any_it_is_a_page()
    {
        foreach (var query in (string[])["page=0", "pageSize=10", "sortBy=userId", "descending=false", "search="])
        {
            var page = (await api.GetAsync($"/api/v1/users?{query}")).Is(HttpStatusCode.OK).Json;
            Assert.Equal(["total", "page", "pageSize", "list"], Answer.Names(page));
            Assert.Equal((4, 0, 10), (Number(page, "total"), Number(page, "page"), Number(page, "pageSize")));
            Assert.Equal([root, ada, grace, zoe], Ids(page.GetProperty("list")));
        }
    }

    [Theory]
    [InlineData("page=0&pageSize=3", 0, 3, "root ada grace")]
    [InlineData("page=1&pageSize=3", 1, 3, "zoe")]
    [InlineData("page=2&pageSize=3", 2, 3, "")]
    [InlineData("page=2147483647&pageSize=1000", 2147483647, 1000, "")]
    [InlineData("page=1&pageSize=1&descending=true", 1, 1, "grace")]
    [InlineData("page=0&pageSize=2&sortBy=firstName&descending=true", 0, 2, "zoe root")]
    public async Task Pages_follow_each_other(string query, int page, int pageSize, string names)
    {
        var shown = (await api.GetAsync($"/api/v1/users?{query}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal((4, page, pageSize), (Number(shown, "total"), Number(shown, "page"), Number(shown, "pageSize")));
        Assert.Equal(Named(names), Ids(shown.GetProperty("list")));
    }

    [Theory]
    [InlineData("pid", "root ada grace zoe")]
    [InlineData("userId", "root ada grace zoe")]
    [InlineData("uid", "root ada grace zoe")]
    [InlineData("status", "root ada zoe grace")]
    [InlineData("firstName", "ada grace root zoe")]
    [InlineData("lastName", "zoe grace ada root")]
    [InlineData("email", "ada grace root zoe")]
    [InlineData("title", "root zoe grace ada")]
    [InlineData("phoneNumber", "root ada zoe grace")]
    [InlineData("groups", "root zoe ada grace")]
    [InlineData("isAdmin", "ada grace root zoe")]
    public async Task Users_are_sorted_by_any_member(string member, string names)
    {
        var expected = Named(names).ToList();
        Assert.Equal(expected, Ids((await api.GetAsync($"/api/v1/users?sortBy={member}")).Is(HttpStatusCode.OK).Json.GetProperty("list")));
    }

    [Fact]
    public async Task Users_are_sorted_by_user_name()
    {
        var list = (await api.GetAsync("/v1/users?sortBy=username&descending=true")).Json.GetProperty("list").EnumerateArray()
            .Select(user => user.GetProperty("username").GetString()!).ToList();
        Assert.Equal(list.OrderDescending(StringComparer.OrdinalIgnoreCase), list);
        Assert.Equal(4, list.Count);
    }

    [Theory]
    [InlineData("LOVELACE", "ada")]
    [InlineData("Adm", "grace")]
    [InlineData("ada", "ada zoe")] // a first name, and a part of a last one
    [InlineData("locked", "grace")]
    [InlineData("555-", "grace")]
    [InlineData("TRUE", "root zoe")]
    [InlineData("someone@", "root")]
    [InlineData("nowhere to be found", "")]
    public async Task The_search_finds_a_part_of_any_member(string search, string names)
    {
        var page = (await api.GetAsync($"/api/v1/users?search={Uri.EscapeDataString(search)}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(Named(names), Ids(page.GetProperty("list")));
        Assert.Equal(Named(names).Count(), Number(page, "total"));
    }

    [Fact]
    public async Task Users_are_found_by_any_of_several_groups_in_either_spelling()
    {
        foreach (var (query, names) in ((string, string)[])
        [
            ($"groupId={first}", "ada"), ($"groupdId={second}", "ada grace"), ($"groupId={first}&groupId={second}", "ada grace"),
            ($"groupId={first}&groupdId={second}&GROUPID={first}", "ada grace"), ("groupId=4000000001&groupId=4000000000", ""),
        ])
            Assert.Equal(Named(names), Ids((await api.GetAsync($"/api/v1/users/?{query}")).Is(HttpStatusCode.OK).Json));
        Assert.Equal(
            [grace], Ids((await api.GetAsync($"/api/v1/users?groupId={second}&search=hopper&pageSize=1")).Json.GetProperty("list")));
    }

    [Theory]
    [InlineData("page=-1", "invalid_value", "page", "'page' must be a whole number from 0 to 2147483647.")]
    [InlineData("page=x", "invalid_value", "page", "'page' must be a whole number from 0 to 2147483647.")]
    [InlineData("pageSize=0", "invalid_value", "pageSize", "'pageSize' must be a whole number from 1 to 1000.")]
    [InlineData("pageSize=1001", "invalid_value", "pageSize", "'pageSize' must be a whole number from 1 to 1000.")]
    [InlineData("descending=yes", "invalid_value", "descending", "'descending' must be true or false.")]
    [InlineData("page=1&page=2", "malformed_request", "page", "The query parameter page must occur once; it occurs 2 times.")]
    [InlineData("groupId=x", "malformed_request", "groupId", "'groupId' must be a whole number from 1 to 4294967295.")]
    [InlineData("groupId=1,2", "malformed_request", "groupId", "'groupId' must be a whole number from 1 to 4294967295.")]
    [InlineData("groupdId=", "malformed_request", "groupdId", "'groupdId' must be a whole number from 1 to 4294967295.")]
    [InlineData("sortBy=Nothing", "invalid_value", "sortBy",
        "'sortBy' must be one of pid, userId, uid, username, status, firstName, lastName, email, title, phoneNumber, groups, isAdmin.")]
    public async Task A_parameter_that_is_not_right_is_refused_by_name(string query, string code, string target, string detail) =>
        Assert.Equal(
            new Problem(code, target, detail), Problem.Of(await api.GetAsync($"/api/v1/users?{query}"), HttpStatusCode.BadRequest));

    [Fact]
    public async Task A_search_that_is_too_long_is_refused()
    {
        (await api.GetAsync($"/api/v1/users?search={new string('s', 255)}")).Is(HttpStatusCode.OK);
        Assert.Equal(
            "search", Problem.Of(await api.GetAsync($"/api/v1/users?search={new string('s', 256)}"), HttpStatusCode.BadRequest).Target);
    }

    [Fact]
    public async Task Groups_are_sorted_searched_and_paged_as_well()
    {
        foreach (var (query, expected) in ((string, uint[])[])
        [
            ("sortBy=name", [second, first]), (
                "sortBy=membershipCount&descending=true", [second, first]), ("sortBy=users", [first, second]),
            ("sortBy=groupId&descending=true", [second, first]), ("search=BET", [first]), ("pageSize=1&page=1", [second]),
            ("sortBy=pid", [first, second]),
        ])
        {
            var page = (await api.GetAsync($"/v1/groups?{query}")).Is(HttpStatusCode.OK).Json;
            Assert.Equal(
                (query, string.Join(' ', expected)), (query, string.Join(' ', page.GetProperty("list").EnumerateArray().Select(Group))));
        }
        Assert.Equal(
            "'sortBy' must be one of groupId, pid, name, description, membershipCount, users, wildcards.",
            Problem.Of(await api.GetAsync("/api/v1/groups?sortBy=email"), HttpStatusCode.BadRequest).Detail);
    }

    private IEnumerable<uint> Named(string names) => names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name switch
    {
        "root" => root,
        "ada" => ada,
        "grace" => grace,
        _ => zoe,
    });

    private static IEnumerable<uint> Ids(JsonElement users) =>
        users.EnumerateArray().Select(user => user.GetProperty("userId").GetUInt32());

    private static uint Group(JsonElement group) => group.GetProperty("groupId").GetUInt32();

    private static int Number(JsonElement page, string member) => page.GetProperty(member).GetInt32();
}
