using System.Text.Json;
using ApiAccounts.Functions.Tests.Running;
using ApiAccounts.Functions.Tests.Usage;

namespace ApiAccounts.Functions.Tests.Native;

/// <summary>An app, and an API user of its administrator that the requests are made with.</summary>
public abstract class NativeTest(AppFixture fixture) : IAsyncLifetime
{
    protected const string Nobody = "20000000-2000-8000-8080-000000000000";

    protected App App { get; } = fixture.App;

    /// <summary>An API user of the administrator.</summary>
    protected RegisteredAccount Manager { get; private set; } = null!;

    /// <summary>Requests with it.</summary>
    protected ApiClient Api => App.As(Manager);

    protected string ApiUsersOfManager => $"/api/v1/operators/{Manager.OperatorGuid}/api-users";

    private protected UsageQueue Queue { get; } = new(fixture.App.Account);

    public virtual async ValueTask InitializeAsync() => Manager = await App.RegisterAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>An API user of another operator of the partner, who is no administrator.</summary>
    protected async Task<RegisteredAccount> ColleagueAsync() => await App.RegisterAsync(await App.BackDoor.NewOperatorAsync());

    /// <summary>An API user of the administrator of another partner.</summary>
    protected async Task<RegisteredAccount> StrangerAsync() => await App.RegisterAsync(await App.BackDoor.NewPartnerAsync());

    /// <summary>As the list of its operator's API users shows it.</summary>
    protected async Task<JsonElement> ListedAsync(string apiUserId) => (await Api.GetAsync(ApiUsersOfManager)).Is(HttpStatusCode.OK)
        .Json.EnumerateArray().Single(item => item.GetProperty("apiUserId").GetString() == apiUserId);

    protected async Task<IEnumerable<string>> IdsAsync() => (await Api.GetAsync(ApiUsersOfManager)).Is(HttpStatusCode.OK)
        .Json.EnumerateArray().Select(item => item.GetProperty("apiUserId").GetString()!);

    protected static HttpContent Json(string json) => ApiClient.Json(System.Text.Encoding.UTF8.GetBytes(json));
}
