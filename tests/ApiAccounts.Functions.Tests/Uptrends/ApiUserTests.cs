using System.Globalization;
using System.Text.Json;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>An app that has tracked uses since 2020.</summary>
public sealed class TrackingSince2020() : AppFixture(("LastUsed__TrackedSince", "2020-01-01T00:00:00Z"));

/// <summary>What the routes under <c>/v4/ApiUser</c> do and answer.</summary>
public sealed class ApiUserTests(TrackingSince2020 fixture) : IClassFixture<TrackingSince2020>
{
    private readonly App app = fixture.App;

    private static readonly string[] Members =
    [
        "ApiUserGuid", "OperatorGuid", "UserName", "Description",
        "ApiAccessType", "CreatedDate", "LastUsedDate", "LastUsedStatus", "RequestsLast30Days",
    ];

    private static readonly string[] MembersWithPassword =
    [
        "ApiUserGuid", "OperatorGuid", "UserName", "Password", "Description",
        "ApiAccessType", "CreatedDate", "LastUsedDate", "LastUsedStatus", "RequestsLast30Days",
    ];

    [Fact]
    public async Task Creating_answers_201_with_the_whole_account_and_where_it_is()
    {
        var (@operator, account) = await NewAsync();
        var before = DateTime.UtcNow.AddSeconds(-1); // the answer has no fraction

        var created = await app.As(account).PostJsonAsync("/v4/ApiUser", Body(@operator.OperatorGuid, "Nightly export"));

        created.Is(HttpStatusCode.Created);
        Assert.Equal("application/json; charset=utf-8", created.Header("Content-Type"));
        Assert.Equal(MembersWithPassword, Answer.Names(created.Json));
        Assert.Equal($"/v4/ApiUser/{created.Text("ApiUserGuid")}", created.Header("Location"));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", created.Text("ApiUserGuid"));
        Assert.Equal(@operator.OperatorGuid, created.Text("OperatorGuid"));
        Assert.Matches("^[0-9A-Z]{27}$", created.Text("UserName"));
        Assert.Matches("^apiacc_[0-9A-Za-z]{49}$", created.Text("Password"));
        Assert.Equal("Nightly export", created.Text("Description"));
        Assert.Equal("Generic", created.Text("ApiAccessType"));
        Assert.InRange(Time(created.Text("CreatedDate")), before, DateTime.UtcNow);
        Assert.Equal(JsonValueKind.Null, created.Json.GetProperty("LastUsedDate").ValueKind);
        Assert.Equal("NotYetUsed", created.Text("LastUsedStatus"));
        Assert.Equal(0, created.Json.GetProperty("RequestsLast30Days").GetInt64());
    }

    [Fact]
    public async Task What_was_created_works_at_once_and_is_found_where_its_location_says()
    {
        var (@operator, account) = await NewAsync();
        var created = await CreateAsync(account, @operator.OperatorGuid, "One");

        var found = await app.As(Registered(created)).GetAsync(created.Header("Location")!);

        found.Is(HttpStatusCode.OK);
        Assert.Equal("application/json; charset=utf-8", found.Header("Content-Type"));
        Assert.Equal(Members, Answer.Names(found.Json));
        foreach (var name in (string[])["ApiUserGuid", "OperatorGuid", "UserName", "Description", "ApiAccessType", "CreatedDate"])
            Assert.Equal(created.Text(name), found.Text(name));
    }

    [Fact]
    public async Task An_administrator_lists_every_API_user_of_the_partner_by_creation()
    {
        var (administrator, account) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var theirs = await CreateAsync(account, plain.OperatorGuid, "Theirs");
        var own = await CreateAsync(account, administrator.OperatorGuid, "Own");
        await NewAsync(); // another partner, of which nothing may be seen

        var list = await app.As(account).GetAsync("/v4/ApiUser");

        list.Is(HttpStatusCode.OK);
        Assert.Equal([account.UserName, theirs.Text("UserName"), own.Text("UserName")], UserNames(list));
        Assert.All(list.Json.EnumerateArray(), apiUser => Assert.Equal(Members, Answer.Names(apiUser)));
    }

    [Fact]
    public async Task A_plain_operator_lists_its_own_API_users_only()
    {
        var (administrator, account) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var one = await app.RegisterAsync(plain);
        var other = await CreateAsync(account, plain.OperatorGuid, "Made for it");

        var list = await app.As(one).GetAsync("/v4/ApiUser");

        Assert.Equal([one.UserName, other.Text("UserName")], UserNames(list.Is(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task Those_of_one_operator_are_listed()
    {
        var (administrator, account) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var without = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var theirs = await CreateAsync(account, plain.OperatorGuid, "Theirs");

        var ofPlain = await app.As(account).GetAsync($"/v4/ApiUser/Operator/{plain.OperatorGuid}");
        var ofNone = await app.As(account).GetAsync($"/v4/ApiUser/Operator/{without.OperatorGuid}");
        var own = await app.As(Registered(theirs)).GetAsync($"/v4/ApiUser/Operator/{plain.OperatorGuid}");

        Assert.Equal([theirs.Text("UserName")], UserNames(ofPlain.Is(HttpStatusCode.OK)));
        Assert.Equal("[]", ofNone.Is(HttpStatusCode.OK).Body);
        Assert.Equal([theirs.Text("UserName")], UserNames(own.Is(HttpStatusCode.OK)));
        Assert.Equal(Members, Answer.Names(Assert.Single(own.Json.EnumerateArray())));
    }

    [Fact]
    public async Task Updating_changes_the_description_and_nothing_else()
    {
        var (_, account) = await NewAsync();
        var before = await app.As(account).GetAsync($"/v4/ApiUser/{account.ApiUserGuid}");

        var updated = await app.As(account).PutJsonAsync($"/v4/ApiUser/{account.ApiUserGuid}", Body(account.OperatorGuid, "Zürich ☂ 😀"));

        Assert.Equal("", updated.Is(HttpStatusCode.NoContent).Body);
        var after = await app.As(account).GetAsync($"/v4/ApiUser/{account.ApiUserGuid}");
        Assert.Equal("Zürich ☂ 😀", after.Text("Description"));
        foreach (var name in (string[])["ApiUserGuid", "OperatorGuid", "UserName", "ApiAccessType", "CreatedDate"])
            Assert.Equal(before.Text(name), after.Text(name));
    }

    [Fact]
    public async Task Members_that_may_not_change_are_ignored_when_updating()
    {
        var (_, account) = await NewAsync();
        var path = $"/v4/ApiUser/{account.ApiUserGuid}";
        var before = await app.As(account).GetAsync(path);

        var updated = await app.As(account).PutJsonAsync(
            path,
            $$"""
            {
                "OperatorGuid": "{{account.OperatorGuid}}", "Description": "API", "UserName": "mine", "Password": "mine",
                "ApiAccessType": "Grafana", "CreatedDate": "2001-01-01T00:00:00", "RequestsLast30Days": -1, "ApiUserGuid": 7
            }
            """);

        updated.Is(HttpStatusCode.NoContent);
        var after = await app.As(account).GetAsync(path);
        foreach (var name in (string[])["ApiUserGuid", "UserName", "ApiAccessType", "CreatedDate"])
            Assert.Equal(before.Text(name), after.Text(name));
    }

    [Fact]
    public async Task An_API_user_cannot_be_given_to_another_operator()
    {
        var (administrator, account) = await NewAsync();
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var foreign = await app.BackDoor.NewPartnerAsync();
        var unknown = AccountId.New(AccountKind.Operator, administrator.Pid, 77, 1).ToString();
        string[] others = [plain.OperatorGuid, foreign.OperatorGuid, unknown];

        foreach (var other in others)
        {
            var refused = await app.As(account).PutJsonAsync($"/v4/ApiUser/{account.ApiUserGuid}", Body(other, "Stolen"));
            refused.Is(HttpStatusCode.Forbidden);
            Assert.Equal("An API user cannot be moved to another operator.", refused.UptrendsMessage);
        }
        Assert.Equal("API", (await app.As(account).GetAsync($"/v4/ApiUser/{account.ApiUserGuid}")).Text("Description"));
    }

    [Fact]
    public async Task Deleting_takes_the_account_and_its_credentials_away_at_once()
    {
        var (@operator, account) = await NewAsync();
        var other = Registered(await CreateAsync(account, @operator.OperatorGuid, "Other"));
        var path = $"/v4/ApiUser/{other.ApiUserGuid}";
        (await app.As(other).GetAsync("/verify")).Is(HttpStatusCode.OK);

        var deleted = await app.As(account).DeleteAsync(path);

        Assert.Equal("", deleted.Is(HttpStatusCode.NoContent).Body);
        (await app.As(other).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
        (await app.As(other).GetAsync("/v4/ApiUser")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal([account.UserName], UserNames(await app.As(account).GetAsync("/v4/ApiUser")));
        foreach (var again in new[]
        {
            await app.As(account).GetAsync(path),
            await app.As(account).DeleteAsync(path),
            await app.As(account).PutJsonAsync(path, Body(@operator.OperatorGuid, "Back again")),
        })
        {
            again.Is(HttpStatusCode.NotFound);
            Assert.Equal("There is no such API user.", again.UptrendsMessage);
        }
    }

    [Fact]
    public async Task An_account_may_delete_itself()
    {
        var (_, account) = await NewAsync();

        (await app.As(account).DeleteAsync($"/v4/ApiUser/{account.ApiUserGuid}")).Is(HttpStatusCode.NoContent);

        (await app.As(account).DeleteAsync($"/v4/ApiUser/{account.ApiUserGuid}")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_last_use_is_shown_to_the_second_without_a_zone()
    {
        var (@operator, account) = await NewAsync();
        var used = Registered(await CreateAsync(account, @operator.OperatorGuid, "Used"));
        await app.BackDoor.SetAsync(used, "LastUsed", new DateTimeOffset(2022, 9, 21, 13, 8, 47, 987, TimeSpan.Zero));

        var shown = await app.As(account).GetAsync($"/v4/ApiUser/{used.ApiUserGuid}");

        Assert.Equal("2022-09-21T13:08:47", shown.Text("LastUsedDate"));
        Assert.Equal("Used", shown.Text("LastUsedStatus"));
    }

    [Theory]
    [InlineData(2019, "Unknown")]
    [InlineData(2020, "NotYetUsed")]
    public async Task An_unused_account_made_before_uses_were_tracked_may_have_been_used(int createdIn, string status)
    {
        var (@operator, account) = await NewAsync();
        var unused = Registered(await CreateAsync(account, @operator.OperatorGuid, "Unused"));
        await app.BackDoor.SetAsync(unused, "CreatedAt", new DateTimeOffset(createdIn, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var shown = await app.As(account).GetAsync($"/v4/ApiUser/{unused.ApiUserGuid}");

        Assert.Equal(status, shown.Text("LastUsedStatus"));
        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("LastUsedDate").ValueKind);
        Assert.Equal($"{createdIn}-01-01T00:00:00", shown.Text("CreatedDate"));
    }

    [Fact]
    public async Task An_account_made_before_uses_were_tracked_and_used_since_is_used()
    {
        var (@operator, account) = await NewAsync();
        var used = Registered(await CreateAsync(account, @operator.OperatorGuid, "Used"));
        await app.BackDoor.SetAsync(used, "CreatedAt", new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await app.BackDoor.SetAsync(used, "LastUsed", new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero));

        var shown = await app.As(account).GetAsync($"/v4/ApiUser/{used.ApiUserGuid}");

        Assert.Equal("Used", shown.Text("LastUsedStatus"));
        Assert.Equal("2021-01-01T00:00:00", shown.Text("LastUsedDate"));
    }

    [Theory]
    [InlineData("Generic")]
    [InlineData("MobileApp")]
    [InlineData("TransactionRecorder")]
    [InlineData("Grafana")]
    public async Task The_type_is_shown_by_its_name(string type)
    {
        var (_, account) = await NewAsync();
        await app.BackDoor.SetAsync(account, "Type", type);

        var shown = await app.As(account).GetAsync($"/v4/ApiUser/{account.ApiUserGuid}");

        Assert.Equal(type, shown.Text("ApiAccessType"));
    }

    [Fact]
    public async Task Paths_are_read_in_any_letter_case_and_with_a_slash_at_the_end()
    {
        var (_, account) = await NewAsync();
        string[] paths =
        [
            "/V4/APIUSER", "/v4/apiuser/", $"/v4/apiuser/{account.ApiUserGuid.ToUpperInvariant()}", $"/v4/ApiUser/{account.ApiUserGuid}/",
            $"/v4/apiuser/operator/{account.OperatorGuid}", $"/v4/ApiUser/Operator/{account.OperatorGuid}/", "/v4/ApiUser?nothing=here",
        ];

        foreach (var path in paths) (await app.As(account).GetAsync(path)).Is(HttpStatusCode.OK);
    }

    private static string Body(string operatorGuid, string description) =>
        $$"""{"OperatorGuid":"{{operatorGuid}}","Description":"{{description}}"}""";

    private static IEnumerable<string?> UserNames(Answer list) =>
        list.Json.EnumerateArray().Select(apiUser => apiUser.GetProperty("UserName").GetString());

    private static DateTime Time(string text) => DateTime.ParseExact(
        text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static RegisteredAccount Registered(Answer created) =>
        new(created.Text("UserName"), created.Text("Password"), created.Text("ApiUserGuid"), created.Text("OperatorGuid"));

    /// <summary>The administrator of a partner of its own, and an API account of it.</summary>
    private async Task<(SeededOperator Operator, RegisteredAccount Account)> NewAsync()
    {
        var @operator = await app.BackDoor.NewPartnerAsync();
        return (@operator, await app.RegisterAsync(@operator));
    }

    private async Task<Answer> CreateAsync(RegisteredAccount account, string operatorGuid, string description) =>
        (await app.As(account).PostJsonAsync("/v4/ApiUser", Body(operatorGuid, description))).Is(HttpStatusCode.Created);
}
