using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace ApiAccounts.Testing;

/// <summary>A program under test or beside it: its output is kept, and it is killed at the latest when disposed.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly List<(Regex Pattern, TaskCompletionSource<Match> Seen)> waiting = [];

    private ChildProcess(Process process) => this.process = process;

    /// <summary>All it has written so far, standard output and error interleaved.</summary>
    public string Output
    {
        get
        {
            lock (output) return output.ToString();
        }
    }

    /// <summary>What of <see cref="Output"/> came on standard error.</summary>
    public string Errors
    {
        get
        {
            lock (output) return errors.ToString();
        }
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public int ExitCode => process.ExitCode;

    /// <param name="environment">Added to this process's own environment; a null value removes a variable.</param>
    public static ChildProcess Start(
        string fileName, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string?>>? environment = null,
        string? workingDirectory = null)
    {
        var start = new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = workingDirectory ?? "",
        };
        foreach (var (name, value) in environment ?? [])
        {
            if (value is null) start.Environment.Remove(name);
            else start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        child.process.OutputDataReceived += (_, line) => child.Append(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.AppendError(line.Data);
        child.process.Exited += (_, _) => child.FailWaiting();
        child.process.Start();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for a line of output, past or to come.</summary>
    /// <exception cref="InvalidOperationException">The process ended, or the time passed, without such a line; the message holds the
    /// output.</exception>
    public async Task<Match> WaitForOutputAsync(string pattern, TimeSpan? atMost = null)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline);
        Task<Match> seen;
        lock (output)
        {
            if (regex.Match(output.ToString()) is { Success: true } match) return match;
            var source = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add((regex, source));
            seen = source.Task;
        }
        if (process.HasExited) FailWaiting();
        try
        {
            return await seen.WaitAsync(atMost ?? TimeSpan.FromSeconds(60));
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"No output matched '{pattern}' in time:\n{Output}");
        }
    }

    /// <summary>Asks it to stop, as a service manager does, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(TimeSpan? atMost = null)
    {
        if (!process.HasExited) _ = SendSignal(process.Id, SigTerm);
        return await WaitForExitAsync(atMost);
    }

    /// <summary>
    /// Closes its standard input, at which a tied program (tools/azurite.cjs) ends in good order, and waits until it has.
    /// </summary>
    public async Task<int> EndInputAsync(TimeSpan? atMost = null)
    {
        if (!process.HasExited) process.StandardInput.Close();
        return await WaitForExitAsync(atMost);
    }

    public async Task<int> WaitForExitAsync(TimeSpan? atMost = null)
    {
        using var deadline = new CancellationTokenSource(atMost ?? TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new InvalidOperationException($"The process did not end in time:\n{Output}");
        }
        return process.ExitCode;
    }

    /// <summary>Ends it with no chance to do anything more (SIGKILL).</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private void AppendError(string? line)
    {
        if (line is null) return;
        lock (output) errors.Append(line).Append('\n');
        Append(line);
    }

    private void Append(string? line)
    {
        if (line is null) return;
        lock (output)
        {
            output.Append(line).Append('\n');
            foreach (var entry in waiting.ToArray())
            {
                if (entry.Pattern.Match(line) is not { Success: true } match) continue;
                entry.Seen.TrySetResult(match);
                waiting.Remove(entry);
            }
        }
    }

    private void FailWaiting()
    {
        process.WaitForExit(); // until the output has been read to its end
        lock (output)
        {
            foreach (var (pattern, seen) in waiting)
                seen.TrySetException(
                    new InvalidOperationException($"The process ended ({process.ExitCode}) before '{pattern}' was seen:\n{output}"));
            waiting.Clear();
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int processId, int signal);
}
