using System.Text;
using ApiAccounts.Functions.Tests.Native;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Answers;

/// <summary>What clients send in more than one form: bodies with a byte order mark, times, Basic credentials in Latin-1.</summary>
[Collection<NativeApp>]
public sealed class RequestFormTests(AppFixture fixture) : NativeTest(fixture)
{
    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    [Theory]
    [InlineData("POST", "/v4/ApiUser", """{"OperatorGuid":"OPERATOR","Description":"Marked"}""", 201)]
    [InlineData("POST", "/v4/OperatorGroup", """{"Description":"Marked 1"}""", 201)]
    [InlineData("POST", "/api/v1/groups", """{"name":"Marked 2"}""", 201)]
    [InlineData("POST", "/api/v1/users/bulk-delete", "{[4000000000]}", 409)]
    [InlineData("POST", "/api/v1/users/bulk-delete", "[4000000000]", 409)]
    [InlineData("POST", "/api/v1/operators/OPERATOR/api-users", """{"description":"Marked"}""", 201)]
    [InlineData("POST", "/api/v1/api-users/APIUSER/rotate", """{"overlapDays":1}""", 200)]
    [InlineData("POST", "/api/v1/roles", """{"name":"Marked","description":"","apiOnly":false,"permissions":["readAudit"]}""", 201)]
    [InlineData("POST", "/userservice/management/v1/users/admin@demo.example/roles/create.json", "[]", 200)]
    public async Task A_byte_order_mark_before_a_body_is_skipped(string method, string path, string body, int status)
    {
        var other = await App.RegisterAsync();
        var place = path.Replace("OPERATOR", Manager.OperatorGuid, StringComparison.Ordinal)
            .Replace("APIUSER", other.ApiUserGuid, StringComparison.Ordinal);
        var json = Encoding.UTF8.GetBytes(body.Replace("OPERATOR", Manager.OperatorGuid, StringComparison.Ordinal));
        using var marked = ApiClient.Json([.. Mark, .. json]);
        using var plain = ApiClient.Json(json);

        var answer = await Api.SendAsync(new(method), place, marked);

        Assert.Equal(status, (int)answer.Status);
        if (status >= 400) Assert.Equal((await Api.SendAsync(new(method), place, plain)).Body, answer.Body);
    }

    [Fact]
    public async Task A_byte_order_mark_before_a_form_is_skipped()
    {
        byte[] form = [.. Mark, .. "grant_type=client_credentials"u8];
        using var content = new ByteArrayContent(form);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");

        (await Api.SendAsync(HttpMethod.Post, "/oauth/token", content)).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("2040-11-22t10:15:30z", "2040-11-22T10:15:30Z")]
    [InlineData("2040-11-22T10:15:30+00:00", "2040-11-22T10:15:30Z")]
    [InlineData("2040-11-22T10:15:30.123456789+01:00", "2040-11-22T09:15:30.1234567Z")]
    [InlineData("2040-11-22T10:15:30.5Z", "2040-11-22T10:15:30.5Z")]
    public async Task A_time_of_RFC_3339_is_read(string text, string expected)
    {
        var made = await Api.PostJsonAsync(ApiUsersOfManager, $$"""{"description":"Timed","expiresAt":"{{text}}"}""");

        Assert.Equal(expected, made.Is(HttpStatusCode.Created).Text("expiresAt"));
    }

    [Theory]
    [InlineData("\"2040-11-22T10:15:30\"")]
    [InlineData("\"2040-11-22\"")]
    [InlineData("\"tomorrow\"")]
    [InlineData("7")]
    public async Task A_time_without_a_zone_is_told_what_it_must_be(string json)
    {
        var answer = await Api.PostJsonAsync(ApiUsersOfManager, $$"""{"description":"Timed","expiresAt":{{json}}}""");

        var problem = Problem.Of(answer, HttpStatusCode.BadRequest);
        Assert.Equal(("malformed_request", "$.expiresAt"), (problem.Code, problem.Target));
        Assert.StartsWith(
            "The value of $.expiresAt must be a time with its zone, such as 2026-11-22T10:15:30Z or 2026-11-22T11:15:30+01:00",
            problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=2026-11-22T10:15:30+01:00")]
    [InlineData("?from=2026-11-22T10:15:30%2B01:00&before=2040-11-22t10:15:30.123456789z")]
    public async Task A_time_in_a_query_is_read(string query) => (await Api.GetAsync("/api/v1/audit" + query)).Is(HttpStatusCode.OK);

    [Fact]
    public async Task Basic_credentials_that_are_not_UTF_8_are_read_as_Latin_1()
    {
        var @operator = await App.BackDoor.NewOperatorAsync(
            userName: "sch\u00e4fer@demo.example", password: "Gr\u00fc\u00dfe-an-Horse-42x");
        var credentials = $"{@operator.UserName}:{@operator.Password}";
        foreach (var encoding in new[] { Encoding.Latin1, Encoding.UTF8 })
        {
            var header = "Basic " + Convert.ToBase64String(encoding.GetBytes(credentials));
            (await App.Anonymous.WithAuthorization(header).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        }
        var wrong = "Basic " + Convert.ToBase64String(Encoding.Latin1.GetBytes(credentials + "\u00e4"));
        (await App.Anonymous.WithAuthorization(wrong).PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_password_signs_in_in_either_form_of_Unicode()
    {
        var @operator = await App.BackDoor.NewOperatorAsync(password: "Gr\u00fcn-Horse-42x");
        foreach (var password in new[] { "Gr\u00fcn-Horse-42x", "Gru\u0308n-Horse-42x" })
            (await App.AsOperator(@operator.UserName, password).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        (await App.AsOperator(@operator.UserName, "Grun-Horse-42x").PostAsync("/v4/Register")).Is(HttpStatusCode.Unauthorized);
    }
}
