using Azure.Core;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.InProcess;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>
/// The storage account of a queue trigger. Its setting is a connection string, or settings that begin with its name say where the queues
/// are and which identity signs in.
/// </summary>
internal sealed class QueueAccount(IConfiguration configuration, string? connection, string function)
{
    private const string StandardConnection = "Storage";
    private const string Prefix = "AzureWebJobs";

    // Messages are decoded by the listener and not by the client, so that one that cannot be goes to poison as it is.
    private readonly QueueClientOptions options = new() { MessageEncoding = QueueMessageEncoding.None };

    /// <param name="queue">The one that is looked for, for the sentence.</param>
    /// <exception cref="StartException">A setting is missing or wrong. What may be a key in the wrong place is not repeated.</exception>
    public QueueServiceClient Open(string queue)
    {
        var setting = string.IsNullOrEmpty(connection) ? StandardConnection : connection;
        var section = configuration.GetSection(Prefix + setting);
        if (!section.Exists()) section = configuration.GetSection(setting);
        if (!string.IsNullOrWhiteSpace(section.Value)) return WithKey(section.Key, section.Value);

        // The second is an alias of the first.
        foreach (var name in (string[])["queueServiceUri", "serviceUri"])
        {
            if (section[name] is { } address) return new(Address($"{section.Key}__{name}", address), Identity(section), options);
        }

        var shown = setting is StandardConnection ? Prefix + setting : setting;
        throw Wrong(
            $"the queue '{queue}' needs the setting {shown}, a storage connection string, or {shown}__queueServiceUri; both are missing.");
    }

    private QueueServiceClient WithKey(string setting, string connectionString)
    {
        try
        {
            return new(connectionString, options);
        }
        catch (FormatException exception)
        {
            throw Wrong($"the setting {setting} is not a storage connection string. {exception.Message}", exception);
        }
    }

    private Uri Address(string setting, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw Wrong($"the setting {setting} is not the https address of a queue service.");

    private TokenCredential Identity(IConfigurationSection section) => section["credential"] switch
    {
        null or "" => new DefaultAzureCredential(),
        var kind when !kind.Equals("managedidentity", StringComparison.OrdinalIgnoreCase) =>
            throw Wrong($"the setting {section.Key}__credential is '{kind}'; it must be 'managedidentity', or be left out."),
        _ when string.IsNullOrWhiteSpace(section["clientId"]) => new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned),
        _ => new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(section["clientId"])),
    };

    private StartException Wrong(string sentence, Exception? cause = null) => new($"Function {function}: {sentence}", cause);
}
