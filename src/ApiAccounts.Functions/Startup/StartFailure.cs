using ApiAccounts.Core.Settings;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Functions.Startup;

/// <summary>Tells a person what is wrong when the app does not start, in a sentence where it is a setting.</summary>
internal static class StartFailure
{
    /// <returns>The exit code of the process.</returns>
    public static async Task<int> ExplainedAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (Sentences(exception) is { Count: > 0 } sentences)
        {
            foreach (var sentence in sentences) await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>None where the cause is no setting: then the exception has to be seen whole.</summary>
    private static List<string> Sentences(Exception exception) => exception switch
    {
        OptionsValidationException invalid => [.. invalid.Failures],
        AggregateException several when several.InnerExceptions.All(inner => Sentences(inner).Count > 0) => [.. several.InnerExceptions.SelectMany(Sentences)],
        SettingException setting => [setting.Message],
        InvalidOperationException { InnerException: FormatException or ArgumentException } unreadable => [unreadable.Message], // the configuration binder's
        _ => [],
    };
}
