using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Storage;

namespace ApiAccounts.Functions.Startup;

/// <summary>
/// Validates the settings before the app starts. A wrong setting ends the process with a sentence instead of a stack trace.
/// </summary>
public static partial class StartFailure
{
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunOrExplainAsync(this IHost host)
    {
        // Created early, because the host may be disposed by the time of a failure.
        var logger = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StartFailure).FullName!);
        try
        {
            host.Services.GetRequiredService<IStartupValidator>().Validate();
            _ = host.Services.GetRequiredService<StorageConnection>();
            RequireUnicode();
            await host.RunAsync();
            return 0;
        }
        catch (Exception exception) when (Sentences(exception) is { Count: > 0 } sentences)
        {
            var reasons = string.Join(' ', sentences);
            LogNotStarted(logger, reasons);
            host.Dispose(); // flushes the console log, whose thread would end with the process
            foreach (var sentence in sentences) await System.Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Without the Unicode tables, two forms of one user name would silently count as two names.</summary>
    private static void RequireUnicode()
    {
        if (LoginName.Normalise("\uFB01") != "fi") // the ligature of these two letters
        {
            throw new SettingException(
                "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT must be off, because user names are compared in Unicode form NFKC; it is on.");
        }
    }

    /// <returns>Empty if a setting is not the cause: the whole exception is needed then.</returns>
    private static List<string> Sentences(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Sentences(inner).Count > 0) =>
            [.. several.InnerExceptions.SelectMany(Sentences)],
        SettingException setting => [setting.Message],
        _ => [],
    };

    [LoggerMessage(Level = LogLevel.Critical, Message = "The app failed to start: {Reasons}")]
    private static partial void LogNotStarted(ILogger logger, string reasons);
}
