using System.Text;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Uptrends;

/// <summary>What a body of <c>POST /v4/ApiUser</c> and <c>PUT /v4/ApiUser/{guid}</c> may be.</summary>
[Collection<UptrendsApp>]
public sealed class ApiUserBodyTests(AppFixture fixture)
{
    private const int MaxBody = 1_048_576;

    private readonly App app = fixture.App;

    public static TheoryData<string, string> BadBodies => new()
    {
        { "", "The body is not a JSON object of the right form" },
        { "   ", "The body is not a JSON object of the right form" },
        { "null", "The body must be a JSON object; it is null." },
        { "[]", "The body is not a JSON object of the right form" },
        { "[{\"OperatorGuid\":\"%\",\"Description\":\"d\"}]", "The body is not a JSON object of the right form" },
        { "\"text\"", "The body is not a JSON object of the right form" },
        { "17", "The body is not a JSON object of the right form" },
        { "true", "The body is not a JSON object of the right form" },
        { "OperatorGuid=%&Description=d", "The body is not a JSON object of the right form" },
        { "{", "The body is not a JSON object of the right form" },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"d\"", "The body is not a JSON object of the right form" },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"d\"} x", "The body is not a JSON object of the right form" },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"d\",}", "The body is not a JSON object of the right form" },
        { "{'OperatorGuid':'%','Description':'d'}", "The body is not a JSON object of the right form" },
        { "{/* */\"OperatorGuid\":\"%\",\"Description\":\"d\"}", "The body is not a JSON object of the right form" },
        { "{}", "OperatorGuid is missing." },
        { "{\"Description\":\"d\"}", "OperatorGuid is missing." },
        { "{\"OperatorGuid\":null,\"Description\":\"d\"}", "OperatorGuid is missing." },
        { "{\"OperatorGuid\":\"%\"}", "Description is missing." },
        { "{\"OperatorGuid\":\"%\",\"Description\":null}", "Description is missing." },
        { "{\"OperatorGuid\":\"%\",\"Description\":1}", "The value of $.Description is of the wrong type" },
        { "{\"OperatorGuid\":\"%\",\"Description\":true}", "The value of $.Description is of the wrong type" },
        { "{\"OperatorGuid\":\"%\",\"Description\":[\"d\"]}", "The value of $.Description is of the wrong type" },
        { "{\"OperatorGuid\":\"%\",\"Description\":{\"d\":1}}", "The value of $.Description is of the wrong type" },
        { "{\"OperatorGuid\":5,\"Description\":\"d\"}", "The value of $.OperatorGuid is of the wrong type" },
        { "{\"OperatorGuid\":{},\"Description\":\"d\"}", "The value of $.OperatorGuid is of the wrong type" },
        { "{\"OperatorGuid\":\"\",\"Description\":\"d\"}", "The GUID of the operator must have the form" },
        { "{\"OperatorGuid\":\"nonsense\",\"Description\":\"d\"}", "The GUID of the operator must have the form" },
        { "{\"OperatorGuid\":\"{%}\",\"Description\":\"d\"}", "The GUID of the operator must have the form" },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"\\ud800\"}", "The value of $.Description is of the wrong type" },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"\\udc00d\"}", "The value of $.Description is of the wrong type" },
        { "{\"OperatorGuid\":\"\\udfff\",\"Description\":\"d\"}", "The value of $.OperatorGuid is of the wrong type" },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"\\x\"}", "The value of $.Description is of the wrong type" },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"a\nb\"}", "The value of $.Description is of the wrong type" },
    };

    /// <summary>The beginning of a body, and bytes within a text that UTF-8 does not have.</summary>
    public static TheoryData<string, byte[]> NotUtf8 => new()
    {
        { "{\"OperatorGuid\":\"%\",\"Description\":\"", [0xFF] },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"", [0xC3, 0x28] },
        { "{\"OperatorGuid\":\"%\",\"Description\":\"", [0xED, 0xA0, 0x80] }, // a surrogate, written as UTF-8 never is
        { "{\"Description\":\"d\",\"OperatorGuid\":\"", [0xC0, 0x80] },
    };

    [Theory]
    [MemberData(nameof(BadBodies))]
    public async Task A_body_that_cannot_be_read_is_a_bad_request(string template, string message)
    {
        var account = await app.RegisterAsync();
        var body = Encoding.UTF8.GetBytes(template.Replace("%", account.OperatorGuid, StringComparison.Ordinal));

        foreach (var answer in await SendBothAsync(account, body))
        {
            answer.Is(HttpStatusCode.BadRequest);
            Assert.StartsWith(message, answer.UptrendsMessage, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", answer.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("ApiAccounts", answer.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(NotUtf8))]
    public async Task A_body_that_is_not_UTF_8_is_a_bad_request(string template, byte[] bytes)
    {
        var account = await app.RegisterAsync();
        var before = Encoding.UTF8.GetBytes(template.Replace("%", account.OperatorGuid, StringComparison.Ordinal));

        foreach (var answer in await SendBothAsync(account, [.. before, .. bytes, .. "\"}"u8]))
        {
            answer.Is(HttpStatusCode.BadRequest);
            Assert.Contains(" is of the wrong type", answer.UptrendsMessage, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_body_that_is_nested_too_deep_is_a_bad_request()
    {
        var account = await app.RegisterAsync();
        var nested = new string('[', 100_000) + new string(']', 100_000);
        var deep = $$"""{"OperatorGuid":"{{account.OperatorGuid}}","Description":"d","More":{{nested}}}""";

        foreach (var answer in await SendBothAsync(account, Encoding.UTF8.GetBytes(deep))) answer.Is(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_place()
    {
        var account = await app.RegisterAsync();
        var body = $$"""
            {
              "OperatorGuid": "{{account.OperatorGuid}}",
              "Description": 17
            }
            """;

        var answer = await app.As(account).PostJsonAsync("/v4/ApiUser", body);

        answer.Is(HttpStatusCode.BadRequest);
        Assert.Equal("The value of $.Description is of the wrong type (line 3, byte 20).", answer.UptrendsMessage);
    }

    [Theory]
    [InlineData("""{"OperatorGuid":"%","Description":"d","Unknown":{"a":[1,2,{"b":null}]},"ApiUserGuid":"mine"}""")]
    [InlineData("""{"Description":"d","OperatorGuid":"%"}""")]
    [InlineData("""{"operatorguid":"%","DESCRIPTION":"d"}""")]
    [InlineData("""{"OperatorGuid":"nonsense","OperatorGuid":"%","Description":"c","Description":"d"}""")]
    [InlineData("""{"\u004fperatorGuid":"%","Description":"\u0064"}""")]
    [InlineData(" \t\r\n{ \"OperatorGuid\" : \"%\" , \"Description\" : \"d\" } \r\n")]
    public async Task Members_come_in_any_order_and_case_and_unknown_ones_are_ignored(string template)
    {
        var account = await app.RegisterAsync();
        var body = template.Replace("%", account.OperatorGuid, StringComparison.Ordinal);

        var created = await app.As(account).PostJsonAsync("/v4/ApiUser", body);

        Assert.Equal("d", created.Is(HttpStatusCode.Created).Text("Description"));
        Assert.Equal(account.OperatorGuid, created.Text("OperatorGuid"));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("")]
    public async Task The_content_type_does_not_matter(string contentType)
    {
        var account = await app.RegisterAsync();
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body(account, "d")));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        (await app.As(account).SendAsync(HttpMethod.Post, "/v4/ApiUser", content)).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zürich ☂ 😀")]
    [InlineData("<script>alert(1)</script> ' OR 1 eq 1 --")]
    [InlineData("../../etc/passwd # ? / \\\\ %00")]
    public async Task A_description_is_kept_as_it_was_sent(string description)
    {
        var account = await app.RegisterAsync();
        var created = (await app.As(account).PostJsonAsync("/v4/ApiUser", Body(account, description))).Is(HttpStatusCode.Created);

        var shown = await app.As(account).GetAsync(created.Header("Location")!);

        Assert.Equal(description.Replace("\\\\", "\\", StringComparison.Ordinal), shown.Text("Description"));
    }

    [Fact]
    public async Task A_description_may_have_255_characters()
    {
        var account = await app.RegisterAsync();

        foreach (var answer in await SendBothAsync(account, Encoding.UTF8.GetBytes(Body(account, new('d', 255)))))
            Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.NoContent, answer.ToString());
        foreach (var answer in await SendBothAsync(account, Encoding.UTF8.GetBytes(Body(account, new('d', 256)))))
        {
            answer.Is(HttpStatusCode.Forbidden);
            Assert.Equal("The description must have at most 255 characters; it has 256.", answer.UptrendsMessage);
        }
    }

    [Theory]
    [InlineData("\\u0000", "U+0000 (a control character)")]
    [InlineData("\\n", "U+000A (a control character)")]
    [InlineData("\\u001b[31m", "U+001B (a control character)")]
    [InlineData("\\u009f", "U+009F (a control character)")]
    [InlineData("a\\u202eb", "U+202E (RIGHT-TO-LEFT OVERRIDE)")]
    [InlineData("a\\u200bb", "U+200B (ZERO WIDTH SPACE)")]
    public async Task A_description_must_not_have_unseen_characters(string escaped, string named)
    {
        var account = await app.RegisterAsync();

        foreach (var answer in await SendBothAsync(account, Encoding.UTF8.GetBytes(Body(account, escaped))))
        {
            answer.Is(HttpStatusCode.Forbidden);
            Assert.Equal($"The description must not contain {named}.", answer.UptrendsMessage);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_may_have_1_MiB_and_no_byte_more(bool isChunked)
    {
        var account = await app.RegisterAsync();

        (await SendAsync(MaxBody - 1)).Is(HttpStatusCode.Created);
        (await SendAsync(MaxBody)).Is(HttpStatusCode.Created);
        foreach (var size in (int[])[MaxBody + 1, 3 * MaxBody])
        {
            var refused = await SendAsync(size);
            refused.Is(HttpStatusCode.RequestEntityTooLarge);
            Assert.Equal("The body is larger than 1048576 bytes.", refused.UptrendsMessage);
        }

        Task<Answer> SendAsync(int size) => app.As(account).SendAsync(
            HttpMethod.Post,
            "/v4/ApiUser",
            ApiClient.Json(Encoding.UTF8.GetBytes(Body(account, "d").PadRight(size))),
            isChunked ? [("Transfer-Encoding", "chunked")] : []);
    }

    [Fact]
    public async Task A_refused_body_changes_nothing()
    {
        var partner = await app.BackDoor.NewPartnerAsync();
        var account = await app.RegisterAsync(partner);
        await SendBothAsync(account, "{"u8.ToArray());
        await SendBothAsync(account, Encoding.UTF8.GetBytes(Body(account, new('d', 256))));
        await SendBothAsync(account, Encoding.UTF8.GetBytes(Body(account, "d").PadRight(MaxBody + 1)));

        var list = await app.As(account).GetAsync("/v4/ApiUser");

        Assert.Equal("API", Assert.Single(list.Json.EnumerateArray()).GetProperty("Description").GetString());
    }

    private static string Body(RegisteredAccount account, string description) =>
        $$"""{"OperatorGuid":"{{account.OperatorGuid}}","Description":"{{description}}"}""";

    /// <summary>As the body of a create, and of an update of the account itself.</summary>
    private async Task<IEnumerable<Answer>> SendBothAsync(RegisteredAccount account, byte[] body) =>
    [
        await app.As(account).SendAsync(HttpMethod.Post, "/v4/ApiUser", ApiClient.Json(body)),
        await app.As(account).SendAsync(HttpMethod.Put, $"/v4/ApiUser/{account.ApiUserGuid}", ApiClient.Json(body)),
    ];
}
