using System.Text.RegularExpressions;

namespace ApiAccounts.Tools.Dev.Building;

/// <summary>Azurite and the checks of openapi.yaml, and the Node.js they need.</summary>
internal static partial class NodePackages
{
    private const string Need = "Azurite, the local storage, and the checks of openapi.yaml need Node.js 20.19 or newer";

    /// <summary>Installs them when the lock file is newer than what is installed.</summary>
    /// <exception cref="ToolException">Node.js or npm is missing or too old, or the registry cannot be reached.</exception>
    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        await RequireNodeAsync(cancellationToken);
        var wanted = new FileInfo(Checkout.PathOf("package-lock.json"));
        var installed = new FileInfo(Checkout.PathOf("node_modules/.package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= wanted.LastWriteTimeUtc) return;

        Console.WriteLine("Installing Azurite and the checks of openapi.yaml (npm ci) …");
        string[] arguments = ["ci", "--no-progress", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];
        var npm = await Tool.CaptureAsync("npm", arguments, cancellationToken)
            ?? throw new ToolException($"npm is missing: {Need} and its npm.");
        if (npm.ExitCode != 0)
        {
            var unreachable = Unreachable.Match(npm.Output);
            throw new ToolException(unreachable.Success
                ? $"The npm registry cannot be reached to install Azurite and the checks of openapi.yaml: {unreachable.Value.Trim()}"
                : $"npm ci failed:\n{npm.Output}");
        }
        File.SetLastWriteTimeUtc(installed.FullName, DateTime.UtcNow);
    }

    private static async Task RequireNodeAsync(CancellationToken cancellationToken)
    {
        var (_, output) = await Tool.CaptureAsync("node", ["--version"], cancellationToken)
            ?? throw new ToolException($"Node.js is missing: {Need}.");
        var version = output.Trim();
        if (!Version.TryParse(version.TrimStart('v'), out var number) || number < new Version(20, 19))
            throw new ToolException($"Node.js {version} is too old: {Need}.");
    }

    [GeneratedRegex("(request to .* failed, reason|network timeout at): .*", RegexOptions.CultureInvariant)]
    private static partial Regex Unreachable { get; }
}
