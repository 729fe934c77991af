using Microsoft.Extensions.Logging;

namespace ApiAccounts.Testing.Hosting;

/// <summary>A line that the worker logged, or wrote to its console.</summary>
/// <param name="Category">Empty for the console.</param>
/// <param name="Exception">Its message and stack trace; null for none.</param>
/// <param name="InvocationId">Empty outside of invocations.</param>
/// <param name="IsShown">
/// Whether the Functions host's own log has it: it drops, without a word, what the app logs outside of an invocation. What comes on the
/// console it takes, at Information; from standard error at Warning where the line says "warn", at Error where it says "error", "fail" or
/// "severe".
/// </param>
public sealed record LogLine(LogLevel Level, string Category, string Message, string? Exception, string InvocationId, bool IsShown)
{
    private static readonly string[] WordsOfErrors = ["error", "fail", "severe"];

    /// <summary>As the host takes it.</summary>
    public static LogLine OfConsole(string line, bool isError) =>
        new(isError ? LevelOfError(line) : LogLevel.Information, "", line, null, "", IsShown: true);

    internal static LogLine Of(RpcLog log, bool isRunning) => new(
        (LogLevel)log.Level,
        log.Category,
        log.Message,
        log.Exception is { } exception && (exception.Message.Length > 0 || exception.StackTrace.Length > 0)
            ? $"{exception.Message}\n{exception.StackTrace}"
            : null,
        log.InvocationId,
        isRunning || log.LogCategory == RpcLog.Types.RpcLogCategory.System);

    private static LogLevel LevelOfError(string line) =>
        line.Contains("warn", StringComparison.OrdinalIgnoreCase) ? LogLevel.Warning
        : WordsOfErrors.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)) ? LogLevel.Error
        : LogLevel.Information;
}
