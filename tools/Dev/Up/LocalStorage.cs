namespace ApiAccounts.Tools.Dev.Up;

/// <summary>The Azurite of this checkout, with the account and key that every Azurite has.</summary>
internal static class LocalStorage
{
    private const string Account = "devstoreaccount1";
    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public static string ConnectionString(UpOptions options) =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{options.StoragePort}/{Account};"
        + $"QueueEndpoint=http://127.0.0.1:{options.QueuePort}/{Account};"
        + $"TableEndpoint=http://127.0.0.1:{options.TablePort}/{Account};";

    public static void RequireFreePorts(UpOptions options)
    {
        Ports.RequireFree(options.StoragePort, "blobs", "--storage-port");
        Ports.RequireFree(options.QueuePort, "queues, the one after blobs", "--storage-port");
        Ports.RequireFree(options.TablePort, "tables, the second after blobs", "--storage-port");
    }

    public static TiedChild Start(UpOptions options)
    {
        string[] script =
        [
            Checkout.PathOf("tools/azurite.cjs"), "--location", options.Data,
            "--blobPort", $"{options.StoragePort}", "--queuePort", $"{options.QueuePort}", "--tablePort", $"{options.TablePort}",
        ];
        return new("Azurite", null, script, options.Data, [], TimeSpan.FromSeconds(10), CancellationToken.None);
    }

    public static Task ListensAsync(TiedChild azurite) => azurite.WaitForLineAsync("Table service is successfully listening");
}
