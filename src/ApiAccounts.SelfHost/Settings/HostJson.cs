using System.Globalization;
using System.Text.Json;

namespace ApiAccounts.SelfHost.Settings;

/// <summary>
/// <c>host.json</c> in the folder of the app. Environment variables such as <c>AzureFunctionsJobHost__extensions__queues__batchSize</c>
/// override it, as on the real host. Unknown settings are ignored.
/// </summary>
internal sealed class HostJson
{
    private const string FileName = "host.json";
    private readonly IConfiguration settings;

    private HostJson(IConfiguration settings) => this.settings = settings;

    /// <exception cref="StartException">The file is missing, is not valid JSON, or does not have version 2.0.</exception>
    public static HostJson Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) throw new StartException($"{FileName} is missing: it must be in {folder}, the folder of the app.");
        using var file = File.OpenRead(path);
        try
        {
            var settings = new ConfigurationBuilder().AddJsonStream(file).AddEnvironmentVariables("AzureFunctionsJobHost__").Build();
            var json = new HostJson(settings);
            return json.settings["version"] is "2.0" ? json : throw json.Wrong("version", "\"2.0\"");
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new StartException($"{FileName} is not valid JSON: {exception.Message}", exception);
        }
    }

    /// <param name="setting">The path of the setting with colons, such as <c>extensions:http:routePrefix</c>.</param>
    public string Text(string setting, string defaultValue) => settings[setting] ?? defaultValue;

    public IEnumerable<KeyValuePair<string, string>> Texts(string section) =>
        settings.GetSection(section).GetChildren().Select(child => KeyValuePair.Create(child.Key, child.Value ?? ""));

    public int Number(string setting, int least, int most, int defaultValue)
    {
        if (settings[setting] is not { } text) return defaultValue;
        var isNumber = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number);
        return isNumber && number >= least && number <= most
            ? number
            : throw Wrong(setting, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    public TimeSpan Duration(string setting, TimeSpan least, TimeSpan most, TimeSpan defaultValue)
    {
        if (settings[setting] is not { } text) return defaultValue;
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) && time >= least && time <= most
            ? time
            : throw Wrong(setting, $"a time \"hh:mm:ss\" from {least:c} to {most:c}");
    }

    public bool Choice(string setting, string yes, string no, bool defaultValue)
    {
        if (settings[setting] is not { } text) return defaultValue;
        if (text.Equals(yes, StringComparison.OrdinalIgnoreCase)) return true;
        if (text.Equals(no, StringComparison.OrdinalIgnoreCase)) return false;
        throw Wrong(setting, $"\"{yes}\" or \"{no}\"");
    }

    private StartException Wrong(string setting, string expected)
    {
        var found = settings[setting] is { } text ? $"\"{text}\"" : "missing";
        return new($"{FileName}: {setting.Replace(':', '.')} is {found}; it must be {expected}.");
    }
}
