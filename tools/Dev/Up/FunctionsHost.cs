using ApiAccounts.Tools.Dev.Building;

namespace ApiAccounts.Tools.Dev.Up;

/// <summary>What runs the functions: the Functions host of the Core Tools, or the self-host where these are not installed.</summary>
internal sealed record FunctionsHost(bool IsFunc, string Why)
{
    /// <summary>Building the self-host builds the functions too.</summary>
    public const string Project = "src/ApiAccounts.SelfHost/ApiAccounts.SelfHost.csproj";

    private const string SelfHostOutput = $"src/ApiAccounts.SelfHost/bin/{Dotnet.Configuration}/net10.0";
    private const string FunctionsOutput = $"src/ApiAccounts.Functions/bin/{Dotnet.Configuration}/net10.0";

    public override string ToString() => $"{(IsFunc ? "the Functions host (func start)" : "the self-host")}, because {Why}";

    /// <exception cref="ToolException">The Core Tools are asked for, and are not installed.</exception>
    public static async Task<FunctionsHost> ChooseAsync(HostChoice choice, CancellationToken cancellationToken)
    {
        if (choice == HostChoice.Self) return new(false, "--host says so");
        var version = await Tool.CaptureAsync(FuncProgram.Find(), ["--version"], cancellationToken) is (0, var output)
            ? output.Trim()
            : null;
        return (choice, version) switch
        {
            (HostChoice.Func, null) =>
                throw new ToolException("--host func needs the Azure Functions Core Tools (func): install them, or use --host self."),
            (HostChoice.Func, _) => new(true, "--host says so"),
            (_, null) => new(false, "the Azure Functions Core Tools (func) are not installed"),
            _ => new(true, $"the Azure Functions Core Tools {version} are installed"),
        };
    }

    /// <param name="settings">Come before those of the <c>local.settings.json</c> that the last build copied.</param>
    /// <param name="hurry">Kills the app before it has drained.</param>
    public TiedChild Start(int port, IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken hurry)
    {
        var folder = Checkout.PathOf(IsFunc ? FunctionsOutput : SelfHostOutput);
        string[] command = IsFunc
            ? [FuncProgram.Find(), "start", "--port", $"{port}"]
            : ["dotnet", Path.Combine(folder, "ApiAccounts.SelfHost.dll"), "--port", $"{port}"];
        string[] script = [Checkout.PathOf("tools/tied.cjs"), .. command];
        return new("The app", "app | ", script, folder, settings, TimeSpan.FromSeconds(40), hurry);
    }
}
