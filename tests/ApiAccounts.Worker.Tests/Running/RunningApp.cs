using System.Text;

namespace ApiAccounts.Worker.Tests.Running;

/// <summary>The product on a host, against one storage account, as its callers see it.</summary>
public abstract class RunningApp : IAsyncDisposable
{
    protected RunningApp(StorageAccount account, IReadOnlyDictionary<string, string?> settings, HttpClient client)
    {
        Account = account;
        Client = client;
        BackDoor = new(settings);
    }

    public StorageAccount Account { get; }

    /// <summary>Sends what it is given, follows nothing and adds no credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>The same storage account through the product's own ports, for what no route makes.</summary>
    public BackDoor BackDoor { get; }

    /// <summary>Without credentials.</summary>
    public ApiClient Anonymous => new(Client, authorization: null);

    /// <summary>As the administrator that the app made at its first start.</summary>
    public ApiClient Administrator => Anonymous.With(AppSettings.AdministratorName, AppSettings.AdministratorPassword);

    public ApiClient As(RegisteredAccount account) => Anonymous.With(account.UserName, account.Password);

    /// <summary>A request that is yet to be sent, by <see cref="Client"/> or another.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, RegisteredAccount caller)
    {
        var request = new HttpRequestMessage(method, new Uri(Client.BaseAddress!, path));
        var credentials = Encoding.UTF8.GetBytes($"{caller.UserName}:{caller.Password}");
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(credentials));
        return request;
    }

    /// <summary>Makes an API user through <c>/v4/Register</c>; it has not been used yet.</summary>
    public Task<RegisteredAccount> RegisterAsync() => RegisterAsync(AppSettings.AdministratorName, AppSettings.AdministratorPassword);

    public Task<RegisteredAccount> RegisterAsync(SeededOperator @operator) => RegisterAsync(@operator.UserName, @operator.Password);

    public virtual async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await BackDoor.DisposeAsync();
    }

    private async Task<RegisteredAccount> RegisterAsync(string userName, string password)
    {
        var answer = (await Anonymous.With(userName, password).PostAsync("/v4/Register")).Is(HttpStatusCode.Created);
        return RegisteredAccount.Of(answer.Text("UserName"), answer.Text("Password"), await BackDoor.OperatorGuidAsync(userName));
    }
}
