using ApiAccounts.Core.Changes;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Usage.Spool;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Writes what the app logs outside of invocations to the console too. The Functions host drops such lines without a word when they come
/// over its channel. It takes those of the console: at Information, and from standard error at Warning where the line says <c>warn</c> and at
/// Error where it says <c>fail</c>, which is how the console names these levels.
/// </summary>
internal static class BackgroundLog
{
    private static readonly string[] Categories =
        [typeof(BackgroundLog).Namespace!, typeof(UsageRecorder).FullName!, typeof(FileSpool).Namespace!, typeof(ChangesFeed).FullName!];

    /// <summary>For the worker alone: the self-host has all of the log on its console.</summary>
    public static ILoggingBuilder AddBackgroundLog(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Warning);
        logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.None);
        foreach (var category in Categories) logging.AddFilter<ConsoleLoggerProvider>(category, LogLevel.Information);
        return logging;
    }
}
