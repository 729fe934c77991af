namespace ApiAccounts.Testing;

/// <summary>One storage account of an <see cref="Azurite"/>, or of a proxy before it.</summary>
public sealed record StorageAccount(string Name, string Key, int QueuePort, int TablePort)
{
    public Uri TableEndpoint => new($"http://127.0.0.1:{TablePort}/{Name}");

    public Uri QueueEndpoint => new($"http://127.0.0.1:{QueuePort}/{Name}");

    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};QueueEndpoint={QueueEndpoint};TableEndpoint={TableEndpoint};";
}
