namespace ApiAccounts.Tools.Dev.Building;

/// <summary>Builds projects of this checkout, and runs what was built.</summary>
internal static class Dotnet
{
    /// <summary>As what is deployed is built, for all that is run, tested and measured.</summary>
    public const string Configuration = "Release";

    private static ToolException Missing => new("dotnet is not on the PATH.");

    /// <exception cref="ToolException">It does not build; the message says why, in few words.</exception>
    public static async Task BuildAsync(string project, CancellationToken cancellationToken)
    {
        Console.WriteLine($"Building {project} …");
        string[] arguments = ["build", project, "-c", Configuration, "-nologo", "-tl:off", "-v:minimal"];
        var (exitCode, output) = await Tool.CaptureAsync("dotnet", arguments, cancellationToken) ?? throw Missing;
        if (exitCode != 0) throw BuildOutput.Explain(project, output);
    }

    /// <param name="program">From the root of the checkout.</param>
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        await Tool.RunAsync("dotnet", [Checkout.PathOf(program), .. arguments], Console.WriteLine, cancellationToken) ?? throw Missing;

    /// <returns>Whether all passed.</returns>
    public static async Task<bool> TestAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        (await Tool.RunAsync("dotnet", ["test", .. arguments], Console.WriteLine, cancellationToken) ?? throw Missing) == 0;
}
