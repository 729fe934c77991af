using System.Reflection;

namespace ApiAccounts.Deployment.Tests.Bicep;

/// <summary>The real compiler, where its package could be restored.</summary>
internal static class BicepCompiler
{
    /// <summary>Why tests are skipped where it could not.</summary>
    public const string Missing = "The compiler of Bicep is not here: the package of tools/Bicep could not be restored.";

    public static bool IsHere => File.Exists(Program);

    private static string Program { get; } = typeof(BicepCompiler).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Bicep").Value!;

    /// <returns>The exit code, and all it wrote.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        await using var process = ChildProcess.Start(Program, arguments);
        return (await process.WaitForExitAsync(), process.Output);
    }
}
