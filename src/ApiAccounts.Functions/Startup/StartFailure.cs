using ApiAccounts.Core.Directory.Logins;
using ApiAccounts.Core.Kernel.Settings;
using ApiAccounts.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Startup;

/// <summary>Checks the settings before anything starts, and ends with a sentence and not with a stack trace where one is wrong.</summary>
public static partial class StartFailure
{
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> RunOrExplainAsync(this IHost host)
    {
        // Now, since the host may be disposed when there is something to tell.
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
            host.Dispose(); // the console's log is written by a thread that would end with the process
            foreach (var sentence in sentences) await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>Two forms of one user name have to be one name; without the Unicode tables they would silently be two.</summary>
    private static void RequireUnicode()
    {
        if (LoginName.Normalise("\uFB01") != "fi") // the ligature of these two letters
            throw new SettingException("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT is on; it may only be off, since user names are compared in Unicode form NFKC.");
    }

    /// <summary>None where the cause is no setting: then the exception has to be seen whole.</summary>
    private static List<string> Sentences(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Sentences(inner).Count > 0) => [.. several.InnerExceptions.SelectMany(Sentences)],
        SettingException setting => [setting.Message],
        _ => [],
    };

    [LoggerMessage(Level = LogLevel.Critical, Message = "The app failed to start: {Reasons}")]
    private static partial void LogNotStarted(ILogger logger, string reasons);
}
