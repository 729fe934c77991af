using ApiAccounts.Core.Kernel.Settings;
using Azure.Core;
using Azure.Identity;
using Azure.Storage.Queues;

namespace ApiAccounts.Storage;

/// <summary>
/// The connection to the storage account, in the form of the connections of the Functions host. <c>AccountsStorage</c> is a connection
/// string, or <c>AccountsStorage__tableServiceUri</c> and <c>AccountsStorage__queueServiceUri</c> name the services and an identity signs
/// in. The identity is <c>AccountsStorage__credential</c> <c>managedidentity</c> with <c>AccountsStorage__clientId</c>, else the default
/// Azure credential.
/// </summary>
public sealed class StorageConnection
{
    public const string Name = "AccountsStorage";

    /// <summary>
    /// The timeout of an attempt if no caller waits (see <see cref="StorageWaitLimit"/>); an attempt usually takes milliseconds.
    /// </summary>
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(10);

    private readonly string? connectionString;
    private readonly Uri? tables;
    private readonly Uri? queues;
    private readonly TokenCredential? credential;

    /// <exception cref="SettingException">The setting is missing or wrong; the message never contains a key.</exception>
    public StorageConnection(IConfiguration configuration)
    {
        if (configuration[Name] is { } text && !string.IsNullOrWhiteSpace(text))
        {
            connectionString = Checked(text);
            return;
        }
        var section = configuration.GetSection(Name);
        tables = Endpoint(section, "tableServiceUri");
        queues = Endpoint(section, "queueServiceUri");
        credential = Credential(section);
    }

    public TableServiceClient CreateTableClient()
    {
        var options = new TableClientOptions { Retry = { NetworkTimeout = NetworkTimeout }, RetryPolicy = new StorageRetries() };
        return connectionString is null ? new(tables!, credential!, options) : new(connectionString, options);
    }

    public QueueServiceClient CreateQueueClient()
    {
        var options = new QueueClientOptions
        {
            MessageEncoding = QueueMessageEncoding.Base64,
            Retry = { NetworkTimeout = NetworkTimeout },
            RetryPolicy = new StorageRetries(),
        };
        return connectionString is null ? new(queues!, credential!, options) : new(connectionString, options);
    }

    /// <summary>Lets the clients validate the connection string.</summary>
    private static string Checked(string connectionString)
    {
        try
        {
            _ = new TableServiceClient(connectionString);
            _ = new QueueServiceClient(connectionString);
            return connectionString;
        }
        catch (Exception exception) when (exception is FormatException or ArgumentException or InvalidOperationException)
        {
            throw new SettingException(
                $"{Name} must be a connection string of a storage account, as the portal shows it, "
                + $"or be omitted in favour of {Name}__tableServiceUri and {Name}__queueServiceUri.");
        }
    }

    /// <summary>
    /// Removes the slash at the end: if the path has an account, as in an emulator, the client of the tables would append a second one.
    /// </summary>
    private static Uri Endpoint(IConfigurationSection section, string name) => section[name]?.TrimEnd('/') switch
    {
        null => throw new SettingException(
            $"{Name} is not set; it must be a connection string of a storage account, "
            + $"or {Name}__tableServiceUri and {Name}__queueServiceUri must name its services."),
        { } text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps => uri,

        // Without the value, which may be a connection string in the wrong place, or an address with a signature.
        _ => throw new SettingException($"{Name}__{name} must be the https address of a storage service, as the portal shows it."),
    };

    /// <summary>Reads the credential like the Functions host: case is ignored, and an empty value counts as absent.</summary>
    private static TokenCredential Credential(IConfigurationSection section) => section["credential"] switch
    {
        null or "" => new DefaultAzureCredential(),
        var kind when !kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) =>
            throw new SettingException($"{Name}__credential must be 'managedidentity' or omitted; it is '{kind}'."),
        _ when section["clientId"] is { Length: > 0 } clientId =>
            new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
        _ => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
    };
}
