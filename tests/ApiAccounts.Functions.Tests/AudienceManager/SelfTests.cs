using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>What a user may do with itself.</summary>
[Collection<AudienceManagerApp>]
public sealed class SelfTests(AppFixture fixture) : AudienceTest(fixture)
{
    public static TheoryData<string, string> Spellings => new()
    {
        { "PUT", "/api/v1/users/self/update" },
        { "POST", "/api/v1/users/self/update/" },
        { "PUT", "/api/v1/self/update" },
        { "POST", "/api/v1/self/update/" },
        { "PUT", "/v1/users/self/update/" },
        { "POST", "/v1/users/self/update" },
        { "PUT", "/v1/self/update/" },
        { "POST", "/v1/self/update" },
    };

    [Theory]
    [InlineData("/api/v1/users/self")]
    [InlineData("/api/v1/users/self/")]
    [InlineData("/v1/users/self")]
    [InlineData("/v1/users/self/")]
    public async Task Every_user_reads_itself(string path)
    {
        var (user, caller) = await NewCallerAsync();
        var userId = Text(user.Id.UserId);
        Assert.Equal(
            $$"""{"pid":{{Pid}},"userId":{{userId}},"uid":{{userId}},"username":"{{user.UserName}}","status":"ACTIVE","firstName":"Test","lastName":"Operator","email":"someone@demo.example","title":null,"phoneNumber":null,"groups":[],"isAdmin":false}""",
            (await caller.GetAsync(path)).Is(HttpStatusCode.OK).Body);
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public async Task Every_user_changes_what_is_its_own_in_every_spelling(string method, string path)
    {
        var (user, caller) = await NewCallerAsync();
        using var body = ApiClient.Json(
            """{"firstName":"Grace","email":"grace@audience.example","title":"Admiral","phoneNumber":"1","username":"other","isAdmin":true,"groups":[999],"pid":9,"currentPassword":"Battery-Staple-7"}"""u8.ToArray());

        var answer = (await caller.SendAsync(new(method), path, body)).Is(HttpStatusCode.OK);

        var userId = Text(user.Id.UserId);
        Assert.Equal(
            $$"""{"pid":{{Pid}},"userId":{{userId}},"uid":{{userId}},"username":"{{user.UserName}}","status":"ACTIVE","firstName":"Grace","lastName":"Operator","email":"grace@audience.example","title":"Admiral","phoneNumber":"1","groups":[],"isAdmin":false}""",
            answer.Body);
        Assert.Equal(answer.Body, (await caller.GetAsync("/api/v1/users/self")).Body);
    }

    [Theory]
    [InlineData("""{"email":"none"}""", "email")]
    [InlineData("""{"status":"GONE"}""", "$.status")]
    [InlineData("""{"firstName":"","lastName":""}""", "fullName")]
    [InlineData("""{"title":7}""", "$.title")]
    [InlineData("7", "$")]
    public async Task What_is_not_right_is_refused(string body, string target)
    {
        var (_, caller) = await NewCallerAsync();
        Assert.Equal(target, Problem.Of(await caller.PutJsonAsync("/api/v1/users/self/update", body), HttpStatusCode.BadRequest).Target);
    }

    [Fact]
    public async Task A_user_may_lower_its_own_status_which_ends_what_it_holds()
    {
        var (user, caller) = await NewCallerAsync();
        Assert.Equal(
            "INACTIVE",
            (await caller.PutJsonAsync("/api/v1/users/self/update", """{"status":"INACTIVE"}""")).Is(HttpStatusCode.OK).Text("status"));
        (await caller.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.Forbidden);
        Assert.Equal("INACTIVE", await StatusOfAsync(Api, user.Id.UserId));
    }

    [Fact]
    public async Task The_last_administrator_stays_active()
    {
        Assert.Equal(
            "last_administrator", Problem.Of(
                await Api.PostJsonAsync("/api/v1/self/update", """{"status":"LOCKED"}"""), HttpStatusCode.Conflict).Code);
        (await Api.GetAsync("/api/v1/users/self")).Is(HttpStatusCode.OK);
    }
}
