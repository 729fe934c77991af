using System.Globalization;
using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.AudienceManager;

/// <summary>A partner of its own for each test, with an administrator whose API user calls.</summary>
public abstract class AudienceTest(AppFixture fixture) : IAsyncLifetime
{
    private static int lastName;

    protected App App { get; } = fixture.App;

    protected SeededOperator Administrator { get; private set; } = null!;

    /// <summary>Requests as the administrator.</summary>
    protected ApiClient Api { get; private set; } = null!;

    protected string Pid => Text(Administrator.Pid);

    public virtual async ValueTask InitializeAsync()
    {
        Administrator = await App.BackDoor.NewPartnerAsync();
        Api = App.As(await App.RegisterAsync(Administrator));
    }

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>One that nobody has.</summary>
    protected static string NewName() => $"user-{Text((uint)Interlocked.Increment(ref lastName))}@audience.example";

    protected static string Text(uint number) => number.ToString(CultureInfo.InvariantCulture);

    protected static string PathOf(SeededOperator user) => $"/api/v1/users/{Text(user.Id.UserId)}";

    /// <summary>A body with all that a user must have, also to change its own e-mail address.</summary>
    /// <param name="more">Further members, after a comma.</param>
    protected static string Body(string userName, string more = "") =>
        $$"""{"username":{{JsonSerializer.Serialize(userName)}},"firstName":"Ada","lastName":"Archer","email":"ada@audience.example","currentPassword":"Battery-Staple-7"{{more}}}""";

    /// <summary>Another user of the partner, made through the dialect.</summary>
    protected async Task<uint> NewUserAsync(string more = "") =>
        (await Api.PostJsonAsync("/api/v1/users", Body(NewName(), more))).Is(HttpStatusCode.Created).Json.GetProperty("userId").GetUInt32();

    protected async Task<uint> NewGroupAsync(string name = "On call") =>
        (await Api.PostJsonAsync("/api/v1/groups", $$"""{"name":"{{name}}"}""")).Is(HttpStatusCode.Created).Json.GetProperty("groupId")
            .GetUInt32();

    /// <summary>An operator that can sign in, with an API user that calls.</summary>
    protected async Task<(SeededOperator User, ApiClient Caller)> NewCallerAsync(bool isAdministrator = false)
    {
        var user = await App.BackDoor.NewOperatorAsync(Administrator.Pid, isAdministrator);
        return (user, App.As(await App.RegisterAsync(user)));
    }

    protected static async Task<string> StatusOfAsync(ApiClient caller, uint userId) =>
        (await caller.GetAsync($"/api/v1/users/{Text(userId)}")).Is(HttpStatusCode.OK).Text("status");
}
