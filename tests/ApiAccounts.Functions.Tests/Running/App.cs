namespace ApiAccounts.Functions.Tests.Running;

/// <summary>The whole app as a process of its own, on a free port, against one storage account.</summary>
public sealed class App : IAsyncDisposable
{
    public const string AdministratorName = AppSettings.AdministratorName;
    public const string AdministratorPassword = AppSettings.AdministratorPassword;
    public const string Pepper = AppSettings.Pepper;
    public const string SigningKey = AppSettings.SigningKey;

    private readonly AppProcess process;
    private readonly Lazy<Task<SignedIn>> session;

    private App(AppProcess process, StorageAccount account, IReadOnlyDictionary<string, string?> settings)
    {
        this.process = process;
        Account = account;
        Settings = settings;
        Client = process.NewClient();
        BackDoor = new(settings);
        session = new(() => SignInAsync());
    }

    public StorageAccount Account { get; }

    /// <summary>What the app was started with, by the names that an administrator writes.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Sends what it is given, follows nothing and adds no credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>The same storage account through the product's own ports, for what no route makes.</summary>
    public BackDoor BackDoor { get; }

    public int Port => Client.BaseAddress!.Port;

    public int ProcessId => process.Id;

    /// <summary>All it has logged.</summary>
    public string Output => process.Output;

    public bool HasExited => process.HasExited;

    /// <summary>Without credentials.</summary>
    public ApiClient Anonymous => new(Client, authorization: null);

    /// <summary>As the administrator that the app made at its first start.</summary>
    public ApiClient Administrator => AsOperator(AdministratorName, AdministratorPassword);

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">Beside the usual ones, or instead of them; null takes one away.</param>
    public static async Task<App> StartAsync(StorageAccount account, params (string Name, string? Value)[] settings)
    {
        var all = AppSettings.For(account, settings);
        return new(await AppProcess.StartAsync(all), account, all);
    }

    /// <summary>Starts one that is expected to end by itself, and waits until it has.</summary>
    public static Task<(int ExitCode, string Output)> RunToEndAsync(
        StorageAccount account, params (string Name, string? Value)[] settings) =>
        AppProcess.RunToEndAsync(AppSettings.For(account, settings));

    /// <summary>For what has to be there before an app starts.</summary>
    public static BackDoor BackDoorOf(StorageAccount account) => new(AppSettings.For(account));

    public ApiClient AsOperator(string userName, string password) => Anonymous.With(userName, password);

    public ApiClient AsOperator(SeededOperator @operator) => AsOperator(@operator.UserName, @operator.Password);

    public ApiClient As(RegisteredAccount account) => Anonymous.With(account.UserName, account.Password);

    /// <summary>
    /// Makes an API user of the administrator; it has not been used yet. All of an app's are made in one session, since each check of a
    /// password is dear by design.
    /// </summary>
    public async Task<RegisteredAccount> RegisterAsync()
    {
        if (Settings.GetValueOrDefault("Tokens__AllowConsole") == "false")
            return await RegisterAsync(AdministratorName, AdministratorPassword);
        var operatorGuid = await BackDoor.OperatorGuidAsync(AdministratorName);
        var answer = await Anonymous.WithToken((await session.Value).AccessToken)
            .PostJsonAsync("/v4/ApiUser", $$"""{"OperatorGuid":"{{operatorGuid}}","Description":"API"}""");
        return answer.Status is HttpStatusCode.Unauthorized // the test has changed the clock, the password or the tokens
            ? await RegisterAsync(AdministratorName, AdministratorPassword)
            : RegisteredAccount.Of(answer.Is(HttpStatusCode.Created).Text("UserName"), answer.Text("Password"), operatorGuid);
    }

    /// <summary>Makes an API user through <c>/v4/Register</c>; it has not been used yet.</summary>
    public async Task<RegisteredAccount> RegisterAsync(string userName, string password)
    {
        var answer = await AsOperator(userName, password).PostAsync("/v4/Register");
        answer.Is(HttpStatusCode.Created);
        return RegisteredAccount.Of(answer.Text("UserName"), answer.Text("Password"), await BackDoor.OperatorGuidAsync(userName));
    }

    public Task<RegisteredAccount> RegisterAsync(SeededOperator @operator) => RegisterAsync(@operator.UserName, @operator.Password);

    /// <summary>Signs an operator in through the client <c>console</c>.</summary>
    public async Task<SignedIn> SignInAsync(string userName = AdministratorName, string password = AdministratorPassword)
    {
        var answer = await Anonymous.PostFormAsync(
            "/oauth/token", ("grant_type", "password"), ("client_id", "console"), ("username", userName), ("password", password));
        return SignedIn.Of(answer.Is(HttpStatusCode.OK));
    }

    public Task<SignedIn> SignInAsync(SeededOperator @operator) => SignInAsync(@operator.UserName, @operator.Password);

    /// <summary>Asks it to stop and waits until it has; its exit code.</summary>
    public Task<int> TerminateAsync() => process.TerminateAsync();

    /// <summary>Ends it with no chance to do anything more.</summary>
    public Task KillAsync() => process.KillAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await BackDoor.DisposeAsync();
        await process.DisposeAsync();
    }
}
