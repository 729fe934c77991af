using System.Text.Json;
using ApiAccounts.Functions.Tests.Mail;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>User names of one partner that look alike, in each dialect that creates or renames operators.</summary>
[Collection<MailFolderApp>]
public sealed class ConfusableNameTests(MailFolderFixture fixture) : IAsyncLifetime
{
    private readonly App app = fixture.App;
    private SeededOperator administrator = null!;

    private ApiClient Api { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        administrator = await app.BackDoor.NewPartnerAsync();
        Api = app.As(await app.RegisterAsync(administrator));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("admin@demo.example", "аdmin@demo.example")]
    [InlineData("adm1n@demo.example", "admln@demo.example")]
    [InlineData("user1@demo.example", "userI@demo.example")]
    [InlineData("modern@demo.example", "modem@demo.example")]
    [InlineData("admin@demo.example", "admin@demo.ехаmple")]
    [InlineData("ada of demo", "a\u034Fda of demo")]
    public async Task A_new_user_whose_name_looks_like_another_is_refused_and_told_which(string one, string other)
    {
        (await CreateAsync(one)).Is(HttpStatusCode.Created);

        Problem.Is(await CreateAsync(other), HttpStatusCode.Conflict, "Conflict", "confusable_user_name",
            Own($"The user name looks like '{one}', which is in use."));
    }

    [Theory]
    [InlineData("ａｄｍｉｎ＠demo.example")]
    [InlineData("ADMIN@demo.example")]
    public async Task A_name_in_another_spelling_is_the_same_name(string other)
    {
        (await CreateAsync("admin@demo.example")).Is(HttpStatusCode.Created);
        Assert.Equal("user_name_taken", Problem.Of(await CreateAsync(other), HttpStatusCode.Conflict).Code);
    }

    [Fact]
    public async Task A_renamed_user_is_refused_too_but_may_look_like_itself()
    {
        (await CreateAsync("adm1n@demo.example")).Is(HttpStatusCode.Created);
        var path = (await CreateAsync("eve@demo.example")).Is(HttpStatusCode.Created).Header("Location")!;

        Problem.Is(await Api.PutJsonAsync(path, Body("admln@demo.example")), HttpStatusCode.Conflict, "Conflict", "confusable_user_name",
            Own("The user name looks like 'adm1n@demo.example', which is in use."));
        Assert.Equal(Own("eve@demo.example"), (await Api.GetAsync(path)).Text("username"));
        Assert.Equal(
            Own("еve@demo.example"), (await Api.PutJsonAsync(path, Body("еve@demo.example"))).Is(HttpStatusCode.OK).Text("username"));
    }

    [Fact]
    public async Task A_name_is_free_for_look_alikes_once_its_user_is_renamed_or_deleted()
    {
        var path = (await CreateAsync("adm1n@demo.example")).Is(HttpStatusCode.Created).Header("Location")!;
        (await Api.PutJsonAsync(path, Body("eve@demo.example"))).Is(HttpStatusCode.OK);
        var second = (await CreateAsync("admln@demo.example")).Is(HttpStatusCode.Created).Header("Location")!;
        Assert.Equal(
            "confusable_user_name", Problem.Of(await Api.PutJsonAsync(path, Body("adm1n@demo.example")), HttpStatusCode.Conflict).Code);

        (await Api.DeleteAsync(second)).Is(HttpStatusCode.NoContent);
        Assert.Equal(
            Own("adm1n@demo.example"), (await Api.PutJsonAsync(path, Body("adm1n@demo.example"))).Is(HttpStatusCode.OK).Text("username"));
    }

    [Fact]
    public async Task Uptrends_operators_do_not_imitate_others()
    {
        (await UptrendsAsync("adm1n@demo.example")).Is(HttpStatusCode.Created);
        Assert.Equal(
            Own("The user name looks like 'adm1n@demo.example', which is in use."),
            (await UptrendsAsync("admln@demo.example")).Is(HttpStatusCode.Conflict).UptrendsMessage);

        var path = (await UptrendsAsync("eve@demo.example")).Is(HttpStatusCode.Created).Header("Location")!;
        Assert.Equal(
            Own("The user name looks like 'adm1n@demo.example', which is in use."),
            (await Api.PatchJsonAsync(path, Own("""{"Email":"admIn@demo.example"}"""))).Is(HttpStatusCode.Conflict).UptrendsMessage);
    }

    [Fact]
    public async Task Marketo_users_do_not_imitate_others()
    {
        (await CreateAsync("adm1n@demo.example")).Is(HttpStatusCode.Created);

        var answer = (await Api.PostJsonAsync(
            "/userservice/management/v1/users/invite.json",
            Own("""{"emailAddress":"eve@demo.example","userid":"admln@demo.example","firstName":"Eve","lastName":"E","userRoleWorkspaces":[{"accessRoleId":2,"workspaceId":1}]}""")))
            .Is(HttpStatusCode.Conflict);
        Assert.Equal(
            ("709", Own("The user name looks like 'adm1n@demo.example', which is in use.")),
            (answer.Json.GetProperty("errors")[0].GetProperty("code").GetString(),
                answer.Json.GetProperty("errors")[0].GetProperty("message").GetString()));
    }

    [Fact]
    public async Task Invited_operators_do_not_imitate_others()
    {
        (await CreateAsync("adm1n@demo.example")).Is(HttpStatusCode.Created);

        var answer = await Api.PostJsonAsync(
            "/api/v1/invitations",
            Own("""{"email":"eve@demo.example","userName":"admln@demo.example","firstName":"Eve","lastName":"E","roles":[{"roleId":2}]}"""));
        Problem.Is(answer, HttpStatusCode.Conflict, "Conflict", "confusable_user_name",
            Own("The user name looks like 'adm1n@demo.example', which is in use."));
    }

    [Fact]
    public async Task Who_may_not_read_operators_does_not_learn_the_other_name()
    {
        (await CreateAsync("adm1n@demo.example")).Is(HttpStatusCode.Created);
        var plain = await app.BackDoor.NewOperatorAsync(administrator.Pid);
        var caller = app.As(await app.RegisterAsync(plain));

        var answer = await caller.PatchJsonAsync(
            $"/v4/Operator/{plain.OperatorGuid}", Own("""{"Email":"admln@demo.example","CurrentPassword":"Battery-Staple-7"}"""));
        Assert.Equal("The user name looks like another one, which is in use.", answer.Is(HttpStatusCode.Conflict).UptrendsMessage);
    }

    [Fact]
    public async Task Another_partner_has_look_alikes_of_its_own()
    {
        (await CreateAsync("adm1n@demo.example")).Is(HttpStatusCode.Created);
        var other = app.As(await app.RegisterAsync(await app.BackDoor.NewPartnerAsync()));

        (await other.PostJsonAsync("/api/v1/users", Body("admln@demo.example"))).Is(HttpStatusCode.Created);
    }

    /// <summary>The name for this test's partner.</summary>
    private string Own(string text) => text.Replace("demo", $"demo-{administrator.Pid}", StringComparison.Ordinal);

    private string Body(string userName) =>
        $$"""{"username":{{JsonSerializer.Serialize(Own(userName))}},"firstName":"Ada","lastName":"A","email":"ada@demo.example"}""";

    private Task<Answer> CreateAsync(string userName) => Api.PostJsonAsync("/api/v1/users", Body(userName));

    private Task<Answer> UptrendsAsync(string email) => Api.PostJsonAsync(
        "/v4/Operator", $$"""{"FullName":"Ada A","Email":"{{Own(email)}}","Password":"Correct-Horse-7","SetupMode":"Manual"}""");

}
