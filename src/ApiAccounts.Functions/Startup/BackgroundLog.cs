using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.Logging.Console;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Writes the log lines from outside invocations to the console, too. The Functions host silently drops such lines from its own channel,
/// but reads the console. It logs standard output at Information, and standard error at Warning or Error if a line begins with <c>warn</c>
/// or <c>fail</c>, the console's names of these levels.
/// </summary>
internal static class BackgroundLog
{
    private static readonly string[] Categories =
        [typeof(BackgroundLog).Namespace!, typeof(UsageRecorder).FullName!, typeof(FileSpool).Namespace!, typeof(ChangesFeed).FullName!];

    /// <summary>For the worker only: the self-host writes its whole log to the console.</summary>
    public static ILoggingBuilder AddBackgroundLog(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
        logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.None);
        foreach (var category in Categories) logging.AddFilter<ConsoleLoggerProvider>(category, LogLevel.Information);
        return logging;
    }
}
