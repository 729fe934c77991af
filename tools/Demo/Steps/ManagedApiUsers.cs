using System.Text.Json;
using ApiAccounts.Tools.Demo.Wire;

namespace ApiAccounts.Tools.Demo.Steps;

/// <summary>Two API users of one operator, as a client of the routes under /api/v1 has them.</summary>
/// <param name="operatorGuid">Their operator, which is the manager's too.</param>
/// <param name="caller">An API user that has made many calls.</param>
internal sealed class ManagedApiUsers(
    Stage stage, Registrations registrations, Credentials manager, string operatorGuid, Credentials caller)
{
    private readonly string changes = $"/api/v1/operators/{operatorGuid}/api-users/changes";
    private readonly List<AddedApiUser> added = [];

    public async Task PlayAsync()
    {
        stage.Begin("Add two API users in one change");
        await AddTwoAsync();

        stage.Begin("See them in the overview, the busiest first");
        await OverviewAsync();

        stage.Begin("Rotate a secret: the old one works for another day, and the API user shows that it is still used");
        await RotateAsync(added[0]);

        stage.Begin("Report what a gateway counted, twice with the same batchId: it counts once");
        await ReportTwiceAsync(added[1]);
    }

    public async Task DeleteAsync()
    {
        stage.Begin("Delete the two in one change");
        var deletions = $$"""{"delete":[{{string.Join(',', added.Select(apiUser => $"\"{apiUser.Id}\""))}}]}""";
        (await stage.ShowAsync(HttpMethod.Post, changes, manager, deletions)).MustBe(200);
        (await stage.ShowAsync(HttpMethod.Get, "/verify", added[1].Credentials)).MustBe(401);
    }

    private async Task AddTwoAsync()
    {
        const string Additions = """{"add":[{"description":"Nightly export"},{"description":"Dashboard","type":"Grafana"}]}""";
        var answer = (await stage.ShowAsync(HttpMethod.Post, changes, manager, Additions)).MustBe(200);
        foreach (var item in answer.Json.GetProperty("added").EnumerateArray())
        {
            var credentials = new Credentials(item.GetProperty("userName").GetString()!, item.GetProperty("secret").GetString()!);
            added.Add(new(item.GetProperty("apiUserId").GetString()!, registrations.Remember(credentials)));
        }
        if (added.Count != 2) throw new ToolException($"{added.Count} API users were added instead of 2.");
    }

    private async Task OverviewAsync()
    {
        const string Path = "/api/v1/api-users?sortBy=requestsLast30Days&descending=true&pageSize=100";
        var overview = (await stage.SendAsync(HttpMethod.Get, Path, manager)).MustBe(200).Json;
        stage.Print($"GET {Path}\n   200, as of {overview.GetProperty("asOf")}:");
        var busiest = overview.GetProperty("list").EnumerateArray().ToList();
        foreach (var item in busiest.Take(4))
            stage.Print($"{item.GetProperty("userName")}  {item.GetProperty("requestsLast30Days"),6}  {item.GetProperty("description")}");
        if (!busiest.Any(item => item.GetProperty("userName").GetString() == caller.UserName))
            throw new ToolException("The caller is not in the overview.");
        if (busiest.Zip(busiest.Skip(1)).Any(pair => RequestsOf(pair.First) < RequestsOf(pair.Second)))
            throw new ToolException("The overview is not in order.");
    }

    private async Task RotateAsync(AddedApiUser export)
    {
        var path = $"/api/v1/api-users/{export.Id}";
        var rotated = (await stage.ShowAsync(HttpMethod.Post, path + "/rotate", manager, """{"overlapDays":1}""")).MustBe(200).Json;
        var renewed = registrations.Remember(export.Credentials with { Password = rotated.GetProperty("secret").GetString()! });
        (await stage.ShowAsync(HttpMethod.Get, "/verify", renewed)).MustBeVerified();
        (await stage.ShowAsync(HttpMethod.Get, "/verify", export.Credentials)).MustBeVerified();
        var shown = await stage.UntilAsync(
            path, manager, json => json.GetProperty("previousSecret").GetProperty("lastUsedAt").ValueKind == JsonValueKind.String);
        stage.Print($"the old secret: {shown.GetProperty("previousSecret")}");
    }

    private async Task ReportTwiceAsync(AddedApiUser dashboard)
    {
        const int Requests = 25;
        var ping = $$"""{"apiUserId":"{{dashboard.Id}}","at":"{{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}}","requests":{{Requests}}}""";
        var report = $$"""{"batchId":"{{Guid.NewGuid():N}}","pings":[{{ping}}]}""";
        for (var time = 0; time < 2; time++) (await stage.ShowAsync(HttpMethod.Post, "/api/v1/usage", manager, report)).MustBe(202);
        var path = $"/api/v1/api-users/{dashboard.Id}";
        await stage.UntilAsync(path, manager, json => RequestsOf(json) >= Requests);

        await stage.WaitForLateUsageAsync();
        var counted = RequestsOf((await stage.SendAsync(HttpMethod.Get, path, manager)).MustBe(200).Json);
        if (counted != Requests) throw new ToolException($"{counted} requests were counted instead of {Requests}.");
        stage.Print($"requestsLast30Days {counted}");
    }

    private static long RequestsOf(JsonElement apiUser) => apiUser.GetProperty("requestsLast30Days").GetInt64();

    private sealed record AddedApiUser(string Id, Credentials Credentials);
}
