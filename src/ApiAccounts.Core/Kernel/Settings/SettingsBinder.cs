using System.ComponentModel;
using System.Globalization;
using System.Reflection;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>
/// Binds options to their section of the settings. Unlike the framework's binder, it names a setting that it cannot parse and
/// what is allowed. It also rejects an unknown setting, which is most often a misspelling.
/// </summary>
internal static class SettingsBinder
{
    /// <summary>The start of the text that Azure leaves in place of a secret that it could not read from a vault.</summary>
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    private const BindingFlags AnyCase = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;

    /// <exception cref="OptionsValidationException">A setting is wrong. The exception contains a sentence for each one.</exception>
    public static void Bind<TOptions>(TOptions options, IConfigurationSection section)
        where TOptions : class
    {
        // An unresolved reference is reported alone: its real value is unknown.
        var unresolved = section.AsEnumerable()
            .Where(setting => setting.Value?.StartsWith(UnresolvedReference, StringComparison.Ordinal) == true).ToList();
        if (unresolved.Count > 0)
        {
            throw new OptionsValidationException(
                Options.DefaultName, typeof(TOptions), unresolved.Select(setting => Unresolved(setting.Key)));
        }

        var faults = new List<string>();
        foreach (var setting in section.GetChildren())
        {
            var name = $"{section.Key}__{setting.Key}";
            if (typeof(TOptions).GetProperty(setting.Key, AnyCase) is not { } property)
                faults.Add($"{name} is not a setting; the settings are {string.Join(", ", NamesOf<TOptions>(section.Key))}.");
            else if (property.GetValue(options) is IDictionary<string, string> values)
                foreach (var value in setting.GetChildren()) values[value.Key] = value.Value ?? "";
            else if (TryConvert(setting.Value ?? "", property.PropertyType, out var converted))
                property.SetValue(options, converted);
            else
                faults.Add($"{name} must be {Allowed(property.PropertyType)}; it is '{setting.Value}'.");
        }
        if (faults.Count > 0) throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), faults);
    }

    private static string Unresolved(string key) =>
        $"{key.Replace(":", "__", StringComparison.Ordinal)} is a Key Vault reference that Azure could not resolve; "
        + "the portal shows the reason beside the environment variables of the app.";

    private static IEnumerable<string> NamesOf<TOptions>(string section) =>
        typeof(TOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => $"{section}__{property.Name}");

    private static bool TryConvert(string text, Type type, out object? value)
    {
        if (type == typeof(DateTimeOffset))
        {
            var isTime = DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
            value = time;
            return isTime;
        }
        try
        {
            value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return !type.IsEnum || (value is not null && Enum.IsDefined(type, value));
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            value = null;
            return false;
        }
    }

    private static string Allowed(Type type) => type switch
    {
        { IsEnum: true } => string.Join(" or ", Enum.GetNames(type)),
        _ when type == typeof(TimeSpan) => "a time span such as 00:00:05",
        _ when type == typeof(DateTimeOffset) => "a time such as 2026-01-31T00:00:00Z",
        _ when type == typeof(bool) => "true or false",
        _ => "a whole number",
    };
}
