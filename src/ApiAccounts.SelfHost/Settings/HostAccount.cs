using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ApiAccounts.SelfHost.Settings;

/// <summary>
/// The storage account of a trigger. Its setting is a connection string, or settings with its name as a prefix have the addresses of the
/// services and the identity to use.
/// </summary>
/// <param name="setting">
/// The name of the setting, such as <c>Storage</c>. The prefix <c>AzureWebJobs</c> is tried first, as on the Functions host.
/// </param>
/// <param name="user">The function that needs the account, for error messages.</param>
internal sealed class HostAccount(IConfiguration configuration, string setting, string user)
{
    public const string HostSetting = "Storage";
    private const string Prefix = "AzureWebJobs";

    // The listener decodes messages, not the client, so that an undecodable message moves to the poison queue unchanged.
    private readonly QueueClientOptions queueOptions = new() { MessageEncoding = QueueMessageEncoding.None };

    private string DisplayName => setting is HostSetting ? Prefix + setting : setting;

    private IConfigurationSection Section
    {
        get
        {
            var prefixed = configuration.GetSection(Prefix + setting);
            return prefixed.Exists() ? prefixed : configuration.GetSection(setting);
        }
    }

    public bool IsSet => Section.Exists();

    /// <exception cref="StartException">A setting is missing or wrong. The message omits values that may contain a key.</exception>
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
    /// The service, such as <c>queue</c>. Its address is <c>{setting}__queueServiceUri</c>, or the alias <c>{setting}__serviceUri</c>.
    /// </param>
    private T Open<T>(string service, string what, Func<string, T> withKey, Func<Uri, TokenCredential, T> withIdentity)
    {
        var section = Section;
        if (!string.IsNullOrWhiteSpace(section.Value)) return WithKey(section, withKey);
        foreach (var name in (string[])[$"{service}ServiceUri", "serviceUri"])
        {
            if (section[name] is { } address) return withIdentity(Address($"{section.Key}__{name}", address, service), Identity(section));
        }
        throw Wrong(
            $"{what} needs the setting {DisplayName}, a storage connection string, or {DisplayName}__{service}ServiceUri; "
            + "both are missing.");
    }

    private T WithKey<T>(IConfigurationSection section, Func<string, T> open)
    {
        try
        {
            return open(section.Value!);
        }
        catch (FormatException exception)
        {
            throw Wrong($"the setting {section.Key} must be a storage connection string. {exception.Message}", exception);
        }
    }

    private Uri Address(string name, string text, string service) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw Wrong($"the setting {name} must be the https address of a {service} service.");

    private TokenCredential Identity(IConfigurationSection section) => section["credential"] switch
    {
        null or "" => new DefaultAzureCredential(),
        var kind when !kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) =>
            throw Wrong($"the setting {section.Key}__credential must be 'managedidentity' or omitted; it is '{kind}'."),
        _ when string.IsNullOrWhiteSpace(section["clientId"]) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(section["clientId"])),
    };

    private StartException Wrong(string sentence, Exception? cause = null) => new($"{user}: {sentence}", cause);
}
