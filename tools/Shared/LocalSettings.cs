using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ApiAccounts.Tools;

/// <summary>The git-ignored <c>local.settings.json</c> of a checkout. What a person wrote there stays, but for what is set here.</summary>
public sealed class LocalSettings
{
    public const string FileName = "local.settings.json";
    public const string AdminEmailName = "Bootstrap__AdminEmail";
    public const string AdminPasswordName = "Bootstrap__AdminPassword";
    private static readonly JsonDocumentOptions OnceEach = new() { AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly string file;
    private readonly JsonObject document;

    private LocalSettings(string file, JsonObject document)
    {
        this.file = file;
        this.document = document;
    }

    public string? AdminEmail => this[AdminEmailName];

    public string? AdminPassword => this[AdminPasswordName];

    public string? MailFolder => this["Mail__Folder"];

    public int? Port
    {
        get => (Section("Host")["LocalHttpPort"] as JsonValue)?.TryGetValue<int>(out var port) == true ? port : null;
        set => Section("Host")["LocalHttpPort"] = value;
    }

    /// <summary>A setting by the name of its environment variable; null when there is none.</summary>
    public string? this[string name]
    {
        get => Section("Values")[name]?.ToString();
        set => Section("Values")[name] = value;
    }

    /// <returns>An empty one when the folder has no such file.</returns>
    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static LocalSettings Read(string folder)
    {
        var file = Path.Combine(folder, FileName);
        try
        {
            var document = JsonNode.Parse(File.ReadAllText(file), documentOptions: OnceEach) as JsonObject
                ?? throw new JsonException("It is not an object.");
            if (document["Values"] is not (null or JsonObject) || document["Host"] is not (null or JsonObject))
                throw new JsonException("Its \"Values\" and \"Host\" are objects.");
            return new(file, document);
        }
        catch (FileNotFoundException)
        {
            return new(file, []);
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ToolException(
                $"{FileName} is not readable JSON, so correct it or delete it (its secrets go with it): {exception.Message}");
        }
    }

    /// <summary>All settings, as the app takes them from its environment.</summary>
    public IEnumerable<KeyValuePair<string, string?>> All =>
        Section("Values").Select(value => KeyValuePair.Create(value.Key, value.Value?.ToString()));

    /// <summary>Whether a setting has a name that begins so.</summary>
    public bool HasAny(string prefix) => Section("Values").Any(value => value.Key.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Sets what is not set yet.</summary>
    public void Add(string name, string value) => Section("Values").TryAdd(name, value);

    /// <summary>Only its owner may read it; it is whole at any moment.</summary>
    public void Save()
    {
        document.TryAdd("IsEncrypted", false);
        var draft = file + ".draft";
        File.Delete(draft);
        var forMyself = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) forMyself.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, forMyself)) writer.Write(document.ToJsonString(Layout) + "\n");
        File.Move(draft, file, overwrite: true);
    }

    private JsonObject Section(string name)
    {
        if (document[name] is JsonObject section) return section;
        var created = new JsonObject();
        document[name] = created;
        return created;
    }
}
