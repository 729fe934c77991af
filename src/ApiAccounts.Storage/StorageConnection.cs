using ApiAccounts.Core.Kernel.Settings;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace ApiAccounts.Storage;

/// <summary>
/// How the storage account is reached, written as the Functions host writes its connections: <c>AccountsStorage</c> is a connection string,
/// or <c>AccountsStorage__tableServiceUri</c> and <c>AccountsStorage__queueServiceUri</c> name the services and an identity signs in
/// (<c>AccountsStorage__credential</c> <c>managedidentity</c> with <c>AccountsStorage__clientId</c>; else whatever identity is at hand).
/// </summary>
public sealed class StorageConnection
{
    public const string Name = "AccountsStorage";

    /// <summary>
    /// A try that hangs is given up after this where nobody waits (see <see cref="StoragePatience"/>); the usual one takes milliseconds.
    /// </summary>
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(10);

    private readonly string? connectionString;
    private readonly Uri? tables;
    private readonly Uri? queues;
    private readonly TokenCredential? credential;

    /// <exception cref="SettingException">It is not set, or not right; the message never holds a key.</exception>
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
        var options = new TableClientOptions { Retry = { NetworkTimeout = NetworkTimeout }, RetryPolicy = new PatientRetries() };
        return connectionString is null ? new(tables!, credential!, options) : new(connectionString, options);
    }

    public QueueServiceClient CreateQueueClient()
    {
        var options = new QueueClientOptions
        {
            MessageEncoding = QueueMessageEncoding.Base64,
            Retry = { NetworkTimeout = NetworkTimeout },
            RetryPolicy = new PatientRetries(),
        };
        return connectionString is null ? new(queues!, credential!, options) : new(connectionString, options);
    }

    /// <summary>Whether the clients can read it: they are the ones who know.</summary>
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
                $"{Name} is not a connection string of a storage account; it may be one as the portal shows it, or be left out for {Name}__tableServiceUri and {Name}__queueServiceUri.");
        }
    }

    /// <summary>Without the slash at its end: after an account in the path, as an emulator has it, the client of the tables would send a second one.</summary>
    private static Uri Endpoint(IConfigurationSection section, string name) => section[name]?.TrimEnd('/') switch
    {
        null => throw new SettingException(
            $"{Name} is not set; it has to be a connection string of a storage account, or {Name}__tableServiceUri and {Name}__queueServiceUri have to name its services."),
        { } text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps => uri,

        // It is not repeated: it may be a connection string in the wrong place, or an address with a signature.
        _ => throw new SettingException($"{Name}__{name} is not the https address of a storage service; it may be that, as the portal shows it."),
    };

    /// <summary>As the Functions host reads it: letter case does not matter, and what is empty is as what is left out.</summary>
    private static TokenCredential Credential(IConfigurationSection section) => section["credential"] switch
    {
        null or "" => new DefaultAzureCredential(),
        var kind when !kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) =>
            throw new SettingException($"{Name}__credential is '{kind}'; it may be 'managedidentity', or be left out."),
        _ when section["clientId"] is { Length: > 0 } clientId => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId)),
        _ => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
    };
}
