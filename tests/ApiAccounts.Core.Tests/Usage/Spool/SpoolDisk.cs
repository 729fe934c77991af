using System.Text;
using ApiAccounts.Core.Tests.Given;
using ApiAccounts.Core.Usage;
using ApiAccounts.Core.Usage.Recording;
using ApiAccounts.Core.Usage.Spool;

namespace ApiAccounts.Core.Tests.Usage.Spool;

/// <summary>A folder of the real disk with the spools of some processes in it.</summary>
internal sealed class SpoolDisk : IDisposable
{
    private readonly string parent = System.IO.Directory.CreateTempSubdirectory("spool-").FullName;
    private readonly List<FileSpool> spools = [];

    public SpoolDisk()
    {
        Options = new() { SpoolFolder = Path.Combine(parent, "spool") };
        App = new(Options);
    }

    public CoreUnderTest App { get; }

    public string Root => Options.SpoolFolder!;

    /// <summary>The folder in it for one queue: the beginning of the SHA-256 of its address.</summary>
    public string Folder => Path.Combine(Root, "695566922f330a29");

    public UsageOptions Options { get; }

    public FakeClock Clock => App.Clock;

    /// <summary>The files of a name, or of all names that have a pattern.</summary>
    public IReadOnlyList<string> Files(string pattern) =>
        System.IO.Directory.Exists(Root) ? [.. System.IO.Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)] : [];

    /// <summary>That of one more process, which is open.</summary>
    public FileSpool Start(string queue = "https://account.queue.example/usage-pings")
    {
        var spool = App.New<FileSpool>(new Destination(queue));
        spools.Add(spool);
        spool.Open();
        return spool;
    }

    /// <summary>What a spool gives out to be sent, as text.</summary>
    public static IReadOnlyList<string?> Taken(FileSpool spool)
    {
        var taken = new List<string?>();
        while (spool.Offered.TryRead(out var message)) taken.Add(spool.Read(message) is { } bytes ? Encoding.UTF8.GetString(bytes) : null);
        return taken;
    }

    public static Task<IReadOnlyList<SpooledMessage>?> AppendAsync(FileSpool spool, params string[] messages) =>
        spool.TryAppendAsync([.. messages.Select(message => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(message))]);

    public void Dispose()
    {
        foreach (var spool in spools) spool.Dispose();
        App.Dispose();
        System.IO.Directory.Delete(parent, recursive: true);
    }

    private sealed class Destination(string address) : IUsageSender
    {
        public string Address => address;

        public Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task SendRefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
