using ApiAccounts.Tools.Dev.Building;

namespace ApiAccounts.Tools.Dev.Test;

/// <summary>The browser of the tests of the console. Without one those tests are skipped, so nothing here fails the run.</summary>
internal static class ChromiumPackage
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    private static readonly string[] Update = ["update", "-qq"];
    private static readonly string[] Install = ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-liberation"];

    /// <summary>Installs the package of Debian and Ubuntu, where this account may.</summary>
    public static async Task InstallAsync(CancellationToken cancellationToken)
    {
        if (IsInstalled || !OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess) return;
        Console.WriteLine("Installing Chromium, for the tests of the console (apt-get install chromium) …");
        if (await SucceedsAsync(Install, cancellationToken)) return;
        if (await SucceedsAsync(Update, cancellationToken) && await SucceedsAsync(Install, cancellationToken)) return;
        Console.WriteLine("Chromium cannot be installed, so the tests of the console are skipped.");
    }

    private static bool IsInstalled =>
        Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 }
        || (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).Any(File.Exists);

    private static async Task<bool> SucceedsAsync(string[] arguments, CancellationToken cancellationToken) =>
        await Tool.CaptureAsync("apt-get", arguments, cancellationToken) is { ExitCode: 0 };
}
