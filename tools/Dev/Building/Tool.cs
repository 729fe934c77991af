using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace ApiAccounts.Tools.Dev.Building;

/// <summary>A program that is run to its end, at the root of the checkout.</summary>
internal static class Tool
{
    /// <summary>MSBuild's worker processes would outlive the build, and hold its output open.</summary>
    private static readonly KeyValuePair<string, string?> NoNodeReuse = new("MSBUILDDISABLENODEREUSE", "1");

    /// <returns>How it ended and what it wrote; null when there is no such program.</returns>
    public static async Task<(int ExitCode, string Output)?> CaptureAsync(
        string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var exitCode = await RunAsync(program, arguments, line => output.AppendLine(line), cancellationToken);
        return exitCode is { } code ? (code, output.ToString()) : null;
    }

    /// <returns>Its exit code; null when there is no such program.</returns>
    public static async Task<int?> RunAsync(
        string program, IEnumerable<string> arguments, Action<string> onLine, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(NameOf(program), arguments)
        {
            WorkingDirectory = Checkout.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[NoNodeReuse.Key] = NoNodeReuse.Value;
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        cancellationToken.ThrowIfCancellationRequested(); // Ctrl-C reached it too: its exit code says nothing.
        return process.ExitCode;

        void Take(string? line)
        {
            if (line is null) return;
            lock (process) onLine(line);
        }
    }

    /// <summary>On Windows, npm is a script.</summary>
    private static string NameOf(string program) => OperatingSystem.IsWindows() && program == "npm" ? "npm.cmd" : program;
}
