using System.Globalization;
using System.Text.Json;

namespace ApiAccounts.SelfHost.Settings;

/// <summary>
/// <c>local.settings.json</c> in the folder of the app, read like Core Tools. <c>Values</c> become environment variables, except those that
/// are already set. <c>Host.LocalHttpPort</c> is the port unless the command line has one.
/// </summary>
internal static class LocalSettings
{
    private const string FileName = "local.settings.json";
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <returns>The port; null if the file is missing or has none.</returns>
    /// <exception cref="StartException">The file is not valid JSON, or a setting is wrong.</exception>
    public static int? Apply(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        using var document = Read(path);
        var settings = document.RootElement;
        if (settings.ValueKind is not JsonValueKind.Object) throw Wrong("its top level", settings, "an object");
        if (Member(settings, "IsEncrypted") is { ValueKind: JsonValueKind.True })
            throw new StartException($"{FileName}: IsEncrypted must be false, because only Core Tools can decrypt the file; it is true.");
        if (Member(settings, "Values") is { } values) SetVariables(values);
        return Member(settings, "Host") is { } host ? Port(host) : null;
    }

    private static JsonDocument Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return JsonDocument.Parse(file, Lenient);
        }
        catch (JsonException exception)
        {
            throw new StartException($"{FileName} is not valid JSON: {exception.Message}", exception);
        }
    }

    private static void SetVariables(JsonElement values)
    {
        if (values.ValueKind is not JsonValueKind.Object) throw Wrong("Values", values, "an object");
        foreach (var value in values.EnumerateObject())
        {
            var text = value.Value.ValueKind switch
            {
                JsonValueKind.String => value.Value.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.Value.GetRawText(),
                _ => throw Wrong("Values." + value.Name, value.Value, "a string"),
            };
            if (Environment.GetEnvironmentVariable(value.Name) is null) Environment.SetEnvironmentVariable(value.Name, text);
        }
    }

    private static int? Port(JsonElement host)
    {
        if (host.ValueKind is not JsonValueKind.Object) throw Wrong("Host", host, "an object");
        if (Member(host, "LocalHttpPort") is not { } port) return null;
        return port.ValueKind is JsonValueKind.Number && port.TryGetInt32(out var number) && HttpAddress.IsPort(number)
            ? number
            : throw Wrong(
                "Host.LocalHttpPort", port, "a number from 0 to " + HttpAddress.HighestPort.ToString(CultureInfo.InvariantCulture));
    }

    private static JsonElement? Member(JsonElement element, string name)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return member.Value;
        }
        return null;
    }

    private static StartException Wrong(string setting, JsonElement value, string expected) =>
        new($"{FileName}: {setting} is {value.GetRawText()}; it must be {expected}.");
}
