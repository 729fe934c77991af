using System.Text;
using ApiAccounts.Functions.Tests.Running;
using Azure.Data.Tables;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>The header <c>Idempotency-Key</c>: a repeated request gets its first answer, and does nothing.</summary>
[Collection<NativeApp>]
public sealed class IdempotencyTests(AppFixture fixture) : NativeTest(fixture)
{
    private static int last;

    private readonly string key = $"\"key-{Interlocked.Increment(ref last)}-{Guid.NewGuid()}\"";

    [Fact]
    public async Task A_second_rotation_with_the_same_key_answers_the_same_secret()
    {
        var account = await App.RegisterAsync();
        var path = $"/api/v1/api-users/{account.ApiUserGuid}/rotate";

        var first = (await SendAsync(Api, path, """{"overlapDays":1}""", key)).Is(HttpStatusCode.OK);
        var second = (await SendAsync(Api, path, """{"overlapDays":1}""", key)).Is(HttpStatusCode.OK);
        Assert.Equal((first.Body, first.Header("Content-Type")), (second.Body, second.Header("Content-Type")));
        Assert.Equal("apiacc_", first.Text("secret")[..7]);
        var renewed = App.Anonymous.With(account.UserName, second.Text("secret"));
        (await renewed.GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK); // the previous secret: it was rotated once

        var another = (await SendAsync(Api, path, """{"overlapDays":1}""", key[..^1] + "x\"")).Is(HttpStatusCode.OK);
        Assert.NotEqual(first.Text("secret"), another.Text("secret"));
    }

    [Theory]
    [InlineData("/v4/ApiUser", """{"OperatorGuid":"OPERATOR","Description":"Once NEW"}""", 201)]
    [InlineData("/v4/Operator", """{"FullName":"Once NEW","Email":"once-NEW@demo.example","Password":"Battery-Staple-7"}""", 201)]
    [InlineData("/v4/OperatorGroup", """{"Description":"Once NEW"}""", 201)]
    [InlineData("/api/v1/groups", """{"name":"Once again NEW"}""", 201)]
    [InlineData("/api/v1/users",
        """{"username":"once-again-NEW@demo.example","firstName":"A","lastName":"B","email":"a@demo.example","status":"ACTIVE"}""",
        201)]
    [InlineData("/v1/groups", """{"name":"Once more NEW"}""", 201)]
    [InlineData("/api/v1/operators/OPERATOR/api-users", """{"description":"Once NEW"}""", 201)]
    [InlineData("/api/v1/operators/OPERATOR/api-users/changes", """{"add":[{"description":"Once NEW"}]}""", 200)]
    [InlineData("/api/v1/roles", """{"name":"Once NEW","description":"","apiOnly":false,"permissions":["readAudit"]}""", 201)]
    public async Task A_POST_that_creates_creates_once(string path, string body, int status)
    {
        var place = path.Replace("OPERATOR", Manager.OperatorGuid, StringComparison.Ordinal);
        var json = body.Replace("OPERATOR", Manager.OperatorGuid, StringComparison.Ordinal)
            .Replace("NEW", key[^10..^1], StringComparison.Ordinal);

        var first = await SendAsync(Api, place, json, key);
        var second = await SendAsync(Api, place, json, key);

        Assert.True((int)first.Status == status, first.ToString());
        Assert.Equal(
            (first.Status, first.Body, first.Header("Location"), first.Header("Content-Type")),
            (second.Status, second.Body, second.Header("Location"), second.Header("Content-Type")));
    }

    [Fact]
    public async Task A_registration_with_the_same_key_answers_the_same_API_user()
    {
        var first = (await SendAsync(App.Administrator, "/v4/Register", null, key)).Is(HttpStatusCode.Created);
        var second = (await SendAsync(App.Administrator, "/v4/Register", null, key.Trim('"'))).Is(HttpStatusCode.Created);

        Assert.Equal(first.Body, second.Body);
        var third = (await App.Administrator.PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        Assert.NotEqual(first.Text("UserName"), third.Text("UserName"));
    }

    [Fact]
    public async Task A_key_of_another_request_is_a_conflict_that_changes_nothing()
    {
        (await SendAsync(Api, ApiUsersOfManager, """{"description":"One"}""", key)).Is(HttpStatusCode.Created);
        var before = await IdsAsync();

        var otherBody = await SendAsync(Api, ApiUsersOfManager, """{"description":"Two"}""", key);
        Assert.Equal("idempotency_key_reused", Problem.Of(otherBody, HttpStatusCode.Conflict).Code);
        var otherPath = await SendAsync(Api, ApiUsersOfManager + "?x=1", """{"description":"One"}""", key);
        Assert.Equal("idempotency_key_reused", Problem.Of(otherPath, HttpStatusCode.Conflict).Code);
        Assert.Equal(before, await IdsAsync());
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller()
    {
        var other = await App.RegisterAsync();
        var first = (await SendAsync(Api, ApiUsersOfManager, """{"description":"One"}""", key)).Is(HttpStatusCode.Created);
        var second = (await SendAsync(App.As(other), ApiUsersOfManager, """{"description":"One"}""", key)).Is(HttpStatusCode.Created);

        Assert.NotEqual(first.Text("secret"), second.Text("secret"));
        (await SendAsync(App.Anonymous, ApiUsersOfManager, """{"description":"One"}""", key)).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Of_twenty_requests_at_once_one_creates()
    {
        var before = (await IdsAsync()).Count();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => SendAsync(Api, ApiUsersOfManager, """{"description":"At once"}""", key)));

        var created = answers.Where(answer => answer.Status == HttpStatusCode.Created).Select(answer => answer.Body).Distinct();
        Assert.Single(created);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.Created), answer =>
            Assert.Equal("idempotency_key_in_use", Problem.Of(answer, HttpStatusCode.Conflict).Code));
        Assert.Equal(before + 1, (await IdsAsync()).Count());
    }

    [Fact]
    public async Task A_refused_request_may_be_tried_again_with_the_same_key()
    {
        (await SendAsync(Api, ApiUsersOfManager, """{"description":7}""", key)).Is(HttpStatusCode.BadRequest);
        (await SendAsync(Api, ApiUsersOfManager, """{"description":"Corrected"}""", key)).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"\"")]
    [InlineData("two words")]
    [InlineData("\"a\"b\"")]
    public async Task A_malformed_key_is_a_400(string malformed)
    {
        var problem = Problem.Of(
            await SendAsync(Api, ApiUsersOfManager, """{"description":"One"}""", malformed), HttpStatusCode.BadRequest);
        Assert.Equal(("malformed_request", "Idempotency-Key"), (problem.Code, problem.Target));
        problem = Problem.Of(
            await SendAsync(Api, ApiUsersOfManager, """{"description":"One"}""", new string('k', 256)), HttpStatusCode.BadRequest);
        Assert.Equal("malformed_request", problem.Code);
    }

    [Fact]
    public async Task No_secret_is_stored_in_the_clear()
    {
        var made = (await SendAsync(Api, ApiUsersOfManager, """{"description":"Hidden"}""", key)).Is(HttpStatusCode.Created);
        var changes = App.BackDoor.Get<TableServiceClient>().GetTableClient("Changes");
        var rows = await changes.QueryAsync<TableEntity>(row => row.PartitionKey.CompareTo("idempotency") >= 0).ToListAsync();

        Assert.Contains(rows, row => row.GetBinary("Answer") is { Length: > 0 });
        foreach (var value in rows.SelectMany(row => row.Select(property => property.Value)).OfType<object>())
        {
            var text = value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value.ToString()!;
            Assert.DoesNotContain(made.Text("secret"), text, StringComparison.Ordinal);
            Assert.DoesNotContain("Hidden", text, StringComparison.Ordinal);
        }
    }

    private static async Task<Answer> SendAsync(ApiClient caller, string path, string? json, string idempotencyKey)
    {
        using var content = json is null ? null : Json(json);
        return await caller.SendAsync(HttpMethod.Post, path, content, ("Idempotency-Key", idempotencyKey));
    }
}
