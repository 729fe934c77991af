using System.Globalization;
using System.Text;

namespace ApiAccounts.Testing;

/// <summary>
/// A real Azurite with its data in memory on ports of its own. It has many storage accounts, and each test (or fixture) takes
/// one that nobody else uses: <see cref="NewAccount"/>.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    private const int Accounts = 500;
    private static readonly Lazy<Task<Azurite>> Shared = new(() => StartAsync());
    private readonly ChildProcess process;
    private readonly string scheme;
    private readonly int blobPort;
    private int taken = -1;

    private Azurite(ChildProcess process, string scheme, int blobPort, int queuePort, int tablePort)
    {
        this.process = process;
        this.scheme = scheme;
        this.blobPort = blobPort;
        QueuePort = queuePort;
        TablePort = tablePort;
    }

    public int QueuePort { get; }

    public int TablePort { get; }

    /// <summary>The one of this test process, started when first asked for; it ends with the process.</summary>
    public static Task<Azurite> SharedAsync() => Shared.Value;

    /// <param name="folder">Where its data is kept; null keeps it in memory.</param>
    /// <param name="takesTokens">
    /// Whether it takes bearer tokens beside keys. It looks at what is said in them and not at who signed them, and speaks https, with the
    /// <see cref="LocalCertificate"/>.
    /// </param>
    public static async Task<Azurite> StartAsync(string? folder = null, int queuePort = 0, int tablePort = 0, bool takesTokens = false)
    {
        string[] location = folder is null ? ["--inMemoryPersistence"] : ["--location", folder];
        string[] tokens = takesTokens ? ["--oauth", "basic", "--cert", LocalCertificate.File, "--key", LocalCertificate.KeyFile] : [];
        var scheme = takesTokens ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        var process = ChildProcess.Start(
            "node",
            [
                Repository.PathOf("tools/azurite.cjs"),
                "--blobPort", "0", "--queuePort", Text(queuePort), "--tablePort", Text(tablePort), .. location, .. tokens,
            ],
            [new("AZURITE_ACCOUNTS", string.Join(';', Enumerable.Range(0, Accounts).Select(n => $"{Name(n)}:{Key(n)}")))]);
        var blob = await process.WaitForOutputAsync($@"Blob service is successfully listening at {scheme}://127\.0\.0\.1:(\d+)");
        var queue = await process.WaitForOutputAsync($@"Queue service is successfully listening at {scheme}://127\.0\.0\.1:(\d+)");
        var table = await process.WaitForOutputAsync($@"Table service is successfully listening at {scheme}://127\.0\.0\.1:(\d+)");
        return new(process, scheme, Port(blob.Groups[1].Value), Port(queue.Groups[1].Value), Port(table.Groups[1].Value));
    }

    /// <summary>A storage account no one else has been given.</summary>
    public StorageAccount NewAccount()
    {
        var number = Interlocked.Increment(ref taken);
        return number < Accounts
            ? Account(number)
            : throw new InvalidOperationException($"All {Accounts} accounts of this Azurite have been given out.");
    }

    /// <summary>The account of a number from 0: the same name and key after a restart.</summary>
    public StorageAccount Account(int number) => new(Name(number), Key(number), blobPort, QueuePort, TablePort, scheme);

    /// <summary>Ends it in good order: what it was told is in its folder, for another to start with.</summary>
    public Task StopAsync() => process.EndInputAsync();

    public Task KillAsync() => process.KillAsync();

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static string Name(int number) => "account" + Text(number);

    private static string Key(int number) => Convert.ToBase64String(Encoding.ASCII.GetBytes("local key of account " + Text(number)));

    private static int Port(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
