namespace ApiAccounts.Tools.Dev.Up;

/// <summary>The Core Tools' program.</summary>
internal static class FuncProgram
{
    private static readonly string InNpmPackage = Path.Combine("node_modules", "azure-functions-core-tools", "bin", "func.exe");

    /// <summary>What to start: on Windows its path, if it can be found.</summary>
    public static string Find() =>
        (OperatingSystem.IsWindows() ? FindOnWindows(Environment.GetEnvironmentVariable("PATH") ?? "") : null) ?? "func";

    /// <summary>
    /// The npm package puts a script on the PATH, <c>func.cmd</c>, which no process can be started from without a shell. The program lies
    /// in the package, beside the script.
    /// </summary>
    internal static string? FindOnWindows(string path) => path
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, "func.exe"), Path.Combine(folder, InNpmPackage) })
        .FirstOrDefault(File.Exists);
}
