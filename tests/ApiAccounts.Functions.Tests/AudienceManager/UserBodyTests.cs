using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>Bodies that are not right, and what each is told.</summary>
[Collection<AudienceManagerApp>]
public sealed class UserBodyTests(AppFixture fixture) : AudienceTest(fixture)
{
    private const string Rest = "\"firstName\":\"Ada\",\"lastName\":\"Archer\",\"email\":\"a@b\"";

    [Theory]
    [InlineData("", "$", "The body is not a JSON object of the right form (line 1, byte 1).")]
    [InlineData("{", "$", "The body is not a JSON object of the right form (line 1, byte 2).")]
    [InlineData("null", "$", "The body must be a JSON object; it is null.")]
    [InlineData("[]", "$", "The body is not a JSON object of the right form (line 1, byte 2).")]
    [InlineData("{\n \"username\": 7}", "$.username", "The value of $.username is of the wrong type (line 2, byte 15).")]
    [InlineData("{\"username\":\"x\",\"isAdmin\":\"yes\"}", "$.isAdmin", "The value of $.isAdmin is of the wrong type (line 1, byte 32).")]
    [InlineData("{\"groups\":[1,-2]}", "$.groups[1]", "The value of $.groups[1] is of the wrong type (line 1, byte 16).")]
    [InlineData("{\"groups\":[null]}", "$.groups[0]", "The value of $.groups[0] is of the wrong type (line 1, byte 16).")]
    [InlineData("{\"groups\":7}", "$.groups", "The value of $.groups is of the wrong type (line 1, byte 12).")]
    [InlineData("{}", "$.username", "username is missing.")]
    [InlineData("{\"username\":null," + Rest + "}", "$.username", "username is missing.")]
    [InlineData("{\"username\":\"x\",\"lastName\":\"\",\"email\":\"a@b\"}", "$.firstName", "firstName is missing.")]
    [InlineData("{\"username\":\"x\",\"firstName\":\"a\",\"email\":\"a@b\"}", "$.lastName", "lastName is missing.")]
    [InlineData("{\"username\":\"x\",\"firstName\":\"a\",\"lastName\":\"\"}", "$.email", "email is missing.")]
    public async Task What_cannot_be_read_is_refused_with_its_place(string body, string target, string detail)
    {
        foreach (var answer in await BothAsync(body))
            Assert.Equal(new Problem("malformed_request", target, detail), Problem.Of(answer, HttpStatusCode.BadRequest));
    }

    [Theory]
    [InlineData("{\"username\":\"\"," + Rest + "}", "username", "The user name must not be empty.")]
    [InlineData("{\"username\":\" \\t \"," + Rest + "}", "username", "The user name must not be empty.")]
    [InlineData("{\"username\":\"a\\u0000b\"," + Rest + "}", "username", "The user name must not contain U+0000 (a control character).")]
    [InlineData("{\"username\":\"a:b\"," + Rest + "}", "username", "The user name must not contain a colon.")]
    [InlineData("{\"username\":\"a\uFF1Ab\"," + Rest + "}", "username", "The user name must not contain a colon.")]
    [InlineData("{\"username\":\"x\",\"firstName\":\" \",\"lastName\":\"\",\"email\":\"a@b\"}", "fullName",
        "The full name must not be empty.")]
    [InlineData("{\"username\":\"x\",\"firstName\":\"a\\nb\",\"lastName\":\"\",\"email\":\"a@b\"}", "fullName",
        "The full name must not contain U+000A (a control character).")]
    [InlineData("{\"username\":\"x\",\"firstName\":\"a\",\"lastName\":\"\",\"email\":\"ab\"}", "email",
        "The e-mail address must be a valid address of at most 254 characters.")]
    [InlineData("{\"username\":\"x\",\"firstName\":\"a\",\"lastName\":\"\",\"email\":\"a@b@c\"}", "email",
        "The e-mail address must be a valid address of at most 254 characters.")]
    [InlineData("{\"username\":\"x\",\"firstName\":\"a\",\"lastName\":\"\",\"email\":\"a\\r@b\"}", "email",
        "The e-mail address must not contain U+000D (a control character).")]
    [InlineData("{\"username\":\"x\"," + Rest + ",\"status\":\"active\"}", "$.status",
        "The status must be one of ACTIVE, INACTIVE, LOCKED.")]
    [InlineData("{\"username\":\"x\"," + Rest + ",\"status\":\"PENDING\"}", "$.status",
        "The status must be one of ACTIVE, INACTIVE, LOCKED.")]
    [InlineData("{\"username\":\"x\"," + Rest + ",\"title\":\"a\\u0007\"}", "title",
        "The title must not contain U+0007 (a control character).")]
    [InlineData("{\"username\":\"x\"," + Rest + ",\"phoneNumber\":\"a\\u0007\"}", "phoneNumber",
        "The phoneNumber must not contain U+0007 (a control character).")]
    [InlineData("{\"username\":\"x\"," + Rest + ",\"groups\":[999,4294967295,998]}", "groups",
        "These groups do not exist: 998, 999, 4294967295.")]
    public async Task A_value_that_is_not_allowed_is_refused(string body, string target, string detail)
    {
        foreach (var answer in await BothAsync(body))
            Assert.Equal(new Problem("invalid_value", target, detail), Problem.Of(answer, HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task What_is_as_long_as_it_may_be_is_taken_and_what_is_longer_is_not()
    {
        var unique = NewName();
        var domain = string.Join('.', new string('b', 63), new string('c', 63), new string('d', 61));
        var (name, email) = (unique + new string('n', 254 - unique.Length), $"{new string('e', 64)}@{domain}");
        var (first, last, detail) = (new string('f', 99), new string('l', 100), new string('t', 200));

        (await Api.PostJsonAsync("/api/v1/users", Whole(name, first, last, email, detail))).Is(HttpStatusCode.Created);

        foreach (var (body, target) in ((string, string)[])
        [
            (Whole(name + "n", first, last, email, detail), "username"), (Whole(name, first + "f", last, email, detail), "fullName"),
            (Whole(name, first, last, email + "b", detail), "email"), (Whole(name, first, last, email, detail + "t"), "title"),
        ])
            Assert.Equal(target, Problem.Of(await Api.PostJsonAsync("/api/v1/users", body), HttpStatusCode.BadRequest).Target);

        static string Whole(string name, string first, string last, string email, string title) =>
            $$"""{"username":"{{name}}","firstName":"{{first}}","lastName":"{{last}}","email":"{{email}}","title":"{{title}}"}""";
    }

    [Theory]
    [InlineData("userId", "1")]
    [InlineData("uid", "1")]
    [InlineData("pid", "1")]
    [InlineData("userId", "-1")]
    [InlineData("userId", "9007199254740993")]
    public async Task A_number_in_the_body_that_is_another_than_that_of_the_user_is_refused(string member, string number)
    {
        var user = Text(await NewUserAsync());
        Assert.Equal(
            new Problem("invalid_value", $"$.{member}", $"The {member} is not that of the user."),
            Problem.Of(await Api.PutJsonAsync($"/api/v1/users/{user}", Body("x", $$""","{{member}}":{{number}}""")),
                HttpStatusCode.BadRequest));
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused() =>
        Assert.Equal(
            "body_too_large",
            Problem.Of(await Api.PostJsonAsync("/api/v1/users", Body(new('x', 1024 * 1024))), HttpStatusCode.RequestEntityTooLarge).Code);

    /// <summary>As a create and as an update.</summary>
    private async Task<Answer[]> BothAsync(string body) =>
        [await Api.PostJsonAsync("/api/v1/users", body), await Api.PutJsonAsync($"/api/v1/users/{Text(await NewUserAsync())}", body)];
}
