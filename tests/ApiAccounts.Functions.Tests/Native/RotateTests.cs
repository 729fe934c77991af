using System.Globalization;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>A new secret, and the one before for as long as asked.</summary>
[Collection<NativeApp>]
public sealed class RotateTests(AppFixture fixture) : NativeTest(fixture)
{
    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("""{"overlapDays":0}""")]
    public async Task Without_overlap_the_secret_before_ends_at_once(string? body)
    {
        var account = await App.RegisterAsync();

        var rotated = (await RotateAsync(account, body)).Is(HttpStatusCode.OK);

        Assert.Equal("null", rotated.Json.GetProperty("previousSecret").GetRawText());
        Assert.Equal("invalid_credentials", Problem.Of(await App.As(account).GetAsync("/verify"), HttpStatusCode.Unauthorized).Code);
        (await App.Anonymous.With(account.UserName, rotated.Text("secret")).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task With_overlap_both_work_and_a_late_use_of_the_one_before_shows_everywhere()
    {
        var account = await App.RegisterAsync();
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Queue.DrainedAsync();
        var began = DateTimeOffset.UtcNow;

        var rotated = (await RotateAsync(account, """{"overlapDays":30}""")).Is(HttpStatusCode.OK);
        var renewed = account with { Password = rotated.Text("secret") };
        (await App.As(renewed).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Queue.DrainedAsync();

        var previous = (await ListedAsync(account.ApiUserGuid)).GetProperty("previousSecret");
        Assert.Equal(["endsAt", "lastUsedAt"], Answer.Names(previous));
        Assert.Equal("null", previous.GetProperty("lastUsedAt").GetRawText());
        Assert.Equal(rotated.Json.GetProperty("previousSecret").GetRawText(), previous.GetRawText());
        Assert.InRange(Time(previous.GetProperty("endsAt").GetString()!), began.AddDays(30), DateTimeOffset.UtcNow.AddDays(30));

        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Queue.DrainedAsync();

        var shown = (await Api.GetAsync($"/api/v1/api-users/{account.ApiUserGuid}")).Json;
        var late = shown.GetProperty("previousSecret").GetProperty("lastUsedAt").GetString()!;
        Assert.InRange(Time(late), began.AddSeconds(-1), DateTimeOffset.UtcNow);
        Assert.Equal(3, shown.GetProperty("requestsLast30Days").GetInt64());
        Assert.Equal(late, (await ListedAsync(account.ApiUserGuid)).GetProperty("previousSecret").GetProperty("lastUsedAt").GetString());
        var overview = (await Api.GetAsync($"/api/v1/api-users?search={account.UserName}"))
            .Is(HttpStatusCode.OK).Json.GetProperty("list")[0];
        Assert.Equal(late, overview.GetProperty("previousSecret").GetProperty("lastUsedAt").GetString());
    }

    [Fact]
    public async Task After_its_end_the_secret_before_works_no_more()
    {
        var account = await App.RegisterAsync();
        (await RotateAsync(account, """{"overlapDays":1}""")).Is(HttpStatusCode.OK);
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);

        await App.BackDoor.SetAsync(account, "PreviousSecretEndsAt", DateTimeOffset.UtcNow);

        Assert.Equal("invalid_credentials", Problem.Of(await App.As(account).GetAsync("/verify"), HttpStatusCode.Unauthorized).Code);
    }

    [Fact]
    public async Task Another_rotation_ends_the_one_from_before_and_forgets_its_use()
    {
        var first = await App.RegisterAsync();
        var second = first with { Password = (await RotateAsync(first, """{"overlapDays":30}""")).Is(HttpStatusCode.OK).Text("secret") };
        (await App.As(first).GetAsync("/verify")).Is(HttpStatusCode.OK);
        await Queue.DrainedAsync();
        // else it may be the same second
        await App.BackDoor.SetAsync(first, "PreviousSecretLastUsed", DateTimeOffset.UtcNow.AddMinutes(-1));

        var third = first with { Password = (await RotateAsync(first, """{"overlapDays":30}""")).Is(HttpStatusCode.OK).Text("secret") };

        Assert.Equal("invalid_credentials", Problem.Of(await App.As(first).GetAsync("/verify"), HttpStatusCode.Unauthorized).Code);
        Assert.Equal("null", (await ListedAsync(first.ApiUserGuid)).GetProperty("previousSecret").GetProperty("lastUsedAt").GetRawText());
        (await App.As(second).GetAsync("/verify")).Is(HttpStatusCode.OK);
        (await App.As(third).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"overlapDays":-1}""", "invalid_value", "overlapDays")]
    [InlineData("""{"overlapDays":31}""", "invalid_value", "overlapDays")]
    [InlineData("""{"overlapDays":1.5}""", "malformed_request", "$.overlapDays")]
    [InlineData("""{"overlapDays":"1"}""", "malformed_request", "$.overlapDays")]
    [InlineData("""{"overlapDays":null}""", "malformed_request", "$.overlapDays")]
    [InlineData("""{"days":1}""", "malformed_request", "$.days")]
    [InlineData("7", "malformed_request", "$")]
    public async Task What_the_overlap_may_be_is_said_and_nothing_is_rotated(string body, string code, string target)
    {
        var account = await App.RegisterAsync();

        var problem = Problem.Of(await RotateAsync(account, body), HttpStatusCode.BadRequest);

        Assert.Equal((code, target), (problem.Code, problem.Target));
        (await App.As(account).GetAsync("/verify")).Is(HttpStatusCode.OK);
    }

    private async Task<Answer> RotateAsync(RegisteredAccount account, string? body)
    {
        using var content = body is null ? null : Json(body);
        return await Api.SendAsync(HttpMethod.Post, $"/api/v1/api-users/{account.ApiUserGuid}/rotate", content);
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
