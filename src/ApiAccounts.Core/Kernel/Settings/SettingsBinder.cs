using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ApiAccounts.Core.Kernel.Settings;

/// <summary>
/// Sets options from their section of the settings. Unlike the binder of the framework it says of a value it cannot read which setting it
/// is and what it may be, and it refuses a setting that does not exist, which is most often a misspelt one.
/// </summary>
internal static class SettingsBinder
{
    /// <summary>What Azure leaves in place of a secret that it could not read from a vault.</summary>
    private const string UnreadReference = "@Microsoft.KeyVault(";

    /// <exception cref="OptionsValidationException">With a sentence for each setting that is wrong.</exception>
    public static void Bind<TOptions>(TOptions options, IConfigurationSection section)
        where TOptions : class
    {
        // First, and nothing else then: what such a setting would have been is not known.
        var unread = section.AsEnumerable().Where(setting => setting.Value?.StartsWith(UnreadReference, StringComparison.Ordinal) == true).ToList();
        if (unread.Count > 0) throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), unread.Select(setting => Unread(setting.Key)));

        var faults = new List<string>();
        foreach (var setting in section.GetChildren())
        {
            var name = $"{section.Key}__{setting.Key}";
            if (typeof(TOptions).GetProperty(setting.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is not { } property)
                faults.Add($"{name} is no setting; there are {string.Join(", ", NamesOf<TOptions>(section.Key))}.");
            else if (property.GetValue(options) is IDictionary<string, string> values)
                foreach (var value in setting.GetChildren()) values[value.Key] = value.Value ?? "";
            else if (TryConvert(setting.Value ?? "", property.PropertyType, out var converted))
                property.SetValue(options, converted);
            else
                faults.Add($"{name} is '{setting.Value}'; it may be {Allowed(property.PropertyType)}.");
        }
        if (faults.Count > 0) throw new OptionsValidationException(Options.DefaultName, typeof(TOptions), faults);
    }

    private static string Unread(string key) =>
        $"{key.Replace(":", "__", StringComparison.Ordinal)} is a reference to a Key Vault that Azure could not follow; the portal says why, beside the environment variables of the app.";

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
        _ when type == typeof(TimeSpan) => "a time as in 00:00:05",
        _ when type == typeof(DateTimeOffset) => "a time as in 2026-01-31T00:00:00Z",
        _ when type == typeof(bool) => "true or false",
        _ => "a whole number",
    };
}
