using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ApiAccounts.SelfHost.Settings;

/// <summary>
/// A storage account as a trigger names it. Its setting is a connection string, or settings that begin with its name say where the
/// services are and which identity signs in.
/// </summary>
/// <param name="setting">Such as <c>Storage</c>; read with the prefix <c>AzureWebJobs</c> first, as the Functions host does.</param>
/// <param name="user">Who needs it, for a sentence.</param>
internal sealed class HostAccount(IConfiguration configuration, string setting, string user)
{
    public const string HostSetting = "Storage";
    private const string Prefix = "AzureWebJobs";

    // Messages are decoded by the listener and not by the client, so that one that cannot be goes to poison as it is.
    private readonly QueueClientOptions queueOptions = new() { MessageEncoding = QueueMessageEncoding.None };

    private string Shown => setting is HostSetting ? Prefix + setting : setting;

    private IConfigurationSection Section
    {
        get
        {
            var prefixed = configuration.GetSection(Prefix + setting);
            return prefixed.Exists() ? prefixed : configuration.GetSection(setting);
        }
    }

    public bool IsSet => Section.Exists();

    /// <exception cref="StartException">A setting is missing or wrong. What may be a key in the wrong place is not repeated.</exception>
    public QueueServiceClient OpenQueues(string queue) => Open(
        "queue",
        $"the queue '{queue}'",
        connectionString => new QueueServiceClient(connectionString, queueOptions),
        (address, identity) => new(address, identity, queueOptions));

    /// <inheritdoc cref="OpenQueues"/>
    public BlobServiceClient OpenBlobs() => Open(
        "blob",
        "the state of its timer",
        connectionString => new BlobServiceClient(connectionString),
        (address, identity) => new(address, identity));

    /// <param name="service">
    /// Such as <c>queue</c>; <c>{setting}__queueServiceUri</c> is its address, and <c>{setting}__serviceUri</c> an alias of that.
    /// </param>
    private T Open<T>(string service, string what, Func<string, T> withKey, Func<Uri, TokenCredential, T> withIdentity)
    {
        var section = Section;
        if (!string.IsNullOrWhiteSpace(section.Value)) return WithKey(section, withKey);
        foreach (var name in (string[])[$"{service}ServiceUri", "serviceUri"])
        {
            if (section[name] is { } address) return withIdentity(Address($"{section.Key}__{name}", address, service), Identity(section));
        }
        throw Wrong($"{what} needs the setting {Shown}, a storage connection string, or {Shown}__{service}ServiceUri; both are missing.");
    }

    private T WithKey<T>(IConfigurationSection section, Func<string, T> open)
    {
        try
        {
            return open(section.Value!);
        }
        catch (FormatException exception)
        {
            throw Wrong($"the setting {section.Key} is not a storage connection string. {exception.Message}", exception);
        }
    }

    private Uri Address(string name, string text, string service) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw Wrong($"the setting {name} is not the https address of a {service} service.");

    private TokenCredential Identity(IConfigurationSection section) => section["credential"] switch
    {
        null or "" => new DefaultAzureCredential(),
        var kind when !kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) =>
            throw Wrong($"the setting {section.Key}__credential is '{kind}'; it must be 'managedidentity', or be left out."),
        _ when string.IsNullOrWhiteSpace(section["clientId"]) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(section["clientId"])),
    };

    private StartException Wrong(string sentence, Exception? cause = null) => new($"{user}: {sentence}", cause);
}
