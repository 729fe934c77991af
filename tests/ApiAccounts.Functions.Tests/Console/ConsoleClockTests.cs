using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>How long a session of the console goes on.</summary>
[Collection<ConsoleApp>]
public sealed class ConsoleClockTests(ConsoleFixture fixture)
{
    private readonly App app = fixture.App;

    [Fact]
    public async Task A_session_that_is_used_goes_on_and_ends_when_it_is_not()
    {
        var session = await SignInAsync();

        for (var i = 0; i < 4; i++)
        {
            fixture.Step(TimeSpan.FromMinutes(26));
            (await session.GetAsync("/console/session")).Is(HttpStatusCode.OK);
        }
        fixture.Step(TimeSpan.FromMinutes(30));

        Assert.Equal("session_required", Problem.Of(await session.GetAsync("/console/session"), HttpStatusCode.Unauthorized).Code);
        (await session.GetAsync("/api/v1/api-users")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_idle_session_is_not_among_the_sessions()
    {
        var person = await app.BackDoor.NewOperatorAsync();
        await ConsoleClient.SignInAsync(app, person);
        fixture.Step(TimeSpan.FromMinutes(31));
        var session = await ConsoleClient.SignInAsync(app, person);

        var listed = (await session.GetAsync("/console/sessions")).Is(HttpStatusCode.OK).Json;

        Assert.True(Assert.Single(listed.EnumerateArray()).GetProperty("current").GetBoolean());
    }

    [Fact]
    public async Task A_session_ends_a_month_after_the_sign_in_however_much_it_is_used()
    {
        var session = await SignInAsync();
        var ends = (await session.GetAsync("/console/session")).Is(HttpStatusCode.OK).Json.GetProperty("expiresAt").GetDateTimeOffset();

        for (var used = TimeSpan.Zero; used < TimeSpan.FromMinutes(80); used += TimeSpan.FromMinutes(20))
        {
            fixture.Step(TimeSpan.FromMinutes(20));
            (await session.GetAsync("/console/session")).Is(HttpStatusCode.OK);
        }
        var later = (await session.GetAsync("/console/session")).Is(HttpStatusCode.OK).Json.GetProperty("expiresAt").GetDateTimeOffset();
        fixture.Step(TimeSpan.FromDays(30));

        Assert.Equal(ends, later);
        (await session.GetAsync("/console/session")).Is(HttpStatusCode.Unauthorized);
    }

    private async Task<ConsoleClient> SignInAsync() => await ConsoleClient.SignInAsync(app, await app.BackDoor.NewOperatorAsync());
}
