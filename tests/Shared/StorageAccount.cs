namespace ApiAccounts.Testing;

/// <summary>One storage account of an <see cref="Azurite"/>, or of a proxy before it.</summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
public sealed record StorageAccount(string Name, string Key, int BlobPort, int QueuePort, int TablePort, string Scheme = "http")
{
    /// <summary>Of what the hosts keep: leases, and the states of timers.</summary>
    public Uri BlobEndpoint => new($"{Scheme}://127.0.0.1:{BlobPort}/{Name}");

    public Uri TableEndpoint => new($"{Scheme}://127.0.0.1:{TablePort}/{Name}");

    public Uri QueueEndpoint => new($"{Scheme}://127.0.0.1:{QueuePort}/{Name}");

    public string ConnectionString =>
        $"DefaultEndpointsProtocol={Scheme};AccountName={Name};AccountKey={Key};BlobEndpoint={BlobEndpoint};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";
}
