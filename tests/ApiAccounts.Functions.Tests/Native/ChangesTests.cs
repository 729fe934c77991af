using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>Additions and deletions that are saved together.</summary>
[Collection<NativeApp>]
public sealed class ChangesTests(AppFixture fixture) : NativeTest(fixture)
{
    private string Path => ApiUsersOfManager + "/changes";

    [Fact]
    public async Task Additions_and_deletions_are_saved_together()
    {
        var (one, two) = (await App.RegisterAsync(), await App.RegisterAsync());

        var answer = await Api.PostJsonAsync(Path, $$"""
            {"add":[{"description":"first","type":"Grafana","expiresAt":"2999-01-01T00:00:00Z"},{"description":"second"}],
             "delete":["{{one.ApiUserGuid}}","{{two.ApiUserGuid}}"]}
            """);

        answer.Is(HttpStatusCode.OK);
        Assert.Equal(["added", "deleted"], Answer.Names(answer.Json));
        Assert.Equal([one.ApiUserGuid, two.ApiUserGuid], answer.Json.GetProperty("deleted").EnumerateArray().Select(id => id.GetString()!));
        var added = answer.Json.GetProperty("added").EnumerateArray().ToList();
        Assert.Equal(["first", "second"], added.Select(item => item.GetProperty("description").GetString()!));
        Assert.Equal(["Grafana", "Generic"], added.Select(item => item.GetProperty("type").GetString()!));
        foreach (var item in added)
        {
            var (name, secret) = (item.GetProperty("userName").GetString()!, item.GetProperty("secret").GetString()!);
            (await App.Anonymous.With(name, secret).GetAsync("/verify")).Is(HttpStatusCode.OK);
        }
        var ids = await IdsAsync();
        Assert.Empty(added.Select(item => item.GetProperty("apiUserId").GetString()!).Except(ids));
        Assert.DoesNotContain(one.ApiUserGuid, ids);
        Assert.DoesNotContain(two.ApiUserGuid, ids);
    }

    [Fact]
    public async Task There_may_be_49_changes_and_no_more()
    {
        string Adding(int count) => $$"""{"add":[{{string.Join(',', Enumerable.Repeat("""{"description":"one of many"}""", count))}}]}""";

        Assert.Equal(49, (await Api.PostJsonAsync(Path, Adding(49))).Is(HttpStatusCode.OK).Json.GetProperty("added").GetArrayLength());
        Assert.Equal(
            new Problem("invalid_value", null, "There must be between 1 and 49 changes; there are 50."),
            Problem.Of(await Api.PostJsonAsync(Path, Adding(50)), HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("{}", "invalid_value", null)]
    [InlineData("""{"add":[],"delete":null}""", "invalid_value", null)]
    [InlineData("""{"add":{}}""", "malformed_request", "$.add")]
    [InlineData("""{"add":[null]}""", "malformed_request", "$.add[0]")]
    [InlineData("""{"add":[{"description":"x"},{}]}""", "malformed_request", "$.add[1].description")]
    [InlineData("""{"add":[{"description":"x","name":"y"}]}""", "malformed_request", "$.add[0].name")]
    [InlineData("""{"add":[{"description":"x","type":"Robot"}]}""", "invalid_value", "$.add[0].type")]
    [InlineData("""{"add":[{"description":"x"},{"description":"\u0000"}]}""", "invalid_value", "add[1].description")]
    [InlineData("""{"add":[{"description":"x","expiresAt":"2020-01-01T00:00:00Z"}]}""", "invalid_value", "add[0].expiresAt")]
    [InlineData("""{"delete":["nonsense"]}""", "malformed_request", "$.delete[0]")]
    [InlineData("""{"delete":[null]}""", "malformed_request", "$.delete[0]")]
    [InlineData("""{"change":[]}""", "malformed_request", "$.change")]
    public async Task What_cannot_be_saved_is_told_by_its_place(string body, string code, string? target)
    {
        var before = await IdsAsync();

        var problem = Problem.Of(await Api.PostJsonAsync(Path, body), HttpStatusCode.BadRequest);

        Assert.Equal((code, target), (problem.Code, problem.Target));
        Assert.Equal(before, await IdsAsync());
    }

    [Fact]
    public async Task An_API_user_may_be_there_once_and_has_to_be_the_operators()
    {
        var (own, colleague, stranger) = (await App.RegisterAsync(), await ColleagueAsync(), await StrangerAsync());

        Assert.Equal(
            new Problem("invalid_value", "delete[1]", $"The API user {own.ApiUserGuid} occurs twice."),
            Problem.Of(await DeleteAsync(own.ApiUserGuid, own.ApiUserGuid), HttpStatusCode.BadRequest));
        Assert.Equal(
            new Problem("invalid_value", "delete[1]", $"The API user {colleague.ApiUserGuid} belongs to another operator."),
            Problem.Of(await DeleteAsync(own.ApiUserGuid, colleague.ApiUserGuid), HttpStatusCode.BadRequest));
        Assert.Equal(
            new Problem("not_found", "delete[1]", $"There is no such API user as {stranger.ApiUserGuid}."),
            Problem.Of(await DeleteAsync(own.ApiUserGuid, stranger.ApiUserGuid), HttpStatusCode.NotFound));
        Assert.Contains(own.ApiUserGuid, await IdsAsync());
        (await App.As(stranger).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nothing_is_saved_when_one_to_be_deleted_is_gone()
    {
        var (gone, stays) = (await App.RegisterAsync(), await App.RegisterAsync());
        (await Api.DeleteAsync($"/api/v1/api-users/{gone.ApiUserGuid}")).Is(HttpStatusCode.NoContent);
        var before = await IdsAsync();

        var answer = await Api.PostJsonAsync(
            Path, $$"""{"add":[{"description":"x"}],"delete":["{{stays.ApiUserGuid}}","{{gone.ApiUserGuid}}"]}""");

        Assert.Equal(
            new Problem("api_user_gone", "delete[1]", $"Nothing was saved, because the API user {gone.ApiUserGuid} does not exist."),
            Problem.Of(answer, HttpStatusCode.Conflict));
        Assert.Equal(before, await IdsAsync());
    }

    [Fact]
    public async Task All_or_none_is_saved_while_one_is_deleted_at_the_same_time()
    {
        var outcomes = new HashSet<(HttpStatusCode Saved, HttpStatusCode Deleted)>();
        for (var round = 0; round < 12; round++)
        {
            var (contested, other) = (await App.RegisterAsync(), await App.RegisterAsync());
            var before = (await IdsAsync()).ToHashSet();
            var body =
                $$"""{"add":[{"description":"x"},{"description":"y"}],"delete":["{{other.ApiUserGuid}}","{{contested.ApiUserGuid}}"]}""";

            var saving = Api.PostJsonAsync(Path, body);
            var deleting = Api.DeleteAsync($"/api/v1/api-users/{contested.ApiUserGuid}");
            var (saved, deleted) = (await saving, await deleting);

            var after = (await IdsAsync()).ToHashSet();
            Assert.DoesNotContain(contested.ApiUserGuid, after);
            if (saved.Status == HttpStatusCode.OK) Assert.Equal((before.Count, false), (after.Count, after.Contains(other.ApiUserGuid)));
            else Assert.Equal((before.Count - 1, true), (after.Count, after.Contains(other.ApiUserGuid)));
            outcomes.Add((saved.Status, deleted.Status));
        }
        Assert.Empty(outcomes.Except([(HttpStatusCode.OK, HttpStatusCode.NotFound), (HttpStatusCode.Conflict, HttpStatusCode.NoContent)]));
    }

    private Task<Answer> DeleteAsync(params string[] ids) =>
        Api.PostJsonAsync(Path, $$"""{"delete":[{{string.Join(',', ids.Select(id => $"\"{id}\""))}}]}""");
}
