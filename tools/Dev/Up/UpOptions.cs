namespace ApiAccounts.Tools.Dev.Up;

/// <param name="Port">Where the app listens, on 127.0.0.1.</param>
/// <param name="StoragePort">Where Azurite listens for blobs; the next two are for queues and tables.</param>
/// <param name="Data">The absolute path of the folder that Azurite keeps its data in.</param>
/// <param name="AdminEmail">Null for the one that local.settings.json has.</param>
/// <param name="AdminPassword">Null for the one that local.settings.json has.</param>
internal sealed record UpOptions(int Port, int StoragePort, string Data, HostChoice Host, string? AdminEmail, string? AdminPassword)
{
    public int QueuePort => StoragePort + 1;

    public int TablePort => StoragePort + 2;

    /// <summary>The address of the app.</summary>
    public string Url => $"http://127.0.0.1:{Port}";
}
