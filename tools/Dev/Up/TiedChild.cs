using System.Diagnostics;

namespace ApiAccounts.Tools.Dev.Up;

/// <summary>
/// A Node.js program that runs beside this one. Its standard input is the tie between them: when that closes, because it is
/// disposed of or because this program is gone, the child ends in good order (tools/azurite.cjs, tools/tied.cjs).
/// </summary>
internal sealed class TiedChild : IAsyncDisposable
{
    private const int Kept = 10;
    private readonly string name;
    private readonly string? prefix;
    private readonly TimeSpan endAtMost;
    private readonly CancellationToken hurry;
    private readonly Process process;
    private readonly Queue<string> lastLines = new(Kept);
    private readonly Lock gate = new();
    private (string Text, TaskCompletionSource Seen)? awaited;

    /// <param name="prefix">Put before each line of its output, which is kept to itself when this is null.</param>
    /// <param name="environment">Beside the variables of this program, or instead of them.</param>
    /// <param name="endAtMost">How long it may take to end when it is disposed of; then, or when hurry is asked for, it is killed.</param>
    public TiedChild(
        string name,
        string? prefix,
        string[] script,
        string workingDirectory,
        IEnumerable<KeyValuePair<string, string?>> environment,
        TimeSpan endAtMost,
        CancellationToken hurry)
    {
        this.name = name;
        this.prefix = prefix;
        this.endAtMost = endAtMost;
        this.hurry = hurry;
        process = new()
        {
            StartInfo = new("node", script)
            {
                WorkingDirectory = workingDirectory,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        foreach (var (variable, value) in environment) process.StartInfo.Environment[variable] = value;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Ended = process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Completes when it has ended and all it wrote has been read.</summary>
    public Task Ended { get; }

    /// <summary>What to say when it ended and nobody asked it to.</summary>
    public ToolException Death
    {
        get
        {
            lock (gate)
                return new($"{name} ended by itself (exit code {process.ExitCode}). Its last lines:\n{string.Join('\n', lastLines)}");
        }
    }

    public Task WaitForLineAsync(string text)
    {
        lock (gate)
        {
            if (lastLines.Any(line => line.Contains(text, StringComparison.Ordinal))) return Task.CompletedTask;
            awaited = (text, new(TaskCreationOptions.RunContinuationsAsynchronously));
            return awaited.Value.Seen.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.StandardInput.Close();
        try
        {
            await Ended.WaitAsync(endAtMost, hurry);
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            Console.WriteLine($"{name} is ended without waiting for it.");
            process.Kill(entireProcessTree: true);
            await Ended;
        }
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null) return;
        lock (gate)
        {
            if (lastLines.Count == Kept) lastLines.Dequeue();
            lastLines.Enqueue(line);
            if (awaited is { } sought && line.Contains(sought.Text, StringComparison.Ordinal)) sought.Seen.TrySetResult();
        }
        if (prefix is not null) Console.WriteLine(prefix + line);
    }
}
