using ApiAccounts.SelfHost.Settings;
using ApiAccounts.Storage;
using Azure.Storage.Blobs;

namespace ApiAccounts.SelfHost.Timers;

/// <summary>
/// The states of timers, in a container of the account of <c>AzureWebJobsStorage</c>, as on the Functions host. If that setting is missing,
/// the container is in the app's own account.
/// </summary>
internal sealed class TimerStates(IConfiguration configuration, TimeProvider time, ILogger<TimerState> logger)
{
    /// <summary>The container of a Functions host, whose own blobs have other prefixes.</summary>
    private const string Container = "azure-webjobs-hosts";

    private BlobContainerClient? container;

    /// <exception cref="StartException">A setting is missing or wrong.</exception>
    public TimerState Of(string function)
    {
        container ??= Open(function);
        return new(container, container.GetBlobClient($"self-host/timers/{function}"), time, logger);
    }

    private BlobContainerClient Open(string function)
    {
        var user = $"Function {function}";
        var host = new HostAccount(configuration, HostAccount.HostSetting, user);
        var own = new HostAccount(configuration, StorageConnection.Name, user);
        return (own.IsSet && !host.IsSet ? own : host).OpenBlobs().GetBlobContainerClient(Container);
    }
}
