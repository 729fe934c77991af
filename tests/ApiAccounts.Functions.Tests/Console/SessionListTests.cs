using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Console;

/// <summary>The lists of sessions, and their ends on another instance.</summary>
[Collection<TwoInstances>]
public sealed class SessionListTests(TwoApps apps)
{
    /// <summary>Longer than <c>Verification__MaxStaleness</c>, 1 s by default.</summary>
    private static readonly TimeSpan Staleness = TimeSpan.FromSeconds(1.1);

    private readonly App one = apps.One;
    private readonly App other = apps.Other;

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session_on_every_instance_within_a_second()
    {
        var person = await one.BackDoor.NewOperatorAsync();
        var (here, there) = (await ConsoleClient.SignInAsync(one, person), await ConsoleClient.SignInAsync(other, person));
        var tokens = await one.SignInAsync(person);
        (await there.GetAsync("/console/session")).Is(HttpStatusCode.OK);
        (await here.On(other).GetAsync("/console/session")).Is(HttpStatusCode.OK);
        (await other.Anonymous.WithToken(tokens.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.OK);

        var answer = (await here.DeleteAsync("/console/sessions")).Is(HttpStatusCode.NoContent);
        await Task.Delay(Staleness, TestContext.Current.CancellationToken);

        Assert.StartsWith("apiaccounts=; expires=", answer.Header("Set-Cookie"), StringComparison.Ordinal);
        foreach (var session in (ConsoleClient[])[here, here.On(other), there, there.On(one)])
            (await session.GetAsync("/console/session")).Is(HttpStatusCode.Unauthorized);
        (await other.Anonymous.WithToken(tokens.AccessToken).GetAsync("/verify")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_person_sees_where_it_is_signed_in_and_ends_one_session()
    {
        var person = await one.BackDoor.NewOperatorAsync();
        var first = await ConsoleClient.SignInAsync(one, person);
        await one.SignInAsync(person);
        var last = await ConsoleClient.SignInAsync(one, person);

        var listed = (await last.GetAsync("/console/sessions")).Is(HttpStatusCode.OK).Json.EnumerateArray().ToList();
        Assert.Equal(
            [(true, "console", "127.0.0.1"), (false, "console", "127.0.0.1"), (false, "console", "127.0.0.1")],
            listed.Select(session => (
                session.GetProperty("current").GetBoolean(), session.GetProperty("client").GetString()!,
                session.GetProperty("address").GetString()!)));
        var oldest = listed[2].GetProperty("sessionId").GetString();
        (await last.DeleteAsync($"/console/sessions/{oldest}")).Is(HttpStatusCode.NoContent);
        (await last.DeleteAsync($"/console/sessions/{oldest}")).Is(HttpStatusCode.NotFound);

        (await first.GetAsync("/console/session")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(2, (await last.GetAsync("/console/sessions")).Is(HttpStatusCode.OK).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_person_ends_no_session_of_another()
    {
        var stranger = await ConsoleClient.SignInAsync(one, await one.BackDoor.NewOperatorAsync());
        var session = await ConsoleClient.SignInAsync(one, await one.BackDoor.NewOperatorAsync());
        var id = (await stranger.GetAsync("/console/sessions")).Json[0].GetProperty("sessionId").GetString();

        (await session.DeleteAsync($"/console/sessions/{id}")).Is(HttpStatusCode.NotFound);
        (await session.DeleteAsync("/console/sessions/nonsense")).Is(HttpStatusCode.BadRequest);

        (await stranger.GetAsync("/console/session")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_administrator_sees_and_ends_the_sessions_of_an_operator()
    {
        var person = await one.BackDoor.NewOperatorAsync();
        var session = await ConsoleClient.SignInAsync(one, person);
        var path = $"/api/v1/operators/{person.OperatorGuid}/sessions";

        var listed = (await one.As(apps.Manager).GetAsync(path)).Is(HttpStatusCode.OK).Json;
        Assert.False(Assert.Single(listed.EnumerateArray()).GetProperty("current").GetBoolean());
        (await one.As(apps.Manager).DeleteAsync(path)).Is(HttpStatusCode.NoContent);

        (await session.GetAsync("/console/session")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal("[]", (await one.As(apps.Manager).GetAsync(path)).Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task A_changed_password_ends_all_sessions_but_the_new_one()
    {
        var person = await one.BackDoor.NewOperatorAsync();
        var (here, there) = (await ConsoleClient.SignInAsync(one, person), await ConsoleClient.SignInAsync(one, person));

        var changed = await here.PostAsync(
            "/console/session/password", """{"currentPassword":"Battery-Staple-7","newPassword":"Another-Staple-8"}""");

        foreach (var session in (ConsoleClient[])[here, there])
            (await session.GetAsync("/console/session")).Is(HttpStatusCode.Unauthorized);
        (await ConsoleClient.Of(one, changed.Is(HttpStatusCode.OK)).GetAsync("/console/session")).Is(HttpStatusCode.OK);
    }
}
