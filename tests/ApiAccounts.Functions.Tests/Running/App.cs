using System.Globalization;
using System.Reflection;

namespace ApiAccounts.Functions.Tests.Running;

/// <summary>The whole app as a process of its own, on a free port, against one storage account.</summary>
public sealed class App : IAsyncDisposable
{
    public const string AdministratorName = "admin@demo.example";
    public const string AdministratorPassword = "Correct-Horse-42x";
    public const string Pepper = "dGhlIHRlc3QgcGVwcGVyLCAzMiBieXRlcyBsb25nISE=";

    /// <summary>Generous: a request that takes longer hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>With the real packages the app runs in the Functions host, which has to be there.</summary>
    internal static readonly bool NeedsFunctionsHost = typeof(App).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "UseStandIns").Value != "true";

    private readonly ChildProcess process;

    private App(ChildProcess process, int port, StorageAccount account, IReadOnlyDictionary<string, string?> settings)
    {
        this.process = process;
        Account = account;
        Settings = settings;
        Client = NewClient(port);
        BackDoor = new(settings);
    }

    public StorageAccount Account { get; }

    /// <summary>What the app was started with, by the names that an administrator writes.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Sends what it is given, follows nothing and adds no credentials.</summary>
    public HttpClient Client { get; }

    /// <summary>The same storage account through the product's own ports, for what no route makes.</summary>
    public BackDoor BackDoor { get; }

    public int Port => Client.BaseAddress!.Port;

    /// <summary>All it has logged.</summary>
    public string Output => process.Output;

    public bool HasExited => process.HasExited;

    /// <summary>Without credentials.</summary>
    public FrontDoor Anonymous => new(Client, authorization: null);

    /// <summary>As the administrator that the app made at its first start.</summary>
    public FrontDoor Administrator => AsOperator(AdministratorName, AdministratorPassword);

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="settings">Beside the usual ones, or instead of them; null takes one away.</param>
    public static async Task<App> StartAsync(StorageAccount account, params (string Name, string? Value)[] settings)
    {
        var all = SettingsWith(account, settings);
        var port = NeedsFunctionsHost ? FreePort.Next() : 0;
        var process = Launch(all, port);
        try
        {
            if (NeedsFunctionsHost) await WaitUntilAliveAsync(process, port);
            else port = await PortOfAsync(process);
            return new(process, port, account, all);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one that is expected to end by itself, and waits until it has.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(
        StorageAccount account, params (string Name, string? Value)[] settings)
    {
        await using var process = Launch(SettingsWith(account, settings), NeedsFunctionsHost ? FreePort.Next() : 0);
        var exitCode = await process.WaitForExitAsync();
        return (exitCode, process.Output);
    }

    /// <summary>For what has to be there before an app starts.</summary>
    public static BackDoor BackDoorOf(StorageAccount account) => new(SettingsWith(account, []));

    public FrontDoor AsOperator(string userName, string password) => Anonymous.With(userName, password);

    public FrontDoor AsOperator(SeededOperator @operator) => AsOperator(@operator.UserName, @operator.Password);

    public FrontDoor As(RegisteredAccount account) => Anonymous.With(account.UserName, account.Password);

    /// <summary>Makes an API user through <c>/v4/Register</c>; it has not been used yet.</summary>
    public async Task<RegisteredAccount> RegisterAsync(string userName = AdministratorName, string password = AdministratorPassword)
    {
        var answer = await AsOperator(userName, password).PostAsync("/v4/Register");
        answer.Is(HttpStatusCode.Created);
        return RegisteredAccount.Of(answer.Text("UserName"), answer.Text("Password"), await BackDoor.OperatorGuidAsync(userName));
    }

    public Task<RegisteredAccount> RegisterAsync(SeededOperator @operator) => RegisterAsync(@operator.UserName, @operator.Password);

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

    private static Dictionary<string, string?> SettingsWith(StorageAccount account, (string Name, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["AccountsStorage"] = account.ConnectionString,
            ["AzureWebJobsStorage"] = account.ConnectionString,
            ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated",
            ["Secrets__Peppers__1"] = Pepper,
            ["Bootstrap__AdminEmail"] = AdministratorName,
            ["Bootstrap__AdminPassword"] = AdministratorPassword,
            ["Passwords__Iterations"] = "100000",
            ["Usage__Linger"] = "00:00:00",
        };
        foreach (var (name, value) in settings) all[name] = value;
        return all;
    }

    private static ChildProcess Launch(Dictionary<string, string?> settings, int port)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "app");
        if (File.Exists(Path.Combine(folder, "local.settings.json")))
            throw new InvalidOperationException($"Remove local.settings.json from {folder}: the tests must not run with it.");
        var portText = port.ToString(CultureInfo.InvariantCulture);
        return NeedsFunctionsHost
            ? ChildProcess.Start("func", ["start", "--port", portText], settings, folder)
            : ChildProcess.Start("dotnet", ["ApiAccounts.Functions.dll", "--port", portText], settings, folder);
    }

    private static async Task<int> PortOfAsync(ChildProcess process)
    {
        var line = await process.WaitForOutputAsync(@"Now listening on: http://127\.0\.0\.1:(\d+)");
        return int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task WaitUntilAliveAsync(ChildProcess process, int port)
    {
        using var client = NewClient(port);
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/healthz/live", UriKind.Relative), limit.Token);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException) when (!process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                throw new InvalidOperationException($"The app did not come up:\n{process.Output}", exception);
            }
        }
    }

    private static HttpClient NewClient(int port) =>
        new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        })
        {
            BaseAddress = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", port).Uri,
            Timeout = Patience,
        };
}
