using ApiAccounts.Core.Kernel.Ids;
using ApiAccounts.Functions.Tests.Running;

namespace ApiAccounts.Functions.Tests.Marketo;

/// <summary>A custom service made through its route, of an API-only operator made through the back door.</summary>
internal sealed record MadeService(string ClientId, string Secret, SeededOperator Operator)
{
    public string Path => $"/api/v1/custom-services/{ClientId}";

    /// <summary>What asks for its token.</summary>
    public string Query => $"?grant_type=client_credentials&client_id={ClientId}&client_secret={Secret}";

    /// <param name="manager">An API user of an administrator, whose partner the service is of.</param>
    public static async Task<MadeService> NewAsync(App app, RegisteredAccount manager, bool isAdministrator = false)
    {
        Assert.True(AccountId.TryParse(manager.OperatorGuid, out var administrator));
        var @operator = await app.BackDoor.NewOperatorAsync(administrator.Pid, isApiOnly: true, isAdministrator: isAdministrator);
        var made = await app.As(manager).PostJsonAsync(
            "/api/v1/custom-services", $$"""{"name":"Sync","description":"Leads","operatorId":"{{@operator.OperatorGuid}}"}""");
        made.Is(HttpStatusCode.Created);
        return new(made.Text("clientId"), made.Text("clientSecret"), @operator);
    }

    public Task<Answer> AskAsync(App app) => app.Anonymous.GetAsync("/identity/oauth/token" + Query);

    public async Task<string> TokenAsync(App app) => (await AskAsync(app)).Is(HttpStatusCode.OK).Text("access_token");

    /// <summary>Requests with its token.</summary>
    public async Task<ApiClient> AsAsync(App app) => app.Anonymous.WithToken(await TokenAsync(app));
}
