using System.Globalization;
using ApiAccounts.Core.Kernel;
using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>Usage that gateways report, and the usage of an API user over time.</summary>
[Collection<NativeApp>]
public sealed class UsageRouteTests(AppFixture fixture) : NativeTest(fixture)
{
    private const string Path = "/api/v1/usage";

    [Fact]
    public async Task A_report_is_counted_in_the_hours_and_days_it_names()
    {
        var account = await App.RegisterAsync();
        var (today, yesterday) = (Hour(0), Hour(-24));

        var answer = await Api.PostJsonAsync(Path, Report(
            "by-hour", Ping(account, yesterday.AddMinutes(59), 40), Ping(account, today, 2), Ping(account, yesterday.AddMinutes(5), 100)));

        Assert.Equal("", answer.Is(HttpStatusCode.Accepted).Body);
        await Queue.DrainedAsync();
        var shown = await ListedAsync(account.ApiUserGuid);
        Assert.Equal(142, shown.GetProperty("requestsLast30Days").GetInt64());
        Assert.Equal($$"""{"status":"used","at":"{{Text(today)}}"}""", shown.GetProperty("lastUsed").GetRawText());

        var byHour = (await Api.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}/usage?by=hour")).Is(HttpStatusCode.OK);
        Assert.Equal(
            $$"""{"asOf":"{{byHour.Text("asOf")}}","apiUserId":"{{account.ApiUserGuid}}","by":"hour","total":142,"list":[{"at":"{{Text(yesterday)}}","requests":140},{"at":"{{Text(today)}}","requests":2}]}""",
            byHour.Body);
        foreach (var query in new[] { "?by=day", "" })
        {
            var byDay = (await Api.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}/usage{query}")).Is(HttpStatusCode.OK);
            Assert.Equal(
                $$"""{"asOf":"{{byDay.Text("asOf")}}","apiUserId":"{{account.ApiUserGuid}}","by":"day","total":142,"list":[{"at":"{{Text(Day(yesterday))}}","requests":140},{"at":"{{Text(Day(today))}}","requests":2}]}""",
                byDay.Body);
        }
    }

    [Theory]
    [InlineData("?by=week", "invalid_value", "by", "The span must be one of hour, day.")]
    [InlineData("?by=", "invalid_value", "by", "The span must be one of hour, day.")]
    [InlineData("?by=day&by=hour", "malformed_request", "by", "The query parameter by must occur once; it occurs 2 times.")]
    [InlineData("?per=day", "malformed_request", "per", "The query parameter is unknown; the route accepts by.")]
    public async Task Usage_is_by_hour_or_by_day(string query, string code, string target, string detail) => Assert.Equal(
        new Problem(code, target, detail),
        Problem.Of(await Api.GetAsync($"/api/v1/api-users/{Manager.ApiUserGuid}/usage{query}"), HttpStatusCode.BadRequest));

    [Fact]
    public async Task A_report_sent_again_counts_once()
    {
        var account = await App.RegisterAsync();
        var report = Report("sent-again", Ping(account, Hour(-1), 7, """{"429":2}"""), Ping(account, Hour(-3), 10));
        var reordered = Report("sent-again", Ping(account, Hour(-3), 10), Ping(account, Hour(-1), 7, """{"429":2}"""));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await Api.PostJsonAsync(Path, report)).Is(HttpStatusCode.Accepted)));
        await Queue.DrainedAsync();
        (await Api.PostJsonAsync(Path, reordered)).Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();

        Assert.Equal(17, (await ListedAsync(account.ApiUserGuid)).GetProperty("requestsLast30Days").GetInt64());
        (await Api.PostJsonAsync(Path, Report("another", Ping(account, Hour(-1), 7)))).Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();
        Assert.Equal(24, (await ListedAsync(account.ApiUserGuid)).GetProperty("requestsLast30Days").GetInt64());
    }

    [Fact]
    public async Task The_same_batchId_of_another_partner_is_another_report()
    {
        var (account, stranger) = (await App.RegisterAsync(), await StrangerAsync());

        (await Api.PostJsonAsync(Path, Report("shared-name", Ping(account, Hour(-1), 3)))).Is(HttpStatusCode.Accepted);
        (await App.As(stranger).PostJsonAsync(Path, Report("shared-name", Ping(stranger, Hour(-1), 5)))).Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();

        Assert.Equal(3, (await App.BackDoor.FindAsync(account))!.Usage.RequestsLast30Days(DateTimeOffset.UtcNow));
        Assert.Equal(6, (await App.BackDoor.FindAsync(stranger))!.Usage.RequestsLast30Days(DateTimeOffset.UtcNow)); // its own call is one
    }

    [Fact]
    public async Task The_same_batchId_of_two_gateways_of_a_partner_is_two_reports()
    {
        var (account, other) = (await App.RegisterAsync(), await App.RegisterAsync());

        (await Api.PostJsonAsync(Path, Report("two-gateways", Ping(account, Hour(-1), 3)))).Is(HttpStatusCode.Accepted);
        (await App.As(other).PostJsonAsync(Path, Report("two-gateways", Ping(account, Hour(-1), 5)))).Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();

        Assert.Equal(8, (await ListedAsync(account.ApiUserGuid)).GetProperty("requestsLast30Days").GetInt64());
    }

    [Fact]
    public async Task A_batchId_with_other_content_is_a_409_and_nothing_of_it_counts()
    {
        var (account, other) = (await App.RegisterAsync(), await App.RegisterAsync());
        var report = Report("reused", Ping(account, Hour(-1), 3));

        (await Api.PostJsonAsync(Path, report)).Is(HttpStatusCode.Accepted);
        foreach (var reused in new[] { Ping(account, Hour(-1), 4), Ping(account, Hour(-2), 3), Ping(other, Hour(-1), 3) })
        {
            Assert.Equal(
                new Problem("batch_id_reused", "batchId",
                    "The caller has sent another report with this batchId. Nothing of this one is counted."),
                Problem.Of(await Api.PostJsonAsync(Path, Report("reused", reused)), HttpStatusCode.Conflict));
        }
        (await Api.PostJsonAsync(Path, report)).Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();

        Assert.Equal(3, (await ListedAsync(account.ApiUserGuid)).GetProperty("requestsLast30Days").GetInt64());
        Assert.Equal(0, (await ListedAsync(other.ApiUserGuid)).GetProperty("requestsLast30Days").GetInt64());
    }

    [Fact]
    public async Task A_time_ahead_is_shown_as_now_at_most()
    {
        var account = await App.RegisterAsync();
        var ahead = DateTimeOffset.UtcNow.AddMinutes(4);

        (await Api.PostJsonAsync(Path, Report("ahead", Ping(account, ahead, 3)))).Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();

        var shown = (await ListedAsync(account.ApiUserGuid)).GetProperty("lastUsed").GetProperty("at").GetDateTimeOffset();
        Assert.InRange(shown, ahead.AddMinutes(-4).AddSeconds(-1), DateTimeOffset.UtcNow);
        var byHour = (await Api.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}/usage?by=hour")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(3, byHour.GetProperty("total").GetInt64());
        var hour = Assert.Single(byHour.GetProperty("list").EnumerateArray()).GetProperty("at").GetDateTimeOffset();
        Assert.InRange(hour, Hour(-1), Hour(0));
    }

    [Fact]
    public async Task A_report_of_more_than_a_message_holds_is_split_and_counts_once()
    {
        var account = await App.RegisterAsync();
        Assert.True(AccountId.TryParse(account.ApiUserGuid, out var id));
        var errors = $$"""{{{string.Join(',', Enumerable.Range(400, 15).Select(code => $"\"{code}\":1000000000"))}}}""";
        var gone = Enumerable.Range(0, 999).Select(_ => AccountId.New(AccountKind.ApiUser, id.Pid, id.UserId, id.Bucket).ToString());
        var report = Report(
            "many", [.. gone.Append(account.ApiUserGuid).Select(guid => Ping(account with { ApiUserGuid = guid }, Hour(-2), 11, errors))]);

        (await Api.PostJsonAsync(Path, report)).Is(HttpStatusCode.Accepted);
        (await Api.PostJsonAsync(Path, report)).Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();

        Assert.Equal(11, (await App.BackDoor.FindAsync(account))!.Usage.RequestsLast30Days(DateTimeOffset.UtcNow));
        Assert.Equal(0, await Queue.PoisonedAsync());
    }

    [Fact]
    public async Task A_flood_of_error_codes_costs_no_other_API_user_its_counts()
    {
        var gateway = await StrangerAsync();
        var neighbours = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => App.RegisterAsync()));
        var flood = Enumerable.Range(0, 96).Select(hour => Ping(
            gateway, Hour(-hour), 1,
            $$"""{{{string.Join(',', Enumerable.Range(100 * hour, 100).Select(code => $"\"{code}\":1000000000"))}}}"""));

        (await App.As(gateway).PostJsonAsync(Path, Report("flood", [.. flood]))).Is(HttpStatusCode.Accepted);
        (await Api.PostJsonAsync(Path, Report("neighbours", [.. neighbours.Select(one => Ping(one, Hour(-1), 20))])))
            .Is(HttpStatusCode.Accepted);
        await Queue.DrainedAsync();

        foreach (var one in neighbours)
            Assert.Equal(20, (await App.BackDoor.FindAsync(one))!.Usage.RequestsLast30Days(DateTimeOffset.UtcNow));
        var days = (await App.As(gateway).GetAsync("/rest/v1/stats/errors/last7days.json")).Is(HttpStatusCode.OK)
            .Json.GetProperty("result").EnumerateArray().ToList();
        Assert.Equal(9_600_000_000_000, days.Sum(day => day.GetProperty("total").GetInt64()));
        var ofYesterday = days[1].GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(101, ofYesterday.Count);
        Assert.Equal("""{"errorCode":"other","count":2300000000000}""", ofYesterday[^1].GetRawText());
    }

    public static TheoryData<string, string, string?> Wrong => new()
    {
        { "{}", "malformed_request", "$.batchId" },
        { """{"batchId":"b"}""", "malformed_request", "$.pings" },
        { """{"batchId":"b","pings":[]}""", "invalid_value", "pings" },
        { """{"batchId":"b","pings":[null]}""", "malformed_request", "$.pings[0]" },
        { """{"batchId":"b","pings":[{}]}""", "malformed_request", "$.pings[0].apiUserId" },
        { """{"batchId":"","pings":[ID]}""", "invalid_value", "batchId" },
        { """{"batchId":"a b","pings":[ID]}""", "invalid_value", "batchId" },
        { """{"batchId":"b\n","pings":[ID]}""", "invalid_value", "batchId" },
        { $$"""{"batchId":"{{new string('b', 65)}}","pings":[ID]}""", "invalid_value", "batchId" },
        { """{"batchId":"b","pings":[ID],"source":"recorder"}""", "malformed_request", "$.source" },
        { """{"batchId":"b","pings":[{"apiUserId":"x","at":"NOW","requests":1}]}""", "malformed_request", "$.pings[0].apiUserId" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","requests":1}]}""", "malformed_request", "$.pings[0].at" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW"}]}""", "malformed_request", "$.pings[0].requests" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":1,"user":"x"}]}""", "malformed_request", "$.pings[0].user" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":0}]}""", "invalid_value", "pings[0].requests" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":1000000001}]}""", "invalid_value", "pings[0].requests" },
        { """{"batchId":"b","pings":[ID,{"apiUserId":"OWN","at":"NOW","requests":1000000000}]}""", "invalid_value", "pings" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"AHEAD","requests":1}]}""", "invalid_value", "pings[0].at" },
        { """{"batchId":"b","pings":[ID,{"apiUserId":"OWN","at":"LONG","requests":1}]}""", "invalid_value", "pings[1].at" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":1,"errors":{"x":1}}]}""", "malformed_request",
            "$.pings[0].errors" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":1,"errors":{"429":1,"0429":1}}]}""", "malformed_request",
            "$.pings[0].errors" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":1,"errors":{"10000":1}}]}""", "invalid_value",
            "pings[0].errors" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":1,"errors":{"429":0}}]}""", "invalid_value",
            "pings[0].errors" },
        { """{"batchId":"b","pings":[{"apiUserId":"OWN","at":"NOW","requests":1,"errors":{"429":"1"}}]}""", "malformed_request",
            "$.pings[0].errors" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_counted_is_told_by_its_place_and_nothing_is(string body, string code, string? target)
    {
        var account = await App.RegisterAsync();
        var now = DateTimeOffset.UtcNow;
        var sent = body.Replace("ID", """{"apiUserId":"OWN","at":"NOW","requests":1}""", StringComparison.Ordinal)
            .Replace("OWN", account.ApiUserGuid, StringComparison.Ordinal)
            .Replace("NOW", Text(now), StringComparison.Ordinal)
            .Replace("AHEAD", Text(now.AddMinutes(6)), StringComparison.Ordinal)
            .Replace("LONG", Text(now.AddDays(-7).AddSeconds(-1)), StringComparison.Ordinal);

        var problem = Problem.Of(await Api.PostJsonAsync(Path, sent), HttpStatusCode.BadRequest);

        Assert.Equal(code, problem.Code);
        Assert.StartsWith(target!, problem.Target, StringComparison.Ordinal);
        await Queue.DrainedAsync();
        Assert.Null((await App.BackDoor.FindAsync(account))!.Usage.LastUsed);
    }

    [Fact]
    public async Task There_may_be_a_thousand_pings() => Assert.Equal(
        new Problem("invalid_value", "pings", "'pings' must contain between 1 and 1000 pings; it contains 1001."),
        Problem.Of(
            await Api.PostJsonAsync(
                Path, Report("too-many", [.. Enumerable.Repeat(Ping(Manager, Hour(-1), 1), 1_001)])), HttpStatusCode.BadRequest));

    [Fact]
    public async Task Another_partners_API_user_is_named_and_nothing_is_counted()
    {
        var (account, stranger) = (await App.RegisterAsync(), await StrangerAsync());

        var answer = await Api.PostJsonAsync(Path, Report("not-mine", Ping(account, Hour(-1), 1), Ping(stranger, Hour(-1), 1)));

        Assert.Equal(
            new Problem("not_found", "pings[1].apiUserId", $"There is no such API user as {stranger.ApiUserGuid}."),
            Problem.Of(answer, HttpStatusCode.NotFound));
        await Queue.DrainedAsync();
        Assert.Null((await App.BackDoor.FindAsync(account))!.Usage.LastUsed);
        Assert.Null((await App.BackDoor.FindAsync(stranger))!.Usage.LastUsed);
    }

    [Fact]
    public async Task Reporting_needs_the_right_to()
    {
        var @operator = await App.BackDoor.NewOperatorAsync();
        var gateway = await App.RegisterAsync(@operator);
        var report = Report("rights", Ping(gateway, Hour(-1), 1));

        Assert.Equal("forbidden", Problem.Of(await App.As(gateway).PostJsonAsync(Path, report), HttpStatusCode.Forbidden).Code);
        Assert.Equal("invalid_credentials", Problem.Of(await App.Anonymous.PostJsonAsync(Path, report), HttpStatusCode.Unauthorized).Code);

        await App.BackDoor.SetAsync(@operator, "Authorizations", "CreateIntegration");
        (await App.As(gateway).PostJsonAsync(Path, report)).Is(HttpStatusCode.Accepted);
    }

    private static string Report(string batchId, params string[] pings) =>
        $$"""{"batchId":"{{batchId}}","pings":[{{string.Join(',', pings)}}]}""";

    private static string Ping(RegisteredAccount account, DateTimeOffset at, int requests, string errors = "{}") =>
        $$"""{"apiUserId":"{{account.ApiUserGuid}}","at":"{{Text(at)}}","requests":{{requests}},"errors":{{errors}}}""";

    /// <summary>The beginning of an hour, counted from the running one.</summary>
    private static DateTimeOffset Hour(int number) => new UtcHour(UtcHour.Of(DateTimeOffset.UtcNow).Number + number).Start;

    private static DateTimeOffset Day(DateTimeOffset time) => new(time.UtcDateTime.Date, TimeSpan.Zero);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
